import { existsSync, readdirSync, readFileSync, realpathSync } from 'fs';
import { join, relative } from 'path';
import type { CheckResult, DoctorCheck, DoctorContext } from './context';
import { DoctorFinding, error, note, warning } from './finding';
import { nixFeatures } from './nix-features';

/** The oldest Nix whose lock file and commands are right. */
const OLDEST_NIX = [2, 8] as const;
/** What a flake is built with. */
const FEATURES = ['flakes', 'nix-command'];

/** Node.js, the packages of the project, and Nix. */
export const versions: DoctorCheck = {
  name: 'versions',
  run: async (context) => {
    const nix = await nixOf(context);
    const node = nodeOf(context);
    const packages = packagesOf(context);
    return {
      findings: [...node, ...packages.findings, ...nix.findings],
      facts: { node: context.nodeVersion, 'cosmo-nix': context.command.version, ...packages.facts, ...nix.facts },
    };
  },
};

function nodeOf({ nodeVersion, command }: DoctorContext): DoctorFinding[] {
  const [wanted, has] = [numbers(command.node), numbers(nodeVersion)];
  if (!isOlder(has, wanted)) return [];
  return [
    error('NODE_OLD', {
      at: 'node',
      what: `Node.js is ${nodeVersion.replace(/^v/, '')}; cosmo-nix needs ${wanted.join('.')} or newer`,
      why: 'what the library relies on is not in it',
      mend: 'install a newer one: https://nodejs.org/en/download, or `nix shell nixpkgs#nodejs`',
    }),
  ];
}

/** The version of the library that the program runs on: the project's, or else the command's. */
export function libraryOf({ project, command }: DoctorContext): string {
  const own = project && packageIn(join(project.root, 'node_modules/cosmo-nix'));
  return own?.version ?? command.version;
}

function packagesOf({ project, command }: DoctorContext): CheckResult {
  const modules = project && join(project.root, 'node_modules');
  if (!modules || !existsSync(modules)) return { findings: [] };
  const findings: DoctorFinding[] = [];
  const own = packageIn(join(modules, 'cosmo-nix'));
  if (own && own.version !== command.version) {
    findings.push(
      warning('COSMO_DIFFERS', {
        at: 'node_modules/cosmo-nix',
        what: `the command is cosmo-nix ${command.version}, the project has ${own.version}`,
        why: 'the program runs on the library of the project, and the command reads what that one writes',
        mend: 'call the command of the project: npx cosmo',
      }),
    );
  }
  for (const name of ['constructs', 'cosmo-nix']) {
    const copies = copiesOf(name, modules);
    if (copies.length < 2) continue;
    findings.push(
      error(name === 'constructs' ? 'CONSTRUCTS_TWICE' : 'COSMO_TWICE', {
        at: relative(project.root, copies[0]!.folder),
        what: `${name} is installed ${copies.length} times: ${copies
          .map(({ folder, version }) => `${version} in ${relative(project.root, folder)}`)
          .join(', ')}`,
        why: 'constructs of one copy do not know those of another: they are missing in the tree, or refused',
        mend: 'let all packages have one: `npm dedupe`; where that does not help, ask for one range in package.json',
      }),
    );
  }
  return { findings, facts: own ? { 'cosmo-nix of the project': own.version } : {} };
}

interface Installed {
  readonly folder: string;
  readonly version: string;
  /** Whether it is part of an estate: the library itself, or made with it. */
  readonly isOurs: boolean;
}

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function packageIn(folder: string): Installed | undefined {
  try {
    const file = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
    const needs = { ...file.dependencies, ...file.peerDependencies };
    const isOurs = file.name === 'cosmo-nix' || 'cosmo-nix' in needs;
    return { folder, version: file.version ?? 'unknown', isOurs };
  } catch {
    return undefined;
  }
}

/** The copies of a package that an estate reaches; links to one folder are one, and other tools may have their own. */
function copiesOf(name: string, modules: string): Installed[] {
  const found = new Map<string, Installed>();
  const folders = [modules, ...packagesIn(modules).filter(isPartOfEstate).map(inner)];
  for (const folder of folders) {
    const copy = packageIn(join(folder, name));
    if (copy) found.set(realpathSync(copy.folder), copy);
  }
  return [...found.values()];
}

function isPartOfEstate(folder: string): boolean {
  return packageIn(folder)?.isOurs ?? false;
}

function inner(folder: string): string {
  return join(folder, 'node_modules');
}

function packagesIn(modules: string): string[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [join(modules, name)];
    return readdirSync(join(modules, name)).map((one) => join(modules, name, one));
  });
}

async function nixOf(context: DoctorContext): Promise<CheckResult> {
  const said = await context.ask('nix', ['--version'], context.folder);
  if (!said) {
    return {
      findings: [
        warning('NIX_MISSING', {
          at: 'nix',
          what: 'Nix was not found',
          why: 'synth and check need none; lock, update, build and deploy do',
          mend: 'install it: https://nixos.org/download, and open a new terminal',
        }),
      ],
    };
  }
  const text = said.stdout.trim();
  const [, version] = /(\d+\.\d+\S*)\s*$/.exec(text) ?? [];
  const findings: DoctorFinding[] = [];
  if (version !== undefined && isOlder(numbers(version).slice(0, 2), [...OLDEST_NIX])) {
    findings.push(
      warning('NIX_OLD', {
        at: 'nix',
        what: `Nix is ${version}; lock and update need ${OLDEST_NIX.join('.')} or newer`,
        mend: 'update it: `sudo nix upgrade-nix`, or by the release of NixOS that the machine has',
      }),
    );
  }
  // Determinate Nix has them on, whatever its configuration says.
  const missing = /Determinate/.test(text) ? [] : FEATURES.filter((one) => !nixFeatures(context).has(one));
  if (missing.length > 0) {
    findings.push(
      note('NIX_FEATURES', {
        at: 'nix.conf',
        what: `Nix has ${missing.join(' and ')} turned off`,
        why: 'cosmo turns them on for its own calls; `nix build` and `nixos-rebuild --flake` by hand are refused',
        mend: `add this line to ~/.config/nix/nix.conf: \`extra-experimental-features = ${FEATURES.join(' ')}\``,
      }),
    );
  }
  return { findings, facts: { nix: version ?? text } };
}

function numbers(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}

function isOlder(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [at, number] of wanted.entries()) {
    const has = version[at] ?? 0;
    if (has !== number) return has < number;
  }
  return false;
}
