/**
 * The syntax tree of the Nix language.
 *
 * One tree serves both ways: the parser makes it from text, the makers in
 * `expr.ts` make it from values, and the printer prints either. Nodes are
 * immutable. What only text has (comments, blank lines, positions, where the
 * author broke a line) is optional, so a node made from values is small.
 *
 * Text of strings and identifiers stands here as it stands in the source
 * (escaped); `escape.ts` goes from values to source text and back.
 */

/** A comment or a blank line. */
export type Trivium =
  | { readonly kind: 'blank' }
  /**
   * `# text`; the text is what follows the `#`, verbatim. Single-line `/* x *​/` becomes one too. With `directive`
   * it is a lone `/*nixfmt:enable*​/`, which keeps its form.
   */
  | { readonly kind: 'line'; readonly text: string; readonly directive?: boolean }
  /** A comment of several lines, without its delimiters; `doc` for one that opened with two stars. */
  | { readonly kind: 'block'; readonly doc: boolean; readonly lines: readonly string[] }
  /** An inline block comment that names the language of the string behind it. */
  | { readonly kind: 'language'; readonly text: string }
  /**
   * A region between the formatter's disable and enable directives, byte for byte, standing where it ends. Where
   * it begins stands one with `opens` and no text: what is between the two prints as nothing.
   */
  | { readonly kind: 'verbatim'; readonly text: string; readonly toEnd: boolean; readonly opens?: boolean };

/** What stands around one token: comments and blank lines before it, and a comment behind it on its line. */
export interface Mark {
  readonly before?: readonly Trivium[];
  /** The text of a comment behind the token on the same line, without `#` and surrounding space. */
  readonly after?: string;
}

/** Where a node stands in the text it was parsed from: offsets in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Fields that every node may have. */
interface Base {
  readonly span?: Span;
}

/** An item of a set, list or `let`, or comments that stand between items and belong to none. */
export type Item<T> = T | Loose;
export interface Loose {
  readonly kind: 'loose';
  readonly trivia: readonly Trivium[];
}

/** A piece of a string: source text (escaped, verbatim) or an interpolated expression. */
export type Part = string | Interpolation;
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly value: Node;
  /** Comments before the closing brace. */
  readonly trailing?: readonly Trivium[];
}

/** `name`, also `true`, `null`, `__curPos`. */
export interface Identifier extends Base {
  readonly kind: 'identifier';
  readonly name: string;
  readonly mark?: Mark;
}
/** A number as its source text: `24`, `.5`, `1.0e-7`. Never negative: that is a `unary`. */
export interface NumberLiteral extends Base {
  readonly kind: 'int' | 'float';
  readonly text: string;
  readonly mark?: Mark;
}
/** `"…"`. Parts hold source text, which may contain raw newlines. */
export interface StringLiteral extends Base {
  readonly kind: 'string';
  readonly parts: readonly Part[];
  readonly mark?: Mark;
}
/**
 * `''…''`, by lines, with the common indentation already taken off. The
 * last line is empty when the text ends in a newline.
 */
export interface IndentedString extends Base {
  readonly kind: 'indented';
  readonly lines: readonly (readonly Part[])[];
  /**
   * The indentation that was taken off, where a region that the formatter leaves alone begins or ends inside the
   * string: its lines are then printed at the columns they had. Only the parser makes it.
   */
  readonly cut?: string;
  readonly mark?: Mark;
}
/** `./x`, `/x`, `~/x`, `a/b`, with interpolation allowed. */
export interface PathLiteral extends Base {
  readonly kind: 'path';
  readonly parts: readonly Part[];
  readonly mark?: Mark;
}
/** `<nixpkgs/lib>`, with its brackets. */
export interface SearchPath extends Base {
  readonly kind: 'searchPath';
  readonly text: string;
  readonly mark?: Mark;
}
/**
 * A file of the output, by its path from the output's root. It prints as a
 * path literal relative to the file being printed. Never made by the parser.
 */
export interface OutputFile extends Base {
  readonly kind: 'outputFile';
  readonly target: string;
}
/** Plain data (or data that holds `Expr`s), not yet a tree. Never made by the parser. */
export interface Data extends Base {
  readonly kind: 'data';
  readonly value: unknown;
}

export interface List extends Base {
  readonly kind: 'list';
  readonly items: readonly Item<Node>[];
  /** The author put the brackets on different lines. */
  readonly expanded?: boolean;
  readonly open?: Mark;
  readonly close?: Mark;
}
export interface AttrSet extends Base {
  readonly kind: 'set';
  readonly rec?: boolean;
  /** The old form `let { …; body = x; }`: `recMark` is the mark of its `let`. Only the parser makes it. */
  readonly legacyLet?: boolean;
  readonly items: readonly Item<Binding>[];
  /** The author put the braces on different lines. */
  readonly expanded?: boolean;
  readonly recMark?: Mark;
  readonly open?: Mark;
  readonly close?: Mark;
}

