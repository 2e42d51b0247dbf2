import { Node, Span } from './ast';
import { ParserCore } from './parser-core';
import { placeOf, syntaxError } from './syntax-error';

const BRACKETS: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };

/** What the parser says about text that is not Nix: what was found, what was expected, and how to mend common slips. */
export abstract class ParserRefusals extends ParserCore {
  /** Something behind the end of the expression. */
  trailing(): never {
    const { type } = this.lexer;
    if (type in BRACKETS) {
      this.unexpected('the end of the text', `Remove the \`${type}\`, or open it with \`${BRACKETS[type]}\`.`);
    }
    this.unexpected(
      'the end of the text',
      this.slip() ?? 'Remove what stands behind the expression, or put an operator before it.',
    );
  }

  missingOperand(): never {
    const { type, previousEnd, text } = this.lexer;
    let mend = 'Write an expression here.';
    if (type === '=' && text.charAt(previousEnd - 1) === '=') {
      mend = 'Nix compares with `==`.';
    } else if (type === '${') {
      mend = 'Interpolation belongs inside a string, a path or an attribute name: write `"${…}"`.';
    } else if (type === 'if' || type === 'with' || type === 'assert') {
      mend = `Put parentheses around it: \`(${type} …)\`.`;
    } else if (type === 'or') {
      mend = '`or` stands behind a selection: `a.b or fallback`.';
    } else if (type === '.') {
      mend = 'Write what to select from before the dot, or `./` for a path.';
    } else if (type === ';' || type in BRACKETS) {
      mend = 'Write the expression before it.';
    } else if (type === 'in') {
      mend = 'Write `;` behind each binding of the `let`, and the value behind its `=`.';
    } else if (type === '/') {
      mend = 'Write spaces around `/` to divide, and no slash at the end of a path.';
    }
    this.unexpected('an expression', mend);
  }

  missingColon(): never {
    this.unexpected(
      '`:` behind the parameters of a function',
      'Write `:` and the body of the function, or `=` to bind a name.',
    );
  }

  /** An integer beyond 64 bits. */
  tooLarge(max: bigint): never {
    const { start, end, text } = this.lexer;
    const digits = end - start > 40 ? `${text.slice(start, start + 40)}…` : text.slice(start, end);
    const problem = `The integer ${digits} is larger than Nix can hold (${max}).`;
    throw syntaxError(this.source, start, problem, 'Write it as a string, or as a float with a `.`.');
  }

  missingName(): never {
    const { type } = this.lexer;
    let mend = 'Write a name, a `"…"` string or `${…}`.';
    if (type === 'int' || type === 'float') mend = 'A name cannot begin with a digit: quote it, `"…"`.';
    else if (type === "''") mend = 'Quote a name with `"…"`.';
    else if (/^[a-z]+$/.test(type)) mend = `\`${type}\` is a word of the language: quote it, \`"${type}"\`.`;
    this.unexpected('an attribute name', mend);
  }

  missingEquals(): never {
    const { type } = this.lexer;
    let mend = 'Write `name = value;`.';
    if (type === ':') {
      mend = 'Write `=` between a name and its value.';
    } else if (type === '==') {
      mend = 'Bind a name with a single `=`.';
    } else if (type === ';') {
      mend = 'Write `inherit name;` to take a name over, or give it a value: `name = value;`.';
    } else if (type === 'int' || type === 'float') {
      mend = 'A name cannot begin with a digit: quote it, `"…"`.';
    } else if (type === 'end') {
      mend = 'Close a set with `}`, and write `in` before the expression that uses the names of a `let`.';
    } else if (type === ',') {
      mend = 'Bindings end with `;`. A function that takes a set has `:` behind its braces.';
    }
    this.unexpected('`=` behind the name', mend);
  }

  /** `next` is what was read last, where it may be the name of a next binding. */
  missingSemicolon(what: 'binding' | 'inherit' | 'with' | 'assert', start: number, next?: NextName): never {
    const name = what === 'binding' ? 'binding' : `\`${what}\``;
    const place = placeOf(this.source, start);
    const { type, previousEnd, text } = this.lexer;
    if (type === '=' && next) {
      const found = text.slice(next.name.start, Math.min(next.name.end, next.name.start + 40));
      throw syntaxError(
        this.source,
        next.behind,
        `The ${name} of ${place} misses its \`;\` before \`${found} = …\`.`,
        `Write \`;\` at the end of the ${name}. If a comparison was meant, write \`==\`.`,
      );
    }
    throw syntaxError(
      this.source,
      // A missing semicolon is best shown where it belongs, behind what was read.
      this.missingBehind() ? previousEnd : this.lexer.start,
      `Found ${this.describe()} where \`;\` was expected, to end the ${name} of ${place}.`,
      this.slip(what) ?? `Write \`;\` at the end of the ${name}.`,
    );
  }

  computedInherit(offset: number): never {
    const mend = 'Write the name out, or a binding: `${name} = …;`.';
    throw syntaxError(this.source, offset, '`inherit` cannot take a computed name.', mend);
  }

  missingKeyword(keyword: 'then' | 'else', start: number): never {
    const mend =
      keyword === 'else'
        ? 'Every `if` has an `else`: write what the value is otherwise.'
        : 'Write `then` behind the condition.';
    this.unexpected(`\`${keyword}\` of the \`if\` at ${placeOf(this.source, start)}`, this.slip() ?? mend);
  }

