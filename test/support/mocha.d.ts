/** What the browser suites use of mocha, which @web/test-runner brings without types. */

interface MochaContext {
  /** Ends the test as skipped, which the report shows. */
  skip(): never;
  /** Milliseconds that the test may take. */
  timeout(milliseconds: number): void;
}

type MochaBody = (this: MochaContext) => void | Promise<void>;

interface MochaSuite {
  (title: string, body: () => void): void;
  skip(title: string, body: () => void): void;
}

interface MochaTest {
  (title: string, body: MochaBody): void;
  skip(title: string, body?: MochaBody): void;
}

declare const describe: MochaSuite;
declare const it: MochaTest;
declare function before(body: MochaBody): void;
declare function after(body: MochaBody): void;
declare function beforeEach(body: MochaBody): void;
declare function afterEach(body: MochaBody): void;
