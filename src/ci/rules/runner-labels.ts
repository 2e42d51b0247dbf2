/** The platform of a machine of GitHub's by its label; undefined for others. */
export function platformOfLabel(label: string): string | undefined {
  if (/^ubuntu-(latest|slim|\d\d\.\d\d)$/.test(label)) return 'x86_64-linux';
  if (/^ubuntu-\d\d\.\d\d-arm$/.test(label)) return 'aarch64-linux';
  if (/^macos-(\d+-(intel|large)|13|latest-large)$/.test(label)) return 'x86_64-darwin';
  if (/^macos-(latest|1[4-9]|[2-9]\d)(-xlarge)?$/.test(label)) return 'aarch64-darwin';
  return undefined;
}

/** Labels of machines that GitHub has taken away, and when. */
export const RETIRED: ReadonlyMap<string, string> = new Map([
  ['ubuntu-18.04', 'April 2023'],
  ['ubuntu-20.04', 'April 2025'],
  ['macos-11', 'June 2024'],
  ['macos-12', 'December 2024'],
  ['macos-13', 'December 2025'],
  ['windows-2019', 'June 2025'],
]);
