import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte({ configFile: false, preprocess: vitePreprocess() })],
  // Vite's development server moves packages about, and their workers would not be found.
  optimizeDeps: { exclude: ['xray-lab'] },
});
