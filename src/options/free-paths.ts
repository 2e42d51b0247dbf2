import { isPlaceholder } from './catalogue-tree';
import { CosmoError } from '../app/error';
import { splitKeyPath, unescapeText } from '../nix/escape';

/** Namespaces that are accepted whole, by their paths. */
export class FreePaths {
  private readonly root = new Place();
  /** Where a walk begins. */
  public readonly start = new FreePlace([this.root]);

  /** Accept what stands at a path and below it; `*` and `<name>` in it stand for any name. */
  public add(path: readonly string[]): void {
    let at = this.root;
    for (const part of path) {
      const name = isPlaceholder(part) ? '*' : part;
      let next = at.below.get(name);
      if (!next) at.below.set(name, (next = new Place()));
      at = next;
    }
    at.whole = true;
  }
}

class Place {
  public whole = false;
  public readonly below = new Map<string, Place>();
}

/** A place that a walk along free paths has come to: one for each path that leads there. */
export class FreePlace {
  constructor(private readonly places: readonly Place[]) {}

  /** Whether everything here is accepted. */
  public get isFree(): boolean {
    return this.places.some(({ whole }) => whole);
  }

  /** What is known one level down. */
  public at(name: string): FreePlace | undefined {
    const next: Place[] = [];
    for (const { below } of this.places) {
      if (below.size === 0) continue;
      const [exact, any] = [below.get(name), below.get('*')];
      if (exact) next.push(exact);
      if (any && any !== exact) next.push(any);
    }
    return next.length > 0 ? new FreePlace(next) : undefined;
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
