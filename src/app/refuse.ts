import { IConstruct } from 'constructs';
import { CosmoError } from './error';

/** Refuses: code, what is wrong, how to mend it, the prop, why it matters. */
export type Refuse = (code: string, message: string, mend: string, keyPath?: string, why?: string) => never;

/** Refusals of one construct, for its constructor and the functions that check its props. */
export function refuser(construct: IConstruct): Refuse {
  return (code, message, mend, keyPath, why) => {
    throw new CosmoError({ code, message, mend, keyPath, why, construct });
  };
}
