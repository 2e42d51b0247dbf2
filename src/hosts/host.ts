import { Construct, IConstruct } from 'constructs';
import { CosmoError, Derive, NixosSystem, NixosSystemProps } from '../app';
import { User, UserProps } from './user';

/** Props of `Host`. */
export interface HostProps extends NixosSystemProps {
  /** The release the machine was first installed with, such as `25.11`. Never change it. */
  readonly stateVersion: string;
  /**
   * 8 hexadecimal digits, unique in the estate; ZFS wants it.
   * @default - derived from the construct's path
   */
  readonly hostId?: string;
  /**
   * Memory of the machine in MiB, for checking what guests are promised.
   * @default - unknown: nothing is checked
   */
  readonly memoryMib?: number;
  /**
   * Hardware threads of the machine, for checking what guests are promised.
   * @default - unknown: nothing is checked
   */
  readonly threads?: number;
}

/** A machine that runs NixOS. */
export class Host extends NixosSystem {
  /** Whether `construct` is a Host. */
  public static isHost(construct: any): construct is Host {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The Host that `construct` stands in, or is.
   * @throws where there is none.
   */
  public static of(construct: IConstruct): Host {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (Host.isHost(at)) return at;
    }
    throw new CosmoError({
      code: 'HOST_MISSING',
      message: `${construct.node.id} stands on no Host`,
      mend: `make it below one: new …(host, '${construct.node.id}', …)`,
      construct,
    });
  }

  /** `networking.hostId`. */
  public readonly hostId: string;
  /** Memory in MiB, where it was told. */
  public readonly memoryMib?: number;
  /** Hardware threads, where they were told. */
  public readonly threads?: number;

  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.hostId = props.hostId ?? Derive.hostId(this);
    this.memoryMib = props.memoryMib;
    this.threads = props.threads;
  }

  /** Add a user. */
  public addUser(name: string, props: UserProps = {}): User {
    return new User(this, name, props);
  }
}

const BRAND = Symbol.for('cosmo-nix.Host');
