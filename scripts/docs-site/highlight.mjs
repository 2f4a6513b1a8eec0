// @ts-check

/** What stands out in code: comments, texts, words of the language, tags. The first that matches counts. */
const KINDS =
  /(?<comment>\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<=^|\s)(?:\/\/|#(?=\s)).*)|(?<text>'[^'\n]*'|"[^"\n]*"|`[^`]*`)|(?<word>\b(?:import|from|export|const|let|await|async|function|return|for|of|new|if|else|type|class)\b)|(?<tag><\/?[a-z][\w-]*)/gm;
const PLAIN = /^(sh|text|)$/;

/** @param {string} code @param {string} language as the fence names it @returns {string} HTML */
export function highlighted(code, language) {
  if (PLAIN.test(language)) return escaped(code);
  let html = '';
  let end = 0;
  for (const match of code.matchAll(KINDS)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [''];
    html += `${escaped(code.slice(end, match.index))}<span class="${kind}">${escaped(match[0])}</span>`;
    end = match.index + match[0].length;
  }
  return html + escaped(code.slice(end));
}

/** @param {string} text @returns {string} */
export function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
