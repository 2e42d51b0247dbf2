import type { DoctorCheck, DoctorContext, ProjectFacts } from './context';
import { DoctorFinding, note, warning } from './finding';
import type { SecretPlan } from '../../secrets/plan';

/** A program that an estate may need. */
interface Tool {
  /** Its names: one of them is enough. */
  readonly names: readonly string[];
  readonly needed: (estate: Needs) => boolean;
  /** What cannot be done without it. */
  readonly why: string;
  readonly mend: string;
  /** Whether the command gets it from nixpkgs or the flake by itself. */
  readonly isFetched?: boolean;
}

interface Needs {
  readonly project: ProjectFacts;
  readonly secrets?: SecretPlan;
  readonly platform: NodeJS.Platform;
}

const TOOLS: readonly Tool[] = [
  {
    names: ['git'],
    needed: () => true,
    why: 'Nix reads flakes through it, and cosmo diff its revisions',
    mend: 'install git',
  },
  {
    names: ['age', 'rage'],
    needed: ({ secrets }) => (secrets?.stores.length ?? 0) > 0,
    why: 'cosmo secrets add, rekey and enroll encrypt by it',
    mend: 'install it: `nix shell nixpkgs#age`',
  },
  {
    names: ['sops'],
    needed: ({ secrets }) => secrets?.stores.some(({ backend }) => backend === 'sops-nix') ?? false,
    why: 'cosmo secrets add and rekey change the files of a SopsStore by it',
    mend: 'install it, 3.9 or newer: `nix shell nixpkgs#sops`',
  },
  {
    names: ['ssh'],
    needed: ({ project }) => project.outputs.has('deploy') || project.outputs.has('colmenaHive'),
    why: 'cosmo deploy reaches machines by it',
    mend: 'install OpenSSH',
  },
  {
    names: ['deploy'],
    needed: ({ project }) => project.outputs.has('deploy'),
    why: 'cosmo deploy fetches it by `nix run` at each call',
    mend: 'install it: `nix profile install nixpkgs#deploy-rs`',
    isFetched: true,
  },
  {
    names: ['colmena'],
    needed: ({ project }) => project.outputs.has('colmenaHive'),
    why: 'cosmo deploy fetches it by `nix run` at each call',
    mend: 'install it: `nix profile install nixpkgs#colmena`',
    isFetched: true,
  },
  {
    names: ['darwin-rebuild'],
    needed: ({ project, platform }) =>
      platform === 'darwin' && project.systems.some(({ flake }) => flake?.startsWith('darwinConfigurations.')),
    why: 'cosmo switch fetches it by `nix run` until nix-darwin is switched to once',
    mend: 'switch this Mac to its configuration: `cosmo switch`',
    isFetched: true,
  },
];

/** Programs that this estate needs, and no others. */
export const tools: DoctorCheck = {
  name: 'tools',
  run: async (context) => {
    const { project, platform } = context;
    if (!project) return { findings: [] };
    const { secrets } = await project.program();
    const needed = TOOLS.filter((tool) => tool.needed({ project, secrets, platform }));
    return { findings: needed.filter((tool) => !isThere(tool, context)).map(missing) };
  },
};

function isThere({ names }: Tool, { has }: DoctorContext): boolean {
  return names.some((name) => has(name));
}

function missing({ names, why, mend, isFetched }: Tool): DoctorFinding {
  const say = isFetched ? note : warning;
  return say('TOOL_MISSING', { at: names[0]!, what: `${names.join(' or ')} was not found`, why, mend });
}
