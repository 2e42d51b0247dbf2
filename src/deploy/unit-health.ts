import { Construct } from 'constructs';
import { bashWords } from './bash-word';
import { HealthCheck, HealthCheckProps } from './health-check';
import { isHome, isMac } from './machine';
import { NixosSystem } from '../app';
import { checkInteger } from '../app/value-checks';
import { ContainerSystem } from '../containers';
import { Expr, Nix } from '../nix';

/** Props of `UnitHealth`. */
export interface UnitHealthProps extends HealthCheckProps {
  /**
   * The unit. Without a suffix it is a service: `nginx` is `nginx.service`.
   * @default - the construct's id
   */
  readonly unit?: string;
  /**
   * How long it must have been active without being started anew, in seconds: what ends and is started
   * again and again is not well.
   * @default 2
   */
  readonly steady?: number;
}

/** The kinds of units that systemd has. */
const KINDS = 'service|socket|device|mount|automount|swap|target|path|timer|slice|scope';

/**
 * A unit of systemd is active, and stays so. Below a host it is one of the
 * host, below the inside of a container one of the container, below a
 * `StandaloneHome` one of the user.
 *
 * @example
 * import { NixosContainer, UnitHealth } from 'cosmo-nix';
 * declare const media: NixosContainer;
 *
 * new UnitHealth(media.inside, 'jellyfin');
 */
export class UnitHealth extends HealthCheck {
  /** Whether `construct` is a UnitHealth. */
  public static isUnitHealth(construct: any): construct is UnitHealth {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The unit, with its suffix. */
  public readonly unit: string;
  private readonly steady: number;

  /**
   * @throws `HEALTH_UNIT` where the name is no unit's; `HEALTH_NO_SYSTEMD` on a Mac
   */
  constructor(scope: Construct, id: string, props: UnitHealthProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const name = props.unit ?? id;
    const hasKind = new RegExp(`\\.(${KINDS})$`).test(name);
    this.unit = hasKind ? name : `${name}.service`;
    checkInteger(this._refuse, props.steady, 'steady', 0, 60);
    this.steady = props.steady ?? 2;
    if (isMac(this.machine)) {
      this._refuse('HEALTH_NO_SYSTEMD', 'macOS has no units of systemd', 'use a CommandHealth or a PortHealth', 'unit');
    }
    if (!/^[A-Za-z0-9:_.\\@-]{1,255}$/.test(this.unit) || /^[-.]|@\./.test(this.unit)) {
      this._refuse(
        'HEALTH_UNIT',
        `"${name}" cannot be a unit that runs`,
        "give the name of one: 'nginx', 'nginx.service', 'container@media.service', 'backup.timer'",
        'unit',
      );
    }
  }

  /** `unit NAME is active` */
  public get what(): string {
    const inside = ContainerSystem.isContainerSystem(this.system)
      ? ` in the container ${this.system.containerName}`
      : '';
    return `unit ${this.unit} is active${inside}`;
  }

  /** @internal */
  public get _attempt(): string {
    const where = ContainerSystem.isContainerSystem(this.system)
      ? [`--machine=${this.system.containerName}`]
      : isHome(this.system)
        ? ['--user']
        : [];
    return bashWords('unit_is_active', this.unit, String(this.steady), ...where);
  }

  /** @internal */
  public get _helpers(): string[] {
    return ['unit', ...(isHome(this.system) ? ['user'] : [])];
  }

  /** @internal */
  public get _packages(): Expr[] {
    // A home uses the systemd of the Linux it stands on.
    return NixosSystem.isNixosSystem(this.system) ? [Nix.ref('config.systemd.package')] : [];
  }

  /** @internal */
  public get _longestTry(): number {
    return 10 + this.steady;
  }
}

const BRAND = Symbol.for('cosmo-nix.UnitHealth');
