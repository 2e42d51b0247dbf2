import { Severity } from '../app';

/** Props that every policy has. */
export interface PolicyProps {
  /**
   * How grave it is where the policy does not hold: an error stops synthesis until it is mended or acknowledged.
   * @default Severity.ERROR
   */
  readonly severity?: Severity;
}
