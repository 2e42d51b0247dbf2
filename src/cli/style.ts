/** Escape codes of the few styles that are used. */
const CODES = { green: 32, yellow: 33, red: 31, dim: 2 } as const;

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

  /** A finding: its severity in colour. */
  public finding(text: string): string {
    return text.replace(/^(error|warning|info)\b/, (word) =>
      word === 'error' ? this.red(word) : word === 'warning' ? this.yellow(word) : this.dim(word),
    );
  }

  private paint(code: keyof typeof CODES, text: string): string {
    return this.colour ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text;
  }
}

/** `1 error`, `2 errors`. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
