import { Construct } from 'constructs';
import { Feature, FeatureProps } from '../app';

/** A person (or a program) with an account on a machine of the estate, whatever the machine runs. */
export abstract class MachineUser extends Feature {
  /** Whether `construct` is a MachineUser. */
  public static isMachineUser(construct: any): construct is MachineUser {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The login name. */
  public readonly userName: string;
  /** The home directory. */
  public readonly homeDirectory: string;

  /**
   * @param homeDirectory the absolute path of the home directory
   */
  constructor(scope: Construct, id: string, homeDirectory: string, props: FeatureProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.userName = id;
    this.homeDirectory = homeDirectory;
  }
}

const BRAND = Symbol.for('cosmo-nix.MachineUser');
