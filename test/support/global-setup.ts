import { mkdtempSync, realpathSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Give the whole run a temporary folder of its own, so that it leaves nothing behind. */
export default function setup(): void {
  process.env.COSMO_TEST_TMPDIR = mkdtempSync(join(realpathSync(tmpdir()), 'cosmo-tests-'));
  process.env.TMPDIR = process.env.COSMO_TEST_TMPDIR;
}
