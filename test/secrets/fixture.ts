import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'fixtures');

/** Files made with age 1.1, sops 3.9 and ssh-keygen; the keys are used for nothing else. */
export function fixture(path: string): Buffer {
  return readFileSync(join(FOLDER, path));
}

/** Where a fixture stands. */
export function fixturePath(path: string): string {
  return join(FOLDER, path);
}

/** The first line of a fixture. */
export function line(path: string): string {
  return fixture(path).toString().split('\n')[0]!;
}

/** The keys of the fixtures: two machines, an administrator with an SSH key, one with a key of age. */
export const KEYS = {
  laddie: line('keys/laddie.pub'),
  walker: line('keys/walker.pub'),
  admin: line('keys/admin.pub'),
  ada: line('keys/ada.pub'),
  rsa: line('keys/rsa.pub'),
};

/** `test` where a program is installed; skipped, with its name, where it is not. */
export function testWith(program: string): jest.It {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  return error ? (test.skip as unknown as jest.It) : test;
}
