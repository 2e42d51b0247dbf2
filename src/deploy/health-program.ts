import { Construct } from 'constructs';
import { NixModule, System } from '../app';
import { Expr, Nix } from '../nix';
import type { HealthCheck } from './health-check';
import { healthScript } from './health-script';
import { HEALTH_IN_HOME, HEALTH_IN_SYSTEM, isHome } from './machine';

/** Its id below a machine. */
const ID = '$health';

/** @internal `cosmo-health` of one machine: all its health checks in one program. */
export class HealthProgram extends Construct {
  /** @internal the one of a machine, made when it is first asked for. */
  public static _of(machine: System): HealthProgram {
    return HealthProgram._find(machine) ?? new HealthProgram(machine);
  }

  /** @internal the one of a machine, where it has any checks. */
  public static _find(machine: System): HealthProgram | undefined {
    return machine.node.tryFindChild(ID) as HealthProgram | undefined;
  }

  private readonly checks: HealthCheck[] = [];
  private readonly isHome: boolean;

  private constructor(machine: System) {
    super(machine, ID);
    this.isHome = isHome(machine);
    const module = new NixModule(this, 'module', {
      fileName: 'health',
      description: `The health checks of ${machine.systemName}`,
    });
    module._supply(() => {
      const program = [this.program];
      return this.isHome ? { home: { packages: program } } : { environment: { systemPackages: program } };
    });
    machine._tell('health', () => this.named.map(({ name, check }) => ({ name, what: check.what })));
    machine._tell('healthProgram', () => this._onMachine);
  }

  /** @internal */
  public _add(check: HealthCheck): void {
    this.checks.push(check);
  }

  /** @internal how long they may take together, in seconds: they run at once. */
  public get _longest(): number {
    return Math.max(...this.checks.map((check) => check.timeout + check._longestTry));
  }

  /** @internal where it stands in the system as Nix builds it. */
  public get _inSystem(): string {
    return this.isHome ? HEALTH_IN_HOME : HEALTH_IN_SYSTEM;
  }

  /** @internal where it stands on the machine; in a home, from the home directory. */
  public get _onMachine(): string {
    return this.isHome
      ? `.local/state/nix/profiles/home-manager/${HEALTH_IN_HOME}`
      : `/run/current-system/${HEALTH_IN_SYSTEM}`;
  }

  private get program(): Expr {
    const packages = new Map(
      [Nix.pkg('coreutils'), ...this.checks.flatMap((c) => c._packages)].map((e) => [e.source(), e]),
    );
    return Nix.shellApplication({
      name: 'cosmo-health',
      runtimeInputs: [...packages.values()],
      text: healthScript(this.named),
    });
  }

  /** The checks by names of their own: their paths below the machine. */
  private get named(): { name: string; check: HealthCheck }[] {
    const from = `${this.node.scope!.node.path}/`;
    const taken = new Set<string>();
    return this.checks.map((check) => {
      const parts = check.node.path.slice(from.length).split('/');
      const base = parts.filter((part, at) => part !== 'inside' || at === parts.length - 1).join('/');
      let name = base;
      for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
      taken.add(name);
      return { name, check };
    });
  }
}
