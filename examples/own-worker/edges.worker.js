import { processFile } from 'xray-lab/core';

addEventListener('message', async ({ data: file }) => {
  try {
    const { stages, backend } = await processFile(file);
    const { width, height, data } = stages.edges;
    postMessage({ width, height, backend, edgePixels: data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) });
  } catch (error) {
    postMessage({ error: error.message });
  }
});
