// @ts-check

/**
 * A small part of JavaScript, read and run without `eval`, which the page's policy forbids: statements of names, members,
 * calls, literals, arrow functions, `new`, `await`, `const`, `===`. Enough for examples; what is beyond it is an error.
 */

/** @typedef {Map<string, unknown>} Names */
/** @typedef {(names: Names) => unknown} Value gives the value, or a promise of one for `await` */

/** Told beside what was not understood: it is no mistake in JavaScript. */
export const KNOWN = `
In a page of your own this may well run. Here it does not, as the policy of these pages lets no text be run as a script (no
eval): a small interpreter reads it, which knows a part of JavaScript.
Known: const, let, =, names, .members, [indices], calls, new, await, arrow functions, texts in '…' and "…", numbers, lists, objects, ...,
===, !==, !, comments, import from xray-lab and its languages; document.querySelector, show, console.log, URL, location.
Not known: for, while, if, function, return, class, try, ?:, &&, ||, <, >, + and other arithmetic, \`…\`, other imports.`.trimStart();

/** They would be read as names. */
const REFUSED =
  /^(?:break|case|catch|class|continue|default|delete|do|else|export|finally|for|function|if|in|instanceof|return|switch|throw|try|typeof|var|void|while|with|yield)$/;

const TOKENS =
  /\s+|\/\/.*|\/\*[\s\S]*?\*\/|(\.\.\.|=>|===|!==|[A-Za-z_$][\w$]*|\d+(?:\.\d+)?|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[()[\]{}.,;:=\-!])/y;

/** @param {string} text @param {Record<string, unknown>} given names that it may use @returns {Promise<void>} settles when it has run */
export async function run(text, given) {
  const names = new Map(Object.entries(given));
  for (const statement of new Reader(text).program()) await statement(names);
}