  /** Neither a binding nor the end of them. */
  notABinding(close: '}' | 'in', open: '{' | 'let', openedAt: number): never {
    const { type } = this.lexer;
    let mend: string | undefined;
    if (type === ';') {
      mend = 'Remove the second `;`.';
    } else if (type === ',') {
      mend = 'Bindings end with `;`, not with a comma.';
    } else if (type === 'int' || type === 'float') {
      mend = 'A name cannot begin with a digit: quote it, `"…"`.';
    } else if (type === "''") {
      mend = 'Quote a name with `"…"`.';
    } else if (type === '...') {
      mend = '`...` belongs into the parameters of a function: `{ a, ... }: body`.';
    } else if (/^[a-z]+$/.test(type) && type !== 'end' && type !== 'in') {
      mend = `To bind it, quote it: \`"${type}" = …;\`.`;
    } else if (close === 'in') {
      mend = 'Write `in` and the expression that uses the names.';
    }
    this.unclosed(close, open, openedAt, mend);
  }

  notAParam(ellipsis: boolean, openedAt: number): never {
    const { type } = this.lexer;
    let mend: string | undefined;
    if (ellipsis) mend = '`...` stands last, without a comma behind it.';
    else if (type === '=') mend = 'The default of a parameter is written `name ? value`.';
    else if (type === ';') mend = 'Parameters are separated by commas.';
    else if (type === 'identifier' || type === '...') mend = 'Separate parameters with `,`.';
    else if (type === ',') mend = 'Remove the comma: a parameter stands before each.';
    else if (type === '"') mend = 'A parameter is a plain name.';
    this.unclosed('}', '{', openedAt, mend);
  }

  notAnItem(openedAt: number): never {
    const { type } = this.lexer;
    let mend: string | undefined;
    if (type === ',') {
      mend = 'Items of a list are separated by spaces: remove the comma.';
    } else if (type === ';') {
      mend = 'Items of a list are separated by spaces: remove the `;`, or close the list with `]` before it.';
    } else if (type === '-' || type === '!') {
      mend = `Put parentheses around the item: \`(${type}…)\`.`;
    } else if (type === ':') {
      mend = 'Put parentheses around a function inside a list: `(x: …)`.';
    } else if (type === '=') {
      mend = 'A list holds values. For names and values write a set, `{ name = value; }`.';
    } else if (/^[a-z]+$/.test(type) && type !== 'end') {
      mend = `Put parentheses around it: \`(${type} …)\`.`;
    } else if (!(type in BRACKETS)) {
      mend = 'Put parentheses around an item that has operators.';
    }
    this.unclosed(']', '[', openedAt, mend);
  }

  afterRecOrLet(name: 'rec' | 'let'): never {
    if (name === 'rec') this.unexpected('`{` behind `rec`', 'Write `rec { … }`.');
    this.unexpected(
      '`{` behind `let`',
      'Put parentheses around a `let … in …` that is an operand, an argument or an item.',
    );
  }

  cannotChain(first: string, second: string): never {
    const mend = `Put parentheses around one side: \`(a ${first} b) ${second} c\`, or \`a ${first} (b ${second} c)\`.`;
    const problem =
      first === second
        ? `\`${first}\` cannot be chained.`
        : `\`${first}\` and \`${second}\` cannot stand side by side.`;
    throw syntaxError(this.source, this.lexer.start, problem, mend);
  }

  /** A common slip behind a complete expression, by the token that follows. */
  private slip(what?: string): string | undefined {
    const { type } = this.lexer;
    switch (type) {
      case '=':
        return what === undefined || what === 'assert' || what === 'with'
          ? 'Nix compares with `==`; a binding `name = value;` stands inside `{ … }` or `let … in`.'
          : 'The binding before it misses its `;`. To compare, write `==`.';
      case ':':
        return 'Put parentheses around a function that is an operand or an argument: `(x: …)`. The parameter of a function is a name or `{ … }`.';
      case '@':
        return 'Only the parameter of a function takes `@`: `args@{ … }: body`.';
      case ',':
        return what === 'binding' ? 'End the binding with `;`, not with a comma.' : 'Remove the comma.';
      case 'if':
      case 'with':
      case 'assert':
        return `Put parentheses around it: \`(${type} …)\`.`;
      case 'or':
        return '`or` stands behind a selection: `a.b or fallback`.';
      case 'else':
      case 'then':
        return `This \`${type}\` belongs to no \`if\`.`;
      default:
        return undefined;
    }
  }

  /** Whether the current token begins another binding or closes what is around: then something was left out before it. */
  private missingBehind(): boolean {
    const { type } = this.lexer;
    return type === '=' || type === '}' || type === 'in' || type === 'inherit' || type === 'end';
  }
}

/** What may be the name of a next binding, and where what is before it ends. */
export interface NextName {
  readonly name: Span;
  readonly behind: number;
}

/** The name that ends an expression as its last argument: the author may have meant it as the next binding's. */
export function nextName(node: Node): NextName | undefined {
  let at = node;
  for (;;) {
    if (at.kind === 'binary') at = at.right;
    else if (at.kind === 'unary') at = at.operand;
    else if (at.kind === 'if') at = at.otherwise;
    else if (at.kind === 'lambda' || at.kind === 'with' || at.kind === 'assert' || at.kind === 'let') at = at.body;
    else break;
  }
  if (at.kind !== 'apply' || !['identifier', 'select', 'string'].includes(at.arg.kind)) return undefined;
  return { name: at.arg.span as Span, behind: (at.fn.span as Span).end };
}
