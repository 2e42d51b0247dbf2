import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { newRoot, put, read, refusal, tree, write } from './support';
import { takeLock } from '../../../src/app/write/lock';

/** The id of a process that is gone. */
const GONE = spawnSync(process.execPath, ['-e', '']).pid;

const holder = (more: object) =>
  JSON.stringify({ token: 't', pid: process.pid, host: hostname(), since: '2024-05-06T07:08:09Z', ...more });

test('the lock names its holder, and goes with its folder', () => {
  const root = newRoot();
  const lock = takeLock(join(root, 'out'));
  expect(JSON.parse(read(root, 'out/.cosmo/lock'))).toMatchObject({ pid: process.pid, host: hostname() });
  lock.release();
  expect(tree(root)).toEqual({});
});

test('a lock that is held is refused after a while, naming who holds it', () => {
  const root = newRoot();
  const lock = takeLock(root);
  const start = Date.now();
  const error = refusal(() => takeLock(root, 100));
  expect(Date.now() - start).toBeGreaterThanOrEqual(100);
  expect(error.code).toBe('WRITE_LOCKED');
  expect(error.message).toContain(`process ${process.pid} on ${hostname()}, since 2`);
  expect(error.mend).toContain(join(root, '.cosmo/lock'));
  lock.release();
  takeLock(root, 0).release();
});

test('a write waits two seconds for a lock, then is refused and leaves it', () => {
  const root = newRoot();
  write(root, { a: '1' });
  const lock = takeLock(join(root, 'nix-out'));
  const before = tree(root);
  const start = Date.now();
  expect(refusal(() => write(root, { a: '2' })).code).toBe('WRITE_LOCKED');
  expect(Date.now() - start).toBeGreaterThanOrEqual(2000);
  expect(tree(root)).toEqual(before);
  lock.release();
});

test.each([
  ['a process that is gone', holder({ pid: GONE })],
  ['an earlier process of the same id', holder({ began: '1' })],
])('the lock of %s is taken over', (_, text) => {
  const root = newRoot();
  put(root, '.cosmo/lock', text);
  takeLock(root, 0).release();
  expect(tree(root)).toEqual({});
});

test.each(['', '{"token', 'null'])('a lock without words (%j) is believed for a while, then taken over', (text) => {
  const root = newRoot();
  put(root, '.cosmo/lock', text);
  expect(refusal(() => takeLock(root, 50)).message).toContain('another synth is writing');
  fs.utimesSync(join(root, '.cosmo/lock'), 0, 0);
  takeLock(root, 0).release();
  expect(tree(root)).toEqual({});
});

test('the lock of another host is never taken over', () => {
  const root = newRoot();
  put(root, '.cosmo/lock', holder({ pid: GONE, host: 'elsewhere' }));
  expect(refusal(() => takeLock(root, 50)).message).toContain('on elsewhere');
});

test('who was killed while breaking a lock stands in nobody’s way for long', () => {
  const root = newRoot();
  put(root, '.cosmo/lock', holder({ pid: GONE }));
  put(root, '.cosmo/lock-break-t', '');
  fs.utimesSync(join(root, '.cosmo/lock-break-t'), 0, 0);
  takeLock(root, 0).release();
  expect(tree(root)).toEqual({});
});

test('a release leaves the lock that another has taken since', () => {
  const root = newRoot();
  const lock = takeLock(root);
  put(root, '.cosmo/lock', holder({}));
  lock.release();
  expect(read(root, '.cosmo/lock')).toBe(holder({}));
});
