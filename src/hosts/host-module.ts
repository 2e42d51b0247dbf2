import { Construct } from 'constructs';
import { NixModule, NixModuleProps } from '../app';
import { isPlainSet, OptionPath, setOption } from '../app/option-tree';

/** What the owner of a host sets in place of what its modules set. */
export class HostOverrides {
  /** The module that sets what no other one sets. */
  public rest?: HostModule;
  private readonly entries: { path: OptionPath; value: unknown }[] = [];
  private readonly modules: HostModule[] = [];

  public add(path: OptionPath, value: unknown): void {
    this.entries.push({ path, value });
  }

  public register(module: HostModule): void {
    this.modules.push(module);
  }

  /**
   * A module's options with the overrides that concern it: the first module
   * that sets an option sets it to the new value, any other leaves it out.
   * What no module sets is set by `rest`.
   */
  public applied(module: HostModule, options: Record<string, any>): Record<string, any> {
    let result = options;
    for (const { path, value } of this.entries) {
      const owner =
        this.modules.find((one) => hasPath(one._ownOptions(), path)) ??
        this.modules.find((one) => endsBefore(one._ownOptions(), path)) ??
        this.rest;
      if (owner === module) {
        result = { ...result };
        setOption(result, path, value, module);
      } else if (hasPath(result, path)) {
        result = without(result, path);
      }
    }
    return result;
  }
}

/** A module of the host's own, in which its owner's overrides take effect. */
export class HostModule extends NixModule {
  constructor(
    scope: Construct,
    id: string,
    private readonly hostOverrides: HostOverrides,
    props: NixModuleProps = {},
  ) {
    super(scope, id, props);
    hostOverrides.register(this);
  }

  /** The options before the host's overrides. */
  public _ownOptions(): Record<string, any> {
    return (super._definitions() ?? {}) as Record<string, any>;
  }

  /** The options as they are printed. */
  public _definitions(): unknown {
    return this.hostOverrides.applied(this, this._ownOptions());
  }
}

function hasPath(tree: Record<string, any>, path: OptionPath): boolean {
  let at: any = tree;
  for (const segment of path) {
    if (!isPlainSet(at) || !Object.prototype.hasOwnProperty.call(at, segment) || at[segment] === undefined) {
      return false;
    }
    at = at[segment];
  }
  return true;
}

/** Whether the path leads through a value that is no plain set. */
function endsBefore(tree: Record<string, any>, path: OptionPath): boolean {
  let at: any = tree;
  for (const segment of path) {
    if (at === undefined) return false;
    if (!isPlainSet(at)) return true;
    at = at[segment];
  }
  return false;
}

/** The tree without one path, and without the sets that this leaves empty. */
function without(tree: Record<string, any>, path: OptionPath): Record<string, any> {
  const [segment, ...rest] = path;
  const result = { ...tree };
  const inner = rest.length === 0 ? undefined : without(result[segment!], rest);
  if (inner && Object.keys(inner).length > 0) result[segment!] = inner;
  else delete result[segment!];
  return result;
}
