/**
 * Lays `edges` (white on black) over `base` in a colour. The edges' black lets the base through; where edges were
 * averaged down, as much of the colour shows as there is edge. `edges` is used up.
 */
export function tintEdges(base: HTMLCanvasElement, edges: HTMLCanvasElement, colour: string): void {
  const { width, height } = base;
  const mask = document.createElement('canvas');
  Object.assign(mask, { width, height });
  const contexts = [base, edges, mask].map((canvas) => canvas.getContext('2d'));
  const [onBase, onEdges, onMask] = contexts;
  if (!onBase || !onEdges || !onMask) return;
  // base × (1 − edge) + colour × edge
  onMask.fillStyle = '#fff';
  onMask.fillRect(0, 0, width, height);
  onMask.globalCompositeOperation = 'difference';
  onMask.drawImage(edges, 0, 0);
  onBase.globalCompositeOperation = 'multiply';
  onBase.drawImage(mask, 0, 0);
  onEdges.globalCompositeOperation = 'multiply';
  onEdges.fillStyle = colour;
  onEdges.fillRect(0, 0, width, height);
  onBase.globalCompositeOperation = 'lighter';
  onBase.drawImage(edges, 0, 0);
  onBase.globalCompositeOperation = 'source-over';
  onEdges.globalCompositeOperation = 'source-over';
}
