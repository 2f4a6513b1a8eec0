// node edges.mjs FILE… writes the edges of each as a PNG file into this folder, and says how many pixels they have.
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { encodePng, processFile } from 'xray-lab/core';

for (const path of process.argv.slice(2)) {
  const { base, name } = parse(path);
  try {
    // Any bytes: of a disk, a request, a database. Messages begin with the name.
    const file = new File([await readFile(path)], base);
    const { stages } = await processFile(file, { backend: 'cpu', params: { blur: { kernelSize: 7 } } });
    const { width, height, data } = stages.edges;
    const edgePixels = data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    process.stdout.write(`${base}: ${edgePixels} of ${width} × ${height} pixels\n`);
    const png = await encodePng(stages.edges);
    await writeFile(`${name}_edges.png`, new Uint8Array(await png.arrayBuffer()));
  } catch (error) {
    // error.code tells programs what error.message tells people: "hand.png: the file is empty."
    console.error(`${error.message} [${error.code}]`);
    process.exitCode = 1;
  }
}
