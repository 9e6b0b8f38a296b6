/** Stands for an expression that cannot be told from its text. */
export const UNREADABLE: { readonly [key: string]: Literal } = Object.freeze({ $unreadable: true });

export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

const MAX_DEPTH = 12;
const SPACE = /\s+/y;
const TEXT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`/y;
const TEMPLATE = /`(?:[^`\\]|\\.)*`/y;
const NUMBER = /-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const OPENING = /[([{]/;
const CLOSING = /[)\]}]/;

/**
 * The JavaScript literal that begins at an offset: objects, arrays, texts, numbers. Nothing is run: what is computed
 * stands as unreadable. Undefined where the text ends before the literal does.
 */
export function readObjectLiteral(source: string, offset: number): Literal | undefined {
  const reader = new Reader(source, offset);
  try {
    return reader.value(0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Reader {
  readonly #source: string;
  #at: number;

  constructor(source: string, offset: number) {
    this.#source = source;
    this.#at = offset;
  }

  value(depth: number): Literal {
    if (depth > MAX_DEPTH) throw new RangeError('it is nested too deeply');
    this.#space();
    const start = this.#at;
    const plain = this.#plain(depth);
    this.#space();
    // What goes on after it, as in `60 * MINUTE` or `base.concat(…)`, makes it another value.
    if (plain !== UNREADABLE && /[,}\]);]/.test(this.#source[this.#at] ?? '')) return plain;
    this.#at = start;
    this.#skip();
    return UNREADABLE;
  }

  #plain(depth: number): Literal {
    const char = this.#source[this.#at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    const text = this.#take(TEXT);
    if (text !== undefined) return text.slice(1, -1).replace(/\\(.)/g, '$1');
    const number = this.#take(NUMBER);
    if (number !== undefined) return Number(number.replaceAll('_', ''));
    const word = this.#take(NAME);
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : UNREADABLE;
  }

  #object(depth: number): Literal {
    const members: { [key: string]: Literal } = {};
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#source[this.#at] === '}') break;
      const key = this.#key();
      this.#space();
      if (key !== undefined && this.#source[this.#at] === ':') {
        this.#at += 1;
        Object.defineProperty(members, key, { value: this.value(depth + 1), enumerable: true, configurable: true });
      } else {
        // A shorthand, a method, a computed key or `...more`: something is set that cannot be read here.
        members[key ?? '...'] = UNREADABLE;
        this.#skip();
      }
      this.#comma('}');
    }
    this.#at += 1;
    return members;
  }

  #key(): string | undefined {
    const text = this.#take(TEXT);
    if (text !== undefined) return text.slice(1, -1);
    return this.#take(NAME) ?? this.#take(NUMBER);
  }

  #array(depth: number): Literal {
    const entries: Literal[] = [];
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#source[this.#at] === ']') break;
      entries.push(this.value(depth + 1));
      this.#comma(']');
    }
    this.#at += 1;
    return entries;
  }

  #comma(end: string): void {
    this.#space();
    const char = this.#source[this.#at];
    if (char === ',') this.#at += 1;
    else if (char !== end) throw new RangeError('it does not end');
  }

  /** Passes over one expression, to the comma or bracket that ends it. */
  #skip(): void {
    for (let open = 0; this.#at < this.#source.length; ) {
      if (this.#space()) continue;
      if ((this.#take(TEXT) ?? this.#take(TEMPLATE)) !== undefined) continue;
      const char = this.#source[this.#at] ?? '';
      if (open === 0 && (char === ',' || char === ';' || CLOSING.test(char))) return;
      if (OPENING.test(char)) open += 1;
      if (CLOSING.test(char)) open -= 1;
      this.#at += 1;
    }
    throw new RangeError('it does not end');
  }

  /** Passes over white space and comments; true where there was some. */
  #space(): boolean {
    const start = this.#at;
    for (;;) {
      this.#take(SPACE);
      const opening = this.#source.slice(this.#at, this.#at + 2);
      if (opening !== '//' && opening !== '/*') return this.#at > start;
      const end = this.#source.indexOf(opening === '//' ? '\n' : '*/', this.#at + 2);
      if (end === -1) throw new RangeError('a comment does not end');
      this.#at = opening === '//' ? end : end + 2;
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match[0];
  }
}
