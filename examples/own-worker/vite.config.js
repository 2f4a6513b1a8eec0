import { defineConfig } from 'vite';

export default defineConfig({
  worker: { format: 'es' },
  // Vite's development server moves packages about, and their workers would not be found.
  optimizeDeps: { exclude: ['xray-lab'] },
});
