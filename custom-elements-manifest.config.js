export default {
  globs: ['src/components/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  // package.json already names the manifest; a build changes no file under version control.
  packagejson: false,
};
