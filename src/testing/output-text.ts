/** Marks a map of files as an output. */
const OUTPUT = Symbol.for('cosmo-nix.output');

/** Mark a map of files, so that snapshots of it show the files as they are. */
export function markOutput(texts: Record<string, string>): Record<string, string> {
  return Object.defineProperty(texts, OUTPUT, { value: true });
}

/** Whether a value is a map of files. */
export function isOutput(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && OUTPUT in value;
}

/** A map of files as a reader of a review wants it: each by its path and its text, with nothing escaped. */
export function outputText(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts)
    .map(([path, text]) => `──── ${path}\n${text.replace(/\n$/, '')}\n`)
    .join('\n');
}
