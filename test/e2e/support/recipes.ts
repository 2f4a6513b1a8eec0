import { readFileSync } from 'node:fs';
import { ROOT } from './site.ts';

/** What stands in a fenced block of docs/many-machines.md behind `**title`, of one language; the first of them. */
export function recipe(title: string, language: string): string {
  const text = readFileSync(`${ROOT}docs/many-machines.md`, 'utf8');
  const at = text.indexOf(`\n**${title}`);
  const next = text.indexOf('\n**', at + 3);
  const section = at < 0 ? '' : text.slice(at, next < 0 ? undefined : next);
  const [, block] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(section) ?? [];
  if (block === undefined) throw new Error(`docs/many-machines.md has no ${language} recipe of ${title}.`);
  return block;
}

/** The same with four shards instead of as many as it has. */
export function inSmall(text: string): string {
  return text.replace(/\b(12|20)\b/g, '4');
}
