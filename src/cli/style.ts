/** Escape codes of the few styles that are used. */
const CODES = { green: 32, yellow: 33, red: 31, dim: 2, bold: 1 } as const;

/** The words that lines of a finding begin with. */
const LABEL = /^ {2}(at|with|also at|and at|why:|mend:|reason:|in)(?= )/gm;

/**
 * Colour for a terminal; plain text elsewhere, and where `NO_COLOR` is set.
 * `FORCE_COLOR` goes before both: any value but `0` turns colour on, `0` off.
 */
export class Style {
  private readonly colour: boolean;

  constructor(stream: NodeJS.WriteStream) {
    const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
    this.colour = FORCE_COLOR ? FORCE_COLOR !== '0' : stream.isTTY === true && !NO_COLOR && TERM !== 'dumb';
  }

  public green(text: string): string {
    return this.paint('green', text);
  }

  public yellow(text: string): string {
    return this.paint('yellow', text);
  }

  public red(text: string): string {
    return this.paint('red', text);
  }

  public dim(text: string): string {
    return this.paint('dim', text);
  }

  public bold(text: string): string {
    return this.paint('bold', text);
  }

  /** The word for a severity, in its colour. */
  public severity(text: string): string {
    return this.paint(text === 'error' ? 'red' : text === 'warning' ? 'yellow' : 'dim', text);
  }

  /** A finding: its severity in colour, its code in bold, and what its lines begin with, dim. */
  public finding(text: string): string {
    if (!this.colour) return text;
    return text
      .replace(LABEL, (_label, word: string) => `  ${this.dim(word)}`)
      .replace(/^ {5,}\d+ \| /gm, (gutter) => this.dim(gutter))
      .replace(/^(error|warning|info)( [A-Z][A-Z0-9_]*)?(?=[ :])/, (_head, severity: string, code = '') => {
        return this.severity(severity) + this.bold(code as string);
      });
  }

  private paint(code: keyof typeof CODES, text: string): string {
    return this.colour && text !== '' ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text;
  }
}

/** `1 error`, `2 errors`. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
