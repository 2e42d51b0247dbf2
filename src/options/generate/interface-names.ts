/**
 * Names of interfaces, by the paths of what they describe:
 * `services.nginx.virtualHosts.<name>` is `ServicesNginxVirtualHostsEntry`.
 */
export class InterfaceNames {
  private readonly taken = new Set<string>();

  /** @param taken names that are in use already */
  constructor(taken: readonly string[]) {
    for (const name of taken) this.taken.add(name);
  }

  /** A name for what stands at a path, which nothing else has. */
  public next(path: readonly string[]): string {
    const wanted = path.map(pascalCase).join('').slice(0, 120) || 'Options';
    const base = /^[A-Z]/.test(wanted) ? wanted : `N${wanted}`;
    let name = base;
    for (let i = 2; this.taken.has(name); i++) name = `${base}${i}`;
    this.taken.add(name);
    return name;
  }
}

function pascalCase(segment: string): string {
  if (segment === '<name>') return 'Entry';
  if (segment === '*') return 'Item';
  return segment
    .replace(/[^A-Za-z0-9]+([A-Za-z0-9]|$)/g, (_, next: string) => next.toUpperCase())
    .replace(/^[a-z]/, (first) => first.toUpperCase());
}

/**
 * Names of files, by the paths of what they hold: lower case, letters and
 * digits and hyphens alone, so that no name of a catalogue leads out of the
 * folder or means something to a file system.
 */
export class FileNames {
  private readonly taken = new Set<string>();

  /** @param taken paths that are in use already */
  constructor(taken: readonly string[]) {
    for (const path of taken) this.taken.add(path);
  }

  /** A path without extension for these segments, below the folder of the options, that nothing else has. */
  public next(segments: readonly string[]): string {
    const base = segments.map(fileName).join('/');
    let path = base;
    for (let i = 2; this.taken.has(path); i++) path = `${base}-${i}`;
    this.taken.add(path);
    return path;
  }
}

/** Names that Windows keeps for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

function fileName(segment: string): string {
  const name = segment
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return name === '' ? 'other' : DEVICES.test(name) ? `${name}-options` : name;
}