/** One selector of an attribute path. */
export type Attr = AttrName | AttrString | AttrInterpolation;
export interface AttrName extends Base {
  readonly kind: 'name';
  readonly name: string;
  readonly mark?: Mark;
  /** The mark of the dot before it. */
  readonly dot?: Mark;
}
/** `"a b"`, kept quoted. */
export interface AttrString extends Base {
  readonly kind: 'quoted';
  readonly parts: readonly Part[];
  readonly mark?: Mark;
  readonly dot?: Mark;
}
/** `${x}`. */
export interface AttrInterpolation extends Base {
  readonly kind: 'dynamic';
  readonly value: Interpolation;
  readonly mark?: Mark;
  readonly dot?: Mark;
}

export type Binding = Assign | Inherit;
/** `path = value;` */
export interface Assign extends Base {
  readonly kind: 'assign';
  readonly path: readonly Attr[];
  readonly value: Node;
  readonly equals?: Mark;
  readonly semicolon?: Mark;
}
/** `inherit (from) names;` */
export interface Inherit extends Base {
  readonly kind: 'inherit';
  readonly from?: Paren;
  readonly names: readonly Attr[];
  /** The author put the semicolon on another line than `inherit`. */
  readonly expanded?: boolean;
  readonly keyword?: Mark;
  readonly semicolon?: Mark;
}

/** `target.path`, `target.path or fallback`. */
export interface Select extends Base {
  readonly kind: 'select';
  readonly target: Node;
  readonly path: readonly Attr[];
  readonly fallback?: Node;
  readonly orMark?: Mark;
}
/** `(inner)`. Parentheses are kept as they are; makers add the needed ones. */
export interface Paren extends Base {
  readonly kind: 'paren';
  readonly inner: Node;
  readonly open?: Mark;
  readonly close?: Mark;
}
export interface With extends Base {
  readonly kind: 'with';
  readonly scope: Node;
  readonly body: Node;
  readonly keyword?: Mark;
  readonly semicolon?: Mark;
}
export interface Assert extends Base {
  readonly kind: 'assert';
  readonly condition: Node;
  readonly body: Node;
  readonly keyword?: Mark;
  readonly semicolon?: Mark;
}
export interface Let extends Base {
  readonly kind: 'let';
  readonly items: readonly Item<Binding>[];
  readonly body: Node;
  readonly keyword?: Mark;
  readonly inMark?: Mark;
}
export interface If extends Base {
  readonly kind: 'if';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
  readonly keyword?: Mark;
  readonly thenMark?: Mark;
  readonly elseMark?: Mark;
}
export interface Lambda extends Base {
  readonly kind: 'lambda';
  readonly param: Param;
  readonly body: Node;
  readonly colon?: Mark;
  /** The author began the body on another line than the colon. */
  readonly bodyBelow?: boolean;
}
/** `name`, `{ a, b ? c, ... }`, `name@{ … }`, `{ … }@name`. */
export type Param = ParamName | ParamSet | ParamAt;
export interface ParamName extends Base {
  readonly kind: 'paramName';
  readonly name: string;
  readonly mark?: Mark;
}
export interface ParamSet extends Base {
  readonly kind: 'paramSet';
  readonly params: readonly ParamItem[];
  readonly ellipsis: boolean;
  readonly ellipsisMark?: Mark;
  /** The author put the braces on different lines. */
  readonly expanded?: boolean;
  readonly open?: Mark;
  readonly close?: Mark;
}
export interface ParamItem extends Base {
  readonly name: string;
  readonly fallback?: Node;
  readonly mark?: Mark;
  readonly question?: Mark;
  /** Present also for the last item when the text had a comma behind it. */
  readonly comma?: Mark;
}
export interface ParamAt extends Base {
  readonly kind: 'paramAt';
  readonly left: ParamName | ParamSet;
  readonly right: ParamName | ParamSet;
  readonly at?: Mark;
}
export interface Apply extends Base {
  readonly kind: 'apply';
  readonly fn: Node;
  readonly arg: Node;
}
export type BinaryOperator =
  '++' | '*' | '/' | '+' | '-' | '//' | '<' | '>' | '<=' | '>=' | '==' | '!=' | '&&' | '||' | '->' | '|>' | '<|';
/** `left op right`, associated as Nix does: `+ - * / && || |>` to the left, `++ // -> <|` to the right. */
export interface Binary extends Base {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
  readonly mark?: Mark;
}
/** `target ? path` */
export interface Has extends Base {
  readonly kind: 'has';
  readonly target: Node;
  readonly path: readonly Attr[];
  readonly mark?: Mark;
}
export interface Unary extends Base {
  readonly kind: 'unary';
  readonly op: '-' | '!';
  readonly operand: Node;
  readonly mark?: Mark;
}

export type Node =
  | Identifier
  | NumberLiteral
  | StringLiteral
  | IndentedString
  | PathLiteral
  | SearchPath
  | OutputFile
  | Data
  | List
  | AttrSet
  | Select
  | Paren
  | With
  | Assert
  | Let
  | If
  | Lambda
  | Apply
  | Binary
  | Has
  | Unary;

/** A parsed file: its expression and the comments behind it. The comments before it are marks of its first token. */
export interface SourceFile {
  readonly root: Node;
  readonly trailing: readonly Trivium[];
}
