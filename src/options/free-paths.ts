import { isPlaceholder } from './catalogue-tree';
import { CosmoError } from '../app/error';
import { splitKeyPath, unescapeText } from '../nix/escape';

/** Paths by their segments: namespaces that are accepted whole. */
export class FreePaths {
  private readonly below = new Map<string, FreePaths>();
  private whole = false;

  /** Accept what stands at a path and below it; `*` and `<name>` in it stand for any name. */
  public add(path: readonly string[]): void {
    const [first, ...rest] = path;
    if (first === undefined) {
      this.whole = true;
      return;
    }
    const name = isPlaceholder(first) ? '*' : first;
    let next = this.below.get(name);
    if (!next) this.below.set(name, (next = new FreePaths()));
    next.add(rest);
  }

  /** Whether everything here is accepted. */
  public get isFree(): boolean {
    return this.whole;
  }

  /** What is known one level down. */
  public at(name: string): FreePaths | undefined {
    return this.below.get(name) ?? this.below.get('*');
  }
}

/**
 * The segments of `services.foo` or `services."a b".<name>`.
 * @throws `OPTION_PATH` where it is no path
 */
export function pathSegments(path: string): readonly string[] {
  const segments = splitKeyPath(path);
  if (!segments) {
    throw new CosmoError({
      code: 'OPTION_PATH',
      message: `${JSON.stringify(path)} is no option path`,
      mend: 'write names with dots between them and quotes around what is no plain name: services."a b".settings',
    });
  }
  return segments.map(({ source, quoted }) => (quoted ? unescapeText(source) : source));
}