class Reader {
  /** @type {string[]} */
  #tokens = [];
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    TOKENS.lastIndex = 0;
    while (TOKENS.lastIndex < text.length) {
      const from = TOKENS.lastIndex;
      const match = TOKENS.exec(text);
      if (!match) throw new SyntaxError(`Not understood here: ${text.slice(from, from + 20)}`);
      if (match[1] !== undefined) this.#tokens.push(match[1]);
    }
  }

  /** @returns {Value[]} */
  program(end = '') {
    const statements = [];
    while ((this.#tokens[this.#at] ?? '') !== end) {
      if (this.#takes(';')) continue;
      statements.push(this.#statement());
    }
    return statements;
  }

  /** @returns {Value} */
  #statement() {
    if (this.#takes('import')) return this.#imported();
    if (!this.#takes('const') && !this.#takes('let')) return this.#expression();
    const name = this.#next();
    this.#needs('=');
    const value = this.#expression();
    return async (names) => names.set(name, await value(names));
  }

  /** `import { NAME } from 'xray-lab/…'`: of the site's own files, by `importFrom` of what is given. @returns {Value} */
  #imported() {
    /** @type {string[]} */
    const wanted = [];
    if (this.#takes('{')) {
      while (!this.#takes('}')) {
        wanted.push(this.#next());
        this.#takes(',');
      }
      this.#needs('from');
    }
    const from = this.#next().slice(1, -1);
    return async (names) => {
      const load = /** @type {(from: string) => Promise<Record<string, unknown>>} */ (names.get('importFrom'));
      const module = await load(from);
      for (const name of wanted) names.set(name, module[name]);
    };
  }

  /** @returns {Value} */
  #expression() {
    if (this.#takes('await')) {
      const value = this.#expression();
      return (names) => value(names);
    }
    const arrow = this.#arrow();
    if (arrow) return arrow;
    const left = this.#member();
    if (this.#takes('=')) {
      const right = this.#expression();
      return async (names) => left.set(names, await right(names));
    }
    for (const [sign, equal] of /** @type {const} */ ([
      ['===', true],
      ['!==', false],
    ])) {
      if (!this.#takes(sign)) continue;
      const right = this.#member();
      return async (names) => ((await left.get(names)) === (await right.get(names))) === equal;
    }
    return left.get;
  }

  /** `name => …` and `(names) => …`. @returns {Value | null} */
  #arrow() {
    const from = this.#at;
    /** @type {string[]} */
    const parameters = [];
    if (this.#takes('async')) void 0;
    if (this.#takes('(')) {
      while (!this.#takes(')')) {
        parameters.push(this.#next());
        this.#takes(',');
      }
    } else parameters.push(this.#next());
    if (!this.#takes('=>')) {
      this.#at = from;
      return null;
    }
    /** @type {Value[]} */
    let body;
    if (this.#takes('{')) {
      body = this.program('}');
      this.#needs('}');
    } else body = [this.#expression()];
    return (names) =>
      (/** @type {unknown[]} */ ...values) => {
        const inside = new Map(names);
        parameters.forEach((name, index) => inside.set(name, values[index]));
        // The first step of each statement at once: an event can be prevented only while it is told of.
        return body.reduce(
          (/** @type {any} */ before, each) =>
            before instanceof Promise ? before.then(() => each(inside)) : each(inside),
          undefined,
        );
      };
  }

  /** A value with what follows it: `.name`, `[index]`, `(arguments)`. @returns {{ get: Value; set(names: Names, to: unknown): void }} */
  #member() {
    let made = this.#takes('new');
    /** @type {Value} */
    let get = this.#primary();
    /** @type {(names: Names, to: unknown) => unknown} */
    let set = () => {
      throw new SyntaxError('That cannot be set.');
    };
    /** @type {Value} what a call is of */
    let owner = () => undefined;
    for (;;) {
      const of = get;
      if (this.#takes('.') || this.#takes('[')) {
        const computed = this.#tokens[this.#at - 1] === '[';
        const name = this.#next();
        const key = /^['"]/.test(name) ? name.slice(1, -1) : name;
        if (computed) this.#needs(']');
        owner = of;
        get = (names) => then(of(names), (object) => object[key]);
        set = (names, to) => then(of(names), (object) => (object[key] = to));
      } else if (this.#takes('(')) {
        const values = this.#list(')');
        const object = owner;
        const isNew = made;
        made = false;
        get = (names) =>
          then(object(names), (self) =>
            then(of(names), (called) => {
              if (typeof called !== 'function') throw new TypeError('That is no function.');
              return then(allOf(values.map((value) => value(names))), (given) =>
                isNew ? Reflect.construct(called, given) : called.apply(self, given),
              );
            }),
          );
        owner = () => undefined;
      } else return { get, set };
    }
  }

  /** @returns {Value} */
  #primary() {
    const token = this.#next();
    if (/^['"]/.test(token)) {
      const text = token.slice(1, -1).replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
      return () => text;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (token === '-') {
      const value = Number(this.#next());
      return () => -value;
    }
    if (token === '!') {
      const { get } = this.#member();
      return (names) => then(get(names), (value) => !value);
    }
    if (token === '(') {
      const inside = this.#expression();
      this.#needs(')');
      return inside;
    }
    if (token === '[') {
      const values = this.#list(']');
      return (names) => allOf(values.map((value) => value(names)));
    }
    if (token === '{') return this.#object();
    const known = new Map(
      /** @type {const} */ ([
        ['true', true],
        ['false', false],
        ['null', null],
        ['undefined', undefined],
      ]),
    );
    if (known.has(/** @type {any} */ (token))) return () => known.get(/** @type {any} */ (token));
    if (!/^[A-Za-z_$]/.test(token) || REFUSED.test(token)) throw new SyntaxError(`Not understood here: ${token}`);
    return (names) => {
      if (!names.has(token)) throw new ReferenceError(`${token} is not known in these examples.`);
      return names.get(token);
    };
  }

  /** @returns {Value} */
  #object() {
    /** @type {((names: Names, into: any) => unknown)[]} */
    const fields = [];
    while (!this.#takes('}')) {
      if (this.#takes('...')) {
        const value = this.#expression();
        fields.push((names, into) => then(value(names), (more) => Object.assign(into, more)));
      } else {
        const name = this.#next().replace(/^['"]|['"]$/g, '');
        this.#needs(':');
        const value = this.#expression();
        fields.push((names, into) => then(value(names), (given) => (into[name] = given)));
      }
      this.#takes(',');
    }
    return (names) => {
      const into = {};
      const done = fields.map((field) => field(names, into));
      return then(allOf(done), () => into);
    };
  }

  /** @param {string} end @returns {Value[]} */
  #list(end) {
    const values = [];
    while (!this.#takes(end)) {
      values.push(this.#expression());
      this.#takes(',');
    }
    return values;
  }

  #next() {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new SyntaxError('It ends too early.');
    return token;
  }

  /** @param {string} token */
  #takes(token) {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  /** @param {string} token */
  #needs(token) {
    if (!this.#takes(token))
      throw new SyntaxError(`${token} is missing before ${this.#tokens[this.#at] ?? 'the end'}.`);
  }
}

/** At once where it can be. @param {unknown} value @param {(value: any) => unknown} go */
function then(value, go) {
  return value instanceof Promise ? value.then(go) : go(value);
}

/** @param {unknown[]} values */
function allOf(values) {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : values;
}
