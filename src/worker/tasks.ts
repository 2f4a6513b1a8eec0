/** What a worker can do: task names with the shapes of what goes in and comes out. */
export type TaskShapes = Readonly<
  Record<string, { input: unknown; output: unknown; report?: unknown; ask?: unknown; answer?: unknown }>
>;

/** What a running task may use. */
export interface TaskContext<Report = unknown> {
  /** Aborted when the caller no longer wants the result. Seen only in a later task: see `nextTask`. */
  readonly signal: AbortSignal;
  /** Sends a message to the caller while the task runs; buffers and the like among its `items` move there. */
  report(value: Report, ...items: Transferable[]): void;
  /** Lists buffers of the result that move to the caller instead of being copied. */
  transfer(...items: Transferable[]): void;
  /** Gives back the memory of what came in and is not read any more: a worker's copies. The caller's own stays. */
  free(buffer: ArrayBufferLike): void;
}

/** What a task that asks its caller may use as well. */
export interface AskingContext<Ask = unknown, Answer = unknown> {
  /**
   * Asks the caller for something while the task runs; `items` move to the caller instead of being copied.
   * @throws what the caller's answering throws; AbortError once the task is aborted.
   */
  ask(value: Ask, ...items: Transferable[]): Promise<Answer>;
}

type ReportOf<Shape> = Shape extends { report: infer Report } ? Report : never;
type AskOf<Shape> = Shape extends { ask: infer Ask } ? Ask : never;
type AnswerOf<Shape> = Shape extends { answer: infer Answer } ? Answer : never;

/** What a task of this shape may use. */
export type ContextOf<Shape> = TaskContext<ReportOf<Shape>> &
  (Shape extends { ask: infer Ask; answer: infer Answer } ? AskingContext<Ask, Answer> : unknown);

/** How a task of this shape is called. */
export type CallOptionsOf<Shape> = CallOptions<ReportOf<Shape>, AskOf<Shape>, AnswerOf<Shape>>;

/** The implementations of a worker's tasks: plain functions that know nothing of threads. */
export type TaskHandlers<Shapes extends TaskShapes> = {
  readonly [Name in keyof Shapes]: (
    input: Shapes[Name]['input'],
    context: ContextOf<Shapes[Name]>,
  ) => Shapes[Name]['output'] | Promise<Shapes[Name]['output']>;
};

export interface CallOptions<Report = unknown, Ask = unknown, Answer = unknown> {
  signal?: AbortSignal;
  /** Buffers of the input that move to the worker instead of being copied. */
  transfer?: Transferable[];
  onReport?(value: Report): void;
  /** Answers what the task asks; `transfer` lists buffers of the answer that move to the task instead of being copied. */
  onAsk?(value: Ask, transfer: Transferable[]): Promise<Answer>;
}

/** Runs tasks, in a worker or, where none can be had, on the calling thread. */
export interface TaskRunner<Shapes extends TaskShapes> {
  run<Name extends keyof Shapes & string>(
    name: Name,
    input: Shapes[Name]['input'],
    options?: CallOptionsOf<Shapes[Name]>,
  ): Promise<Shapes[Name]['output']>;
  /**
   * Settles when the worker has answered all calls that were aborted, which are over for their callers at once, or is
   * gone; null where it owes no answer. The calling thread never does.
   */
  readonly owed: Promise<void> | null;
  /** Why the worker does no more work: it crashed. Null as long as it serves, and where the calling thread does. */
  readonly stopped: Error | null;
  /** Ends the worker; pending calls reject with AbortError. Safe to call twice. */
  dispose(): void;
}
