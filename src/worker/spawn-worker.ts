/**
 * The page's Trusted Types ask for a policy that vouches for a worker's script. Ours is asked by this module only, so it
 * vouches for nothing but xray-lab's own scripts. A page that lists its policies names `xray-lab` and `lit-html`.
 */
interface ScriptPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

let policy: ScriptPolicy | null = null;
/** Set when the page's policy refused a worker from a `blob:` address: another would be refused, and reported, too. */
let blobsRefused = false;

/**
 * Starts a worker from one of the package's own files.
 * @throws where the page forbids workers, or a policy that its Trusted Types ask for.
 */
export function spawnWorker(script: URL, options?: WorkerOptions): Worker {
  return new Worker(vouchFor(script.href), options);
}

/**
 * Starts a worker from the text of its script: in builds that are one file.
 * @throws as {@link spawnWorker}.
 */
export function spawnWorkerFromText(script: string): Worker {
  if (blobsRefused) throw new Error('This page refuses workers from blob: addresses.');
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const revoke = (): void => URL.revokeObjectURL(url);
  try {
    const worker = new Worker(vouchFor(url));
    let started = false;
    const onMessage = (): void => {
      started = true;
      worker.removeEventListener('message', onMessage);
      revoke();
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', () => {
      if (started) return;
      blobsRefused = true;
      revoke();
    });
    return worker;
  } catch (error) {
    revoke();
    throw error;
  }
}

function vouchFor(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy('xray-lab', { createScriptURL: (own) => own });
  return policy.createScriptURL(url);
}
