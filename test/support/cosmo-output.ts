/**
 * What a finding prints of the program's lines: known where the program runs
 * in the command's process and the library came with its assembly, which a
 * compile of `src` by the TypeScript compiler alone does not make.
 */
export function withoutPlaces(text: string): string {
  return text.replace(/^ {2}in \S+:\d+\n(?: {2,}\d+ \| .*\n)?/gm, '').replace(/, in \S+:\d+$/gm, '');
}
