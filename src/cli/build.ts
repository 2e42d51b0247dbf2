import { resolve } from 'path';
import type { BuildOptions } from './build-command';
import { buildablePlatforms, ownPlatform } from './deploy/buildable';
import { nix } from './deploy/command-line';
import { attributeName } from './deploy/flake';
import { Report, Step, SystemResult } from './deploy/report';
import { patternsOf, selected } from './deploy/select';
import { failureOf } from './deploy/session';
import { packagesOf, Target } from './deploy/targets';
import { installableOf } from './deploy/tools';
import { DeployEstate, withEstate } from './deploy/with-estate';
import { count } from './style';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';

const WHY = 'Nix builds; to see what would be written no Nix is needed: cosmo synth, cosmo diff';

/** Something to build. */
interface Wanted {
  readonly name: string;
  readonly installable: string;
}

/** `cosmo build [SYSTEM…]`: sets the process's exit code. */
export async function build(names: readonly string[], passed: readonly string[], options: BuildOptions): Promise<void> {
  const link = options.outLink === undefined ? undefined : resolve(options.outLink);
  await withEstate({
    verb: 'build',
    options,
    why: WHY,
    run: async (estate) => {
      const skipped: SystemResult[] = [];
      const wanted = wantedOf(names, options, estate, skipped);
      const steps = wanted.map((one): Step => {
        const place =
          link === undefined ? ['--no-link'] : ['--out-link', wanted.length > 1 ? `${link}-${one.name}` : link];
        const keepGoing = options.keepGoing ? ['--keep-going'] : [];
        const command = nix('build', '--print-out-paths', ...place, ...keepGoing, one.installable, ...passed);
        return { systems: [one.name], tool: 'nix build', command };
      });
      estate.voice.plan(steps);
      const systems = options.dryRun ? [] : await buildAll(steps, estate, options);
      return { steps, systems: [...systems, ...skipped], done: 'built' } satisfies Report;
    },
  });
}

async function buildAll(
  steps: readonly Step[],
  { session, voice }: DeployEstate,
  { keepGoing }: BuildOptions,
): Promise<SystemResult[]> {
  const results: SystemResult[] = [];
  for (const [index, { systems, command, tool }] of steps.entries()) {
    const name = systems[0]!;
    if (session.interrupted || (!keepGoing && results.some(({ status }) => status === 'failed'))) {
      results.push({ name, tool, status: 'not-begun' });
      continue;
    }
    voice.begin(`building ${name}`, index, steps.length);
    const started = Date.now();
    const ended = await session.run(command, { stdout: 'taken' });
    const seconds = (Date.now() - started) / 1000;
    const failure = failureOf(ended);
    const path = ended.output.trim().split('\n')[0];
    if (session.interrupted && failure !== undefined) results.push({ name, tool, status: 'interrupted' });
    else if (failure !== undefined) results.push({ name, tool, status: 'failed', detail: `nix ${failure}`, seconds });
    else results.push({ name, tool, status: 'done', seconds, ...(path ? { path } : {}) });
  }
  return results;
}

/** What is to be built: what is named, or all machines that can be built here. */
function wantedOf(
  names: readonly string[],
  options: BuildOptions,
  estate: DeployEstate,
  skipped: SystemResult[],
): Wanted[] {
  const packages = packagesOf(estate.output);
  const system = (target: Target): Wanted => ({
    name: target.name,
    installable: installableOf(target, estate.flake),
  });
  const asked = (options.package ?? []).map((name) => packageNamed(name, packages, estate.flake));
  const patterns = patternsOf(names);
  if (patterns.length > 0) {
    // A package goes by its name where no system has it.
    const isPackage = (name: string) => packages.has(name) && !estate.targets.some((one) => one.name === name);
    const chosen = selected(
      estate.targets,
      patterns.filter((name) => !isPackage(name)),
    );
    return [
      ...chosen.map(system),
      ...asked,
      ...patterns.filter(isPackage).map((name) => packageNamed(name, packages, estate.flake)),
    ];
  }
  if (asked.length > 0) return asked;
  if (estate.targets.length === 0) {
    throw usage('SYSTEM_NONE', 'the estate has no system to build', 'describe one: new Host(app, …)');
  }
  const platforms = buildablePlatforms();
  const can = (target: Target) => target.platform === undefined || platforms.has(target.platform);
  const left = estate.targets.filter((target) => !can(target));
  for (const { name, platform } of left) {
    skipped.push({ name, status: 'skipped', detail: `this machine does not build for ${platform}` });
  }
  if (left.length > 0) {
    // Versions of the instruction set are platforms to Nix; nobody asks for them.
    const own = [...platforms].filter((one) => !/-v\d-/.test(one)).join(', ');
    const list = left.map(({ name, platform }) => `${name} (${platform})`).join(', ');
    estate.voice.note(`${list}: not built, as this machine builds for ${own}; named, it is tried`);
  }
  if (left.length === estate.targets.length) {
    throw usage(
      'BUILD_PLATFORM',
      `this machine builds for none of the ${count(left.length, 'system')}`,
      'set up a remote builder, or name what is to be tried all the same',
    );
  }
  return estate.targets.filter(can).map(system);
}

function packageNamed(name: string, packages: ReadonlyMap<string, readonly string[]>, flake: string): Wanted {
  const platforms = packages.get(name);
  if (platforms === undefined) {
    const guess = nearest(name, packages.keys());
    const known = [...packages.keys()].sort().join(', ');
    throw usage(
      'PACKAGE_UNKNOWN',
      `the flake has no package "${name}"`,
      guess !== undefined ? `did you mean "${guess}"?` : known === '' ? 'it has none' : `it has ${known}`,
    );
  }
  const own = ownPlatform();
  const platform = platforms.includes(own) ? own : platforms[0]!;
  return { name, installable: `${flake}#packages.${platform}.${attributeName(name)}` };
}
