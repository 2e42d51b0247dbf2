import { createRequire } from 'module';
import type * as work from './work';

const load = createRequire(__filename);
let loaded: typeof work | undefined;

/** What the classes of this folder do: estates load them with the library and never test, so it comes with the first call. */
export function late(): typeof work {
  return (loaded ??= load('./work') as typeof work);
}
