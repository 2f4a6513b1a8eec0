import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'xray-lab' } } })],
  // Vite's development server moves packages about, and their workers would not be found.
  optimizeDeps: { exclude: ['xray-lab'] },
});
