import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { createInterface } from 'readline';
import { ErasedDisk, disksOf, poolsOf } from './deploy/disks';
import { EnrolledKey, enrolledKey, hostKeyPath, layOutKey } from './deploy/host-key';
import { Step, SystemResult } from './deploy/report';
import { selected } from './deploy/select';
import { failureOf } from './deploy/session';
import type { Target } from './deploy/targets';
import { nixosAnywhere } from './deploy/tools';
import { DeployEstate, withEstate } from './deploy/with-estate';
import type { InstallOptions } from './install-command';
import { onPath } from './on-path';
import { readEstate } from './secrets/plan';
import { Style } from './style';
import { toolError } from './tool-error';
import { usage } from './usage-error';
import { CosmoError } from '../app/error';
import { nearest } from '../app/nearest';
import type { SecretPlan } from '../secrets/plan';

const WHY = 'Nix builds what is installed';
const PHASES = ['kexec', 'disko', 'install', 'reboot'];
const HARDWARE = ['nixos-facter', 'nixos-generate-config'];
/** Stands for the folder that is made when it is run. */
const KEY_FOLDER = '<folder with the host key>';

/** `cosmo install HOST`: sets the process's exit code. */
export async function install(
  names: readonly string[],
  passed: readonly string[],
  given: InstallOptions,
): Promise<void> {
  const options = fromHere(given);
  const secrets = new SecretsOfProgram();
  let erased: { disks: readonly ErasedDisk[]; pools: readonly string[] } = { disks: [], pools: [] };
  await withEstate({
    verb: 'install',
    options,
    why: WHY,
    more: () => ({ ...erased }),
    run: async (estate) => {
      const { session, voice } = estate;
      const target = targetOf(names, estate);
      const { name } = target;
      const erases = phasesOf(options).includes('disko');
      if (erases) erased = { disks: disksOf(target.system), pools: poolsOf(target.system) };
      if (erases && erased.disks.length === 0) throw noDisks(name);
      const key = keyOf(options, target, secrets.read(options), estate);
      const args = argumentsOf(target, options, estate.flake);
      const extra = (folder: string) => (key ? ['--extra-files', folder] : []);
      const command = nixosAnywhere([...args, ...extra(KEY_FOLDER), ...passed], estate.flake);
      const step: Step = { systems: [name], tool: 'nixos-anywhere', command };
      if (!key && options.hostKey !== false) {
        voice.note(
          `${name} has no enrolled host key, so it makes one of its own; for secrets: cosmo secrets enroll ${name}`,
        );
      }
      voice.plan([step]);
      if (erases) tellDisks(erased, target, estate);
      if (options.dryRun) return { steps: [step], systems: [], done: 'installed' };
      if (onPath('ssh') === undefined) {
        throw toolError('SSH_MISSING', 'ssh was not found', 'install OpenSSH: the machine is reached by it');
      }
      if (erases && !options.yes) await confirm(name);
      const folder = key ? layOutKey(key, options.identity, session) : '';
      voice.begin(`${name}: nixos-anywhere`);
      const started = Date.now();
      const real = nixosAnywhere([...args, ...extra(folder), ...passed], estate.flake);
      const failure = failureOf(await session.run(real, { stdout: options.json ? 'error' : 'own' }));
      const about = { name, tool: 'nixos-anywhere', seconds: (Date.now() - started) / 1000 };
      const result: SystemResult =
        failure === undefined
          ? { ...about, status: 'done' }
          : session.interrupted
            ? { ...about, status: 'interrupted', detail: 'the machine may be half installed' }
            : { ...about, status: 'failed', detail: `nixos-anywhere ${failure}` };
      return { steps: [step], systems: [result], done: 'installed' };
    },
  });
}

/** Paths of options are from the folder that the command is called in; the program is run in another one. */
function fromHere(options: InstallOptions): InstallOptions {
  const { hostKey, identity, generateHardwareConfig } = options;
  return {
    ...options,
    hostKey: typeof hostKey === 'string' ? resolve(hostKey) : hostKey,
    identity: identity?.map((path) => resolve(path)),
    generateHardwareConfig: generateHardwareConfig?.replace(/=(.+)$/, (_all, path: string) => `=${resolve(path)}`),
  };
}

/** What the estate's program tells of its secrets while it runs; no secret is in it. */
class SecretsOfProgram {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cosmo-install-plan-'));
  private readonly file = join(this.folder, 'plan.json');

  constructor() {
    process.env.COSMO_SECRETS = this.file;
    process.once('exit', this.forget);
  }

  /** The plan; where the program has not run yet, it is run for this alone and writes nothing. */
  public read(options: InstallOptions): SecretPlan | undefined {
    delete process.env.COSMO_SECRETS;
    const plan = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as SecretPlan) : undefined;
    this.forget();
    process.off('exit', this.forget);
    if (plan !== undefined || options.synth !== false || options.hostKey !== undefined) return plan;
    try {
      return readEstate(options);
    } catch (error) {
      if (CosmoError.isCosmoError(error) && error.code === 'SECRETS_NONE') return undefined;
      throw error;
    }
  }

  private readonly forget = (): void => rmSync(this.folder, { recursive: true, force: true });
}

