import { KNOWN_TYPES } from './known-types';
import { OptionType } from './option-type';
import { patternEnd } from './posix-pattern';

/**
 * The type that a description means, in the words of nixpkgs' module system.
 *
 * Never throws. A description that is not understood, or a part of one, is
 * `unknown`: see `unknownParts`.
 */
export function readType(description: string): OptionType {
  const text = description.trim();
  const known = KNOWN_TYPES.get(text);
  if (known) return known;
  const reader = new TypeReader(text);
  const type = reader.whole();
  return type ?? { kind: 'unknown', text };
}

/** The descriptions inside a type that are not understood. */
export function unknownParts(type: OptionType): string[] {
  switch (type.kind) {
    case 'unknown':
      return [type.text];
    case 'nullOr':
    case 'list':
    case 'attrs':
    case 'named':
      return unknownParts(type.of);
    case 'submodule':
      return type.freeform ? unknownParts(type.freeform) : [];
    case 'either':
    case 'tuple':
      return type.of.flatMap(unknownParts);
    case 'coerced':
      return [...unknownParts(type.to), ...unknownParts(type.from)];
    default:
      return [];
  }
}

/** Where a noun may end: what can stand behind one. */
const END = String.raw`(?=$|\)| or |, or | convertible to it|, not containing newlines or colons| \(with check: )`;

/** Descriptions of a single shape, the longer ones first where one begins like another. */
const NOUNS: readonly [RegExp, (match: RegExpExecArray) => OptionType][] = [
  [
    sticky(String.raw`(\d+) bit (un)?signed integer; between (-?\d+) and (-?\d+) \(both inclusive\)`),
    ([, bits, , min, max]) => ({ kind: 'integer', min: Number(min), max: Number(max), bits: Number(bits) }),
  ],
  [
    sticky(String.raw`integer between (-?\d+) and (-?\d+) \(both inclusive\)`),
    ([, min, max]) => ({ kind: 'integer', min: Number(min), max: Number(max) }),
  ],
  [
    sticky(String.raw`integer or floating point number between (-?[\d.e+-]+) and (-?[\d.e+-]+) \(both inclusive\)`),
    ([, min, max]) => ({ kind: 'number', min: Number(min), max: Number(max) }),
  ],
  [
    sticky(String.raw`strings concatenated with ("(?:[^"\\]|\\.)*")`),
    ([, separator]) => ({ kind: 'string', separator: jsonText(separator!) }),
  ],
  // A set with a `type` that says which of several it is; the options of each are not in the catalogue.
  [sticky(String.raw`one of [a-z_]+(?:,[a-z_]+)+`), ([text]) => ({ kind: 'named', text, of: { kind: 'set' } })],
  [sticky(String.raw`([\w-]+) submodule`), ([text]) => ({ kind: 'submodule', text })],
  [
    sticky(
      String.raw`attribute-tagged union with choices: ((?:"(?:[^"\\]|\\.)*"|[\w'-]+)(?:, (?:"(?:[^"\\]|\\.)*"|[\w'-]+))*)`,
    ),
    ([, choices]) => ({
      kind: 'tagged',
      choices: choices!.match(/"(?:[^"\\]|\\.)*"|[\w'-]+/g)!.map((one) => (one.startsWith('"') ? jsonText(one) : one)),
    }),
  ],
];

/** What is built from one type: the words before it. */
const COMPOSITES: readonly [string, (of: OptionType) => OptionType][] = [
  ['list of ', (of) => ({ kind: 'list', of })],
  ['attribute set of ', (of) => ({ kind: 'attrs', of })],
  ['lazy attribute set of ', (of) => ({ kind: 'attrs', of, lazy: true })],
  ['DAG of ', (of) => ({ kind: 'attrs', of, dag: true })],
  ['attribute list of ', (of) => ({ kind: 'list', of, attributes: true })],
  ['open submodule of ', (freeform) => ({ kind: 'submodule', freeform })],
  ['function that evaluates to a(n) ', (result) => ({ kind: 'function', result })],
  ['pair of ', (of) => ({ kind: 'tuple', of: [of, of] })],
];

/** What an added check means, by its words. */
const CHECKS: Readonly<Record<string, { nonEmpty?: boolean; pattern?: string }>> = {
  'non-empty': { nonEmpty: true },
  'non-empty without trailing slash': { nonEmpty: true, pattern: '(.*[^/])|/' },
  'hexadecimal string': { pattern: '[0-9A-Fa-f]*' },
};

class TypeReader {
  private at = 0;

  constructor(private readonly text: string) {}

  public whole(): OptionType | undefined {
    const type = this.type();
    return type && this.at === this.text.length ? type : undefined;
  }

  /** Alternatives, up to the end or a closing parenthesis that is not theirs. */
  private type(): OptionType | undefined {
    const start = this.at;
    const parts: OptionType[] = [];
    for (;;) {
      if (this.eat('null or ')) {
        const rest = this.type();
        if (!rest) return this.back(start);
        return parts.length === 0 ? { kind: 'nullOr', of: rest } : either([...parts, { kind: 'nullOr', of: rest }]);
      }
      const part = this.operand();
      if (!part) return this.back(start);
      parts.push(part);
      if (!this.eat(' or ') && !this.eat(', or ')) break;
    }
    if (parts.length === 2 && this.eat(' convertible to it')) {
      return { kind: 'coerced', to: parts[0]!, from: parts[1]! };
    }
    return parts.length === 1 ? parts[0]! : either(parts);
  }

