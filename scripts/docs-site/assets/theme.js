// Before anything is painted, so that no page flashes in the other colours.
try {
  document.documentElement.dataset.theme = localStorage.getItem('xray-lab-docs-theme') ?? '';
} catch {
  // Storage is refused: the system's colours.
}
