/** Texts that refer to one another by number: those that are the same have the same number. */
export class Terms {
  protected readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();

  /** The text of a number, with all that is in it, as far as it is not too long. */
  show(id: number, budget = { left: 400_000 }): string {
    const text = this.texts[id];
    budget.left -= text.length;
    if (budget.left < 0) return `#${id}`;
    return text.replace(/#([0-9]+)#/g, (_all, inner: string) => this.show(Number(inner), budget));
  }

  protected id(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      this.ids.set(text, id);
      this.texts.push(text);
    }
    return id;
  }

  protected node(kind: string, ...parts: (number | string)[]): number {
    const text = parts.map((part) =>
      typeof part === 'number' ? `#${part}#` : JSON.stringify(part).replace(/#/g, '\\u0023'),
    );
    return this.id(`(${kind} ${text.join(' ')})`);
  }

  /** The operands of a chain. */
  protected joined(op: string, id: number): number[] {
    const text = this.texts[id];
    if (!text.startsWith(`(${op} #`)) return [id];
    return [...text.matchAll(/#([0-9]+)#/g)].map(([, one]) => Number(one));
  }

  /** The text of a node of a kind that has nothing but one text. */
  protected only(kind: string, id: number): string | undefined {
    const text = this.texts[id];
    if (!text.startsWith(`(${kind} "`)) return undefined;
    const found = /^"(?:[^"\\]|\\.)*"$/.exec(text.slice(kind.length + 2, -1));
    return found ? (JSON.parse(found[0]) as string) : undefined;
  }
}
