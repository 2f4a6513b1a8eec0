const lab = document.querySelector('xray-lab');
const last = document.querySelector('#last');

lab.addEventListener('xray-results', (event) => {
  const { name, params } = event.detail.result;
  last.textContent = `${name}, blur ${params.blur.kernelSize}, Canny ${params.canny.lowThreshold}–${params.canny.highThreshold}`;
});

// A property, also before the element is defined.
lab.cannyHigh = 150;
