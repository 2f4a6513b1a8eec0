/**
 * Settles in a task of its own, in which the thread has handled what came meanwhile: an abort, a key, a frame. Long work on
 * it asks for one every few milliseconds, or every so many things. By a message, as timers are held back: to 4 ms where one
 * leads to the next, and in a page that is in the background to a second and to a minute.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
