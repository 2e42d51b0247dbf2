import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/**
 * Give the whole run a temporary folder of its own, so that it leaves nothing
 * behind, and a store of Nix in it that is made before anybody uses it: two
 * processes that make the same store at once get in each other's way.
 */
export default function setup(): void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cosmo-tests-'));
  const store = join(folder, 'nix-root');
  mkdirSync(store);
  process.env.COSMO_TEST_TMPDIR = folder;
  process.env.COSMO_TEST_STORE = store;
  process.env.TMPDIR = folder;
  // Where Nix is missing, the tests that want it say so.
  spawnSync('nix-instantiate', ['--eval', '--expr', '1'], {
    env: { ...process.env, NIX_REMOTE: `local?root=${store}`, NIX_PATH: '' },
    stdio: 'ignore',
  });
}
