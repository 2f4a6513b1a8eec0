/**
 * Resolves when the parts below `root`, and theirs, are rendered: new ones wait for their turn. In no document they have none,
 * and are not waited for.
 */
export async function partsComplete(root: ParentNode): Promise<void> {
  // By what they have: parts may be registered by another copy of the script.
  const updates = [...root.querySelectorAll('*')].flatMap((part) =>
    'updateComplete' in part && part.isConnected ? part.updateComplete : [],
  );
  await Promise.all(updates);
}
