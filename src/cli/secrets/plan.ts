import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import type { Diagnostic } from '../../app/diagnostics';
import { nearest } from '../../app/nearest';
import type { FilePlan, SecretPlan, StorePlan } from '../../secrets/plan';
import { readConfig } from '../config';
import { ProgramError, programError } from '../outcome';
import type { SecretsOptions } from '../secrets-command';
import { usage } from '../usage-error';

/** What the program of the estate tells of its secrets. */
export interface Estate {
  /** The project's root. */
  readonly root: string;
  readonly stores: readonly StorePlan[];
  /** All findings of the estate. */
  readonly findings: readonly Diagnostic[];
}

/** A file with the store it is in. */
export interface StoredFile {
  readonly store: StorePlan;
  readonly file: FilePlan;
}

/**
 * Run the program in a process of its own, which checks and writes nothing,
 * so that it may fail over the very secret that is to be added.
 * @throws ProgramError `SECRETS_PROGRAM` where it does not come to its checks
 * @throws UsageError `SECRETS_NONE` where the estate keeps none
 */
export function readEstate(options: SecretsOptions): Estate {
  const { root } = readConfig(options.config, process.cwd());
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-secrets-'));
  try {
    const plan = join(folder, 'plan.json');
    const args = ['synth', '--json', ...(options.config ? ['--config', options.config] : [])];
    if (options.app) args.push('--app', options.app);
    const ran = spawnSync(process.execPath, [...process.execArgv, resolve(process.argv[1]!), ...args], {
      env: { ...process.env, COSMO_SECRETS: plan, COSMO_DRY_RUN: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    });
    if (ran.error) throw ran.error;
    const told = parse(ran.stdout);
    const findings = told?.diagnostics ?? told?.error?.diagnostics;
    if (findings === undefined) {
      process.stderr.write(ran.stderr);
      throw new ProgramError({ code: 'SECRETS_PROGRAM', message: 'the program fails before its secrets are known' });
    }
    if (!existsSync(plan)) {
      throw usage(
        'SECRETS_NONE',
        'the estate has nothing to keep secrets in',
        "make a store: new AgenixStore(app, 'secrets', { adminKeys: { me: 'ssh-ed25519 …' } })",
      );
    }
    return { root, findings, stores: (JSON.parse(readFileSync(plan, 'utf8')) as SecretPlan).stores };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The file of a secret, by the secret's name or by the file's.
 * @throws UsageError `SECRET_UNKNOWN`
 */
export function findFile(estate: Estate, name: string): StoredFile {
  const all = allFiles(estate);
  const found = all.find(({ file }) => file.secrets.some((secret) => secret.name === name) || file.file === name);
  if (found) return found;
  const names = all.flatMap(({ file }) => file.secrets.map((secret) => secret.name));
  const guess = nearest(name, names);
  throw usage(
    'SECRET_UNKNOWN',
    `the estate has no secret "${name}"`,
    guess !== undefined ? `did you mean "${guess}"?` : `declare it first: new Secret(app, '${name}')`,
  );
}

/** All files of all stores. */
export function allFiles(estate: Estate): StoredFile[] {
  return estate.stores.flatMap((store) => store.files.map((file) => ({ store, file })));
}

interface Told {
  readonly diagnostics?: readonly Diagnostic[];
  readonly error?: { readonly diagnostics?: readonly Diagnostic[] };
}

function parse(text: string): Told | undefined {
  try {
    return JSON.parse(text) as Told;
  } catch {
    throw programError(
      'SECRETS_PROGRAM',
      'the program printed what is no report',
      'let it print nothing on standard output',
    );
  }
}
