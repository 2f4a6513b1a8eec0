/**
 * Fetches what the first paint did not need, so that nothing is left to load when an image is opened: the network may be gone
 * by then, or the page on the server another one. What does not come is asked for again when it is needed, which tells.
 */
export async function loadTheRest(): Promise<void> {
  await Promise.allSettled([
    import('./language-choice.ts'),
    import('../cpu/cpu-engine.ts'),
    import('../decode/decode-client.ts'),
    import('../decode/decode-image.ts'),
    import('../decode/dicom-client.ts'),
    import('../decode/read-image-header.ts'),
    import('../gpu/webgl2-engine.ts'),
    import('../components/files/files-view.ts'),
    import('../components/image/image-view.ts'),
    import('../components/viewer/define-viewer.ts'),
    import('../export/encode/export-client.ts'),
    import('../export/folder/write-to-folder.ts'),
    import('../export/manifest/manifest-reader.ts'),
    import('../export/zip/create-zips.ts'),
    import('../session/frames/frame-choice.ts'),
    import('../session/processing/rehearsal.ts'),
    import('../export/zip/store-zip.ts').then(({ loadJsZip }) => loadJsZip()),
  ]);
}
