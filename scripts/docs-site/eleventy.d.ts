/** What the documentation's build uses of Eleventy, which brings no types. */
declare module '@11ty/eleventy' {
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { quietMode: boolean; config: (config: EleventyConfig) => void },
    );
    write(): Promise<unknown>;
  }

  export interface EleventyConfig {
    setUseGitIgnore(use: boolean): void;
    setLibrary(engine: 'md', library: object): void;
    addTemplate(path: string, content: string, data: Record<string, unknown>): void;
    addTransform(name: string, transform: (this: { page: { url: string } }, content: string) => string): void;
  }
}
