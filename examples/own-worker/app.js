const worker = new Worker(new URL('./edges.worker.js', import.meta.url), { type: 'module' });
const status = document.querySelector('[role=status]');

document.querySelector('input').addEventListener('change', ({ target }) => worker.postMessage(target.files[0]));

worker.addEventListener('message', ({ data }) => {
  status.textContent =
    data.error ?? `${data.width} × ${data.height}, ${data.edgePixels} edge pixels, on ${data.backend}`;
});