function targetOf(names: readonly string[], { targets }: DeployEstate): Target {
  const found = names.length === 1 ? selected(targets, names) : [];
  const [target] = found;
  if (found.length !== 1) {
    throw usage('INSTALL_SEVERAL', 'one host is installed at a time', 'name one: cosmo install attic');
  }
  if (target!.kind === 'host' && target!.system.type !== 'WslHost') return target!;
  const what = target!.kind === 'host' ? 'lives in Windows' : target!.kind === 'darwin' ? 'is a Mac' : 'is a home';
  throw usage(
    'INSTALL_KIND',
    `${target!.name} ${what}, and nixos-anywhere installs NixOS on a machine`,
    target!.kind === 'host'
      ? 'import its tarball: cosmo build --package'
      : `on it itself: cosmo switch ${target!.name}`,
  );
}

/** @throws UsageError `INSTALL_PHASE` */
function phasesOf({ phases }: InstallOptions): readonly string[] {
  if (phases === undefined) return PHASES;
  const given = phases.split(',').map((one) => one.trim());
  for (const phase of given) {
    if (PHASES.includes(phase)) continue;
    const guess = nearest(phase, PHASES);
    throw usage(
      'INSTALL_PHASE',
      `nixos-anywhere has no phase "${phase}"`,
      guess !== undefined ? `did you mean "${guess}"?` : `it has ${PHASES.join(', ')}`,
    );
  }
  return given;
}

function noDisks(name: string): Error {
  return usage(
    'INSTALL_NO_DISKS',
    `the estate lays out no disk of ${name}, and nixos-anywhere would have nothing to install to`,
    'describe them by disko: new Disk(host, …); or leave them as they are mounted: --phases kexec,install,reboot',
  );
}

function argumentsOf(target: Target, options: InstallOptions, flake: string): string[] {
  const { buildOn, phases, generateHardwareConfig } = options;
  const where = buildOn ?? (target.deploy?.buildOnTarget ? 'remote' : undefined);
  return [
    ...['--flake', `${flake}#${target.name}`, '--target-host', addressOf(target, options)],
    ...(where !== undefined ? ['--build-on', where] : []),
    ...(phases !== undefined ? ['--phases', phasesOf(options).join(',')] : []),
    ...(generateHardwareConfig !== undefined ? hardwareOf(generateHardwareConfig) : []),
  ];
}

function addressOf({ deploy, addresses, name }: Target, { targetHost }: InstallOptions): string {
  const given = targetHost ?? deploy?.host ?? addresses[0];
  if (given === undefined || given.trim() === '') {
    throw usage('INSTALL_ADDRESS', `nothing says where ${name} is`, 'say it: --target-host root@192.0.2.7');
  }
  return given.includes('@') ? given : `root@${given}`;
}

function hardwareOf(given: string): string[] {
  const at = given.indexOf('=');
  const kind = given.slice(0, at);
  if (at > 0 && HARDWARE.includes(kind) && at < given.length - 1) {
    return ['--generate-hardware-config', kind, given.slice(at + 1)];
  }
  throw usage(
    'INSTALL_HARDWARE',
    `"${given}" does not say what is written where`,
    `give ${HARDWARE.map((one) => `${one}=FILE`).join(' or ')}`,
  );
}

function keyOf(
  { hostKey }: InstallOptions,
  target: Target,
  plan: SecretPlan | undefined,
  { root }: DeployEstate,
): EnrolledKey | undefined {
  if (hostKey === false) return undefined;
  if (typeof hostKey === 'string') {
    if (existsSync(hostKey)) return { privateFile: hostKey, path: hostKeyPath(target.system) };
    throw usage('INSTALL_KEY', `there is no ${hostKey}`, 'correct the path after --host-key');
  }
  return enrolledKey(plan, target.name, root, target.system);
}

function tellDisks(
  { disks, pools }: { readonly disks: readonly ErasedDisk[]; readonly pools: readonly string[] },
  { name }: Target,
  { voice }: DeployEstate,
): void {
  const style = new Style(process.stderr);
  const lines = disks.map((disk) => `  ${disk.device ?? '(a device that only Nix knows)'}  ${style.dim(disk.name)}`);
  const made =
    pools.length > 0 ? [`  and the ${pools.length > 1 ? 'pools' : 'pool'} ${pools.join(', ')} made anew`] : [];
  voice.warn([style.red(`this erases of ${name}:`), ...lines, ...made].join('\n'));
}

/** @throws UsageError `INSTALL_UNCONFIRMED` */
async function confirm(name: string): Promise<void> {
  const refuse = (message: string) =>
    usage('INSTALL_UNCONFIRMED', message, 'nothing was done; call it again, or with --yes where that is meant');
  if (!process.stdin.isTTY) throw refuse('its disks would be erased, and nobody can be asked here');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await new Promise<string>((done) => {
      reader.on('SIGINT', () => done(''));
      reader.on('close', () => done(''));
      reader.question(`type ${name} to erase them: `, done);
    });
    if (typed.trim() !== name) throw refuse(`"${typed.trim()}" is not ${name}`);
  } finally {
    reader.close();
  }
}
