import { expect, it } from 'vitest';
import { manifestBytes, type ManifestFile, type ManifestImageInput } from '../../../../src/export/manifest/manifest.ts';

const stages = ['original', 'edges'];
const text = async (...args: Parameters<typeof manifestBytes>): Promise<string> =>
  new TextDecoder().decode(await manifestBytes(...args));

it('a manifest of thousands is the text that one of few is, made in several tasks', async () => {
  const images = Array.from({ length: 1000 }, (_, i): ManifestImageInput => {
    const files = Object.fromEntries(stages.map((stage) => [stage, `${i}_${stage}.png`]));
    return { name: `film\n${i}`, width: 3, height: 2, engine: 'cpu', parameters: { blur: { kernelSize: 5 } }, files };
  });
  const names = [...images.flatMap(({ files }) => Object.values(files)), 'other.png', 'third.png'];
  const files = new Map(names.map((file): [string, ManifestFile] => [file, { file, sha256: 'ab'.repeat(32) }]));
  let tasks = 0;
  const counting = setInterval(() => tasks++);
  const told = await text(files, { images });
  clearInterval(counting);
  expect(tasks).toBeGreaterThan(2);
  const manifest = JSON.parse(told) as { images: { name: string }[]; otherFiles: { file: string }[] };
  expect(told).toBe(`${JSON.stringify(manifest, null, 2)}\n`);
  expect([manifest.images.length, manifest.images[999].name]).toEqual([1000, 'film\n999']);
  expect(manifest.otherFiles.map(({ file }) => file)).toEqual(['other.png', 'third.png']);
});

it('a manifest of nothing lists nothing', async () => {
  const told = await text(new Map());
  expect(told).toBe(`${JSON.stringify(JSON.parse(told), null, 2)}\n`);
  expect(JSON.parse(told)).toMatchObject({ schemaVersion: 1, images: [], otherFiles: [] });
});
