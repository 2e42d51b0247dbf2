import { styleText } from 'util';

/** Colour for a terminal; plain text elsewhere, and where `NO_COLOR` is set. */
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
    return text.replace(/^(error|warning|info)/, (word) =>
      word === 'error'
        ? this.paint('red', word)
        : word === 'warning'
          ? this.paint('yellow', word)
          : this.paint('dim', word),
    );
  }

  private paint(format: 'green' | 'yellow' | 'red' | 'dim', text: string): string {
    return this.colour ? styleText(format, text) : text;
  }
}
