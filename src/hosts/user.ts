import { Construct } from 'constructs';
import { Feature, FeatureProps } from '../app';

/** Props of `User`. */
export interface UserProps extends FeatureProps {}

/** A user of a host. */
export class User extends Feature {
  /** The login name. */
  public readonly userName: string;

  constructor(scope: Construct, id: string, props: UserProps = {}) {
    super(scope, id, props);
    this.userName = id;
  }
}