  /** One alternative, with what may be said behind it. */
  private operand(): OptionType | undefined {
    let type = this.bare();
    while (type) {
      if (this.eat(', not containing newlines or colons')) {
        if (type.kind === 'string' || type.kind === 'path') type = { ...type, entry: true };
        continue;
      }
      const check = this.match(/ \(with check: ([^()]*)\)/y);
      if (!check) break;
      const text = `${this.described(type)} (with check: ${check[1]})`;
      const known = CHECKS[check[1]!];
      type = { kind: 'named', text, of: known && type.kind === 'string' ? { ...type, ...known } : type };
    }
    return type;
  }

  private bare(): OptionType | undefined {
    return this.known() ?? this.noun() ?? this.oneOf() ?? this.pattern() ?? this.composite() ?? this.parenthesized();
  }

  private known(): OptionType | undefined {
    const match = this.match(KNOWN);
    return match ? KNOWN_TYPES.get(match[0]) : undefined;
  }

  private noun(): OptionType | undefined {
    const start = this.at;
    for (const [pattern, make] of NOUNS) {
      const match = this.match(pattern);
      const type = match ? make(match) : undefined;
      if (type) return type;
      this.at = start;
    }
    return undefined;
  }

  /** `one of "a", 2, <null>` and `value "a" (singular enum)`. */
  private oneOf(): OptionType | undefined {
    const start = this.at;
    if (this.eat('value ')) {
      const only = this.literal();
      return only !== undefined && this.eat(' (singular enum)') ? { kind: 'enum', values: [only] } : this.back(start);
    }
    if (this.eat('impossible (empty enum)')) return { kind: 'enum', values: [] };
    if (!this.eat('one of ')) return undefined;
    const values: (string | number | boolean | null)[] = [];
    do {
      const value = this.literal();
      if (value === undefined) return this.back(start);
      values.push(value);
    } while (!this.text.startsWith(', or ', this.at) && this.eat(', '));
    return { kind: 'enum', values };
  }

  /** A value of an enumeration. Quotes inside a string are not escaped there. */
  private literal(): string | number | boolean | null | undefined {
    const word = this.match(
      /(?:true|false|<null>|-?\d+(?:\.\d+)?)(?=$|\)| or |, | \(singular enum\)| convertible to it)/y,
    );
    if (word) {
      if (word[0] === '<null>') return null;
      return word[0] === 'true' || word[0] === 'false' ? word[0] === 'true' : Number(word[0]);
    }
    const string = this.match(
      /"([^]*?)"(?=$|\)| or (?!")|, (?:"|-?\d|true\b|false\b|<null>|or )| \(singular enum\)| convertible to it)/y,
    );
    return string?.[1];
  }

  private pattern(): OptionType | undefined {
    const start = this.at;
    if (!this.eat('string matching the pattern ')) return undefined;
    const from = this.at;
    for (let end = patternEnd(this.text, from); end !== undefined; end = patternEnd(this.text, from, end + 1)) {
      const rest = this.text.slice(end);
      // An `or` belongs to the pattern where no type stands behind it.
      if (rest.startsWith(' or ') && !new TypeReader(rest.slice(4)).startsType()) continue;
      this.at = end;
      return { kind: 'string', pattern: this.text.slice(from, end) };
    }
    return this.back(start);
  }

  private startsType(): boolean {
    return this.eat('null or ') || this.operand() !== undefined;
  }

  private composite(): OptionType | undefined {
    const start = this.at;
    if (this.eat('non-empty ')) {
      const inner = this.bare();
      return inner?.kind === 'list' ? { ...inner, nonEmpty: true } : this.back(start);
    }
    if (this.eat('unique ')) {
      const of = this.bare();
      return of ? { kind: 'named', text: this.text.slice(start, this.at), of } : this.back(start);
    }
    if (this.eat('tuple of ')) {
      const of: OptionType[] = [];
      do {
        const member = this.parenthesized();
        if (!member) return this.back(start);
        of.push(member);
      } while (this.eat(' '));
      return { kind: 'tuple', of };
    }
    for (const [words, make] of COMPOSITES) {
      if (!this.eat(words)) continue;
      const of = this.operand();
      return of ? make(of) : this.back(start);
    }
    return undefined;
  }

  private parenthesized(): OptionType | undefined {
    const start = this.at;
    if (!this.eat('(')) return undefined;
    const inner = this.type();
    if (inner && this.eat(')')) return inner;
    this.at = start;
    return this.unknownParenthesis();
  }

  /** `(what nobody knows)`: unknown, while what stands around it is not. */
  private unknownParenthesis(): OptionType | undefined {
    const start = this.at;
    let depth = 0;
    for (let i = start; i < this.text.length; i++) {
      if (this.text[i] === '(') depth++;
      if (this.text[i] === ')' && --depth === 0) {
        this.at = i + 1;
        return { kind: 'unknown', text: this.text.slice(start + 1, i) };
      }
    }
    return undefined;
  }

  private described(type: OptionType): string {
    return type.kind === 'named' ? type.text : 'string';
  }

  private eat(words: string): boolean {
    if (!this.text.startsWith(words, this.at)) return false;
    this.at += words.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at += match[0].length;
    return match;
  }

  private back(start: number): undefined {
    this.at = start;
    return undefined;
  }
}

/** All descriptions with a meaning of their own, the longest first. */
const KNOWN = sticky(
  [...KNOWN_TYPES.keys()]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|'),
);

function sticky(pattern: string): RegExp {
  return new RegExp(`(?:${pattern})${END}`, 'y');
}

function either(parts: readonly OptionType[]): OptionType {
  return { kind: 'either', of: parts.flatMap((part) => (part.kind === 'either' ? part.of : [part])) };
}

function jsonText(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}
