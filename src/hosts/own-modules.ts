import { HostModule, HostOverrides } from './host-module';
import { NixModule, System } from '../app';
import { parseOptionPath } from '../app/option-tree';
import { packageExprs } from '../app/packages';
import { Expr } from '../nix';

/** What a NixOS host and a Mac keep alike: the modules of their own, and what their owner adds to them. */
export class OwnModules {
  private readonly overrides = new HostOverrides();
  private readonly packageList = new Map<string, Expr>();
  private rawCount = 0;

  constructor(private readonly host: System) {}

  /** The packages for all users, each once. */
  public get packages(): Expr[] {
    return [...this.packageList.values()];
  }

  public add(name: string, what: string, options?: Record<string, any>, imports?: Expr[]): HostModule {
    const description = `${what} (${this.host.systemName})`;
    return new HostModule(this.host, `$${name}`, this.overrides, { description, options, imports });
  }

  /** The module for all that the owner adds. */
  public addRest(options: Record<string, any> | undefined): void {
    this.overrides.rest = this.add('options', 'Further options', options);
  }

  public addPackages(packages: readonly (string | Expr)[]): void {
    for (const one of packageExprs(this.host, packages, 'packages')) this.packageList.set(one.source(), one);
  }

  public addOptions(options: Record<string, any>): void {
    this.overrides.rest!.addOptions(options);
  }

  public override(path: string, value: unknown): void {
    const segments = parseOptionPath(path, this.host);
    if (segments[0] === 'nixpkgs') (this.host.node.tryFindChild('$nixpkgs') as NixModule).override(path, value);
    else this.overrides.add(segments, value);
  }

  public addNix(source: string): NixModule {
    this.rawCount += 1;
    return new NixModule(this.host, this.rawCount === 1 ? 'raw' : `raw-${this.rawCount}`, { source });
  }
}
