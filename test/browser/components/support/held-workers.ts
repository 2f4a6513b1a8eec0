/** Keeps what is sent to workers from them while `work` is done, so that what is computed there stays at work. */
export async function whileWorkersWait(work: () => Promise<void>): Promise<void> {
  const proto = Worker.prototype as { postMessage: (...message: unknown[]) => void };
  const { postMessage } = proto;
  const held: (() => void)[] = [];
  proto.postMessage = function (this: Worker, ...message) {
    held.push(() => postMessage.apply(this, message));
  };
  try {
    await work();
  } finally {
    proto.postMessage = postMessage;
    for (const send of held) send();
  }
}
