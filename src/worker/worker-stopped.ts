/** What pending and later calls reject with when a worker crashed. */
export class WorkerStopped extends Error {
  override readonly name = 'WorkerStopped';
}
