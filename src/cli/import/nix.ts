import { existsSync } from 'fs';
import { join, relative } from 'path';
import { Nix } from '../../nix';
import { flakeInputs } from '../flake-inputs';
import { nixOutput } from '../nix-command';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

/** What has options of its own that the inputs of an estate document. */
export const SYSTEMS = ['nixos', 'home-manager', 'darwin'] as const;
export type OptionsSystem = (typeof SYSTEMS)[number];

/** Which options to build. */
export interface BuildRequest {
  readonly system: OptionsSystem;
  /** The folder of the estate's flake. */
  readonly flake: string;
  /** The project's root, from which messages name the folder. */
  readonly root: string;
  /** A host or home of it, whose options are meant. */
  readonly host?: string;
}

const WHY = 'Nix alone can tell the options of modules; an options.json that is there already needs none';

/**
 * Have Nix build the options.json of the estate's own inputs, as its lock file pins them.
 * @returns where it is: a path in the Nix store
 * @throws UsageError `IMPORT_NO_FLAKE`, `IMPORT_NOT_LOCKED`, `IMPORT_NO_INPUT`
 * @throws ToolError where Nix is missing or failed
 */
export async function buildOptions({ system, flake, root, host }: BuildRequest): Promise<string> {
  checkFlake(system, flake, relative(root, flake) || '.');
  const { expression } = EXPRESSIONS[system];
  const called = `the build of the options of ${host ?? system}`;
  // The folder of the flake has no revision, and the platform is the one that builds: both are impure.
  return built(['--impure', '--expr', expression(flake, host)], flake, called);
}

/**
 * Have Nix build an attribute of a flake.
 * @returns where it is: a path in the Nix store
 * @throws ToolError where Nix is missing or failed
 */
export async function buildAttribute(attribute: string, folder: string): Promise<string> {
  return built([attribute], folder, `\`nix build ${attribute}\``);
}

async function built(what: readonly string[], folder: string, called: string): Promise<string> {
  const printed = await nixOutput(['build', '--no-link', '--print-out-paths', ...what], folder, called, WHY);
  const path = printed.trim().split('\n')[0]!;
  if (path !== '' && existsSync(path)) return path;
  throw toolError(
    'NIX_FAILED',
    path === '' ? `${called} gave nothing` : `${called} gave ${path}, which is not there`,
    'Nix 2.8 or newer prints where it built: see `nix --version`',
  );
}

function checkFlake(system: OptionsSystem, flake: string, shown: string): void {
  if (!existsSync(join(flake, 'flake.nix'))) {
    throw usage(
      'IMPORT_NO_FLAKE',
      `there is no flake.nix in ${shown}`,
      'write it first: cosmo synth; or import a file: cosmo import options.json',
    );
  }
  if (!existsSync(join(flake, 'flake.lock'))) {
    throw usage(
      'IMPORT_NOT_LOCKED',
      `the flake in ${shown} has no lock file, so it does not say which ${system} is meant`,
      'pin its inputs first: cosmo lock',
    );
  }
  const inputs = flakeInputs(join(flake, 'flake.nix'));
  const { input } = EXPRESSIONS[system];
  if (inputs !== undefined && !inputs.includes(input)) {
    throw usage(
      'IMPORT_NO_INPUT',
      `the flake in ${shown} has no input "${input}"; it has ${inputs.join(', ') || 'none'}`,
      `describe what needs ${system} and synth; or import a file: cosmo import options.json --for ${system}`,
    );
  }
}

/** How to get at the options of each, and the input that they are from. */
const EXPRESSIONS: Record<OptionsSystem, { input: string; expression: (flake: string, host?: string) => string }> = {
  nixos: {
    input: 'nixpkgs',
    expression: (flake, host) =>
      documented(
        flake,
        host === undefined
          ? 'nixpkgs.lib.nixosSystem { modules = [ { nixpkgs.hostPlatform = "x86_64-linux"; } ]; }'
          : `flake.nixosConfigurations.${text(host)}`,
      ),
  },
  'home-manager': {
    input: 'home-manager',
    expression: (flake, host) =>
      host === undefined
        ? packaged(flake, 'home-manager', 'docs-json')
        : documented(flake, `flake.homeConfigurations.${text(host)}`),
  },
  darwin: {
    input: 'nix-darwin',
    expression: (flake, host) =>
      host === undefined
        ? packaged(flake, 'nix-darwin', 'optionsJSON')
        : documented(flake, `flake.darwinConfigurations.${text(host)}`),
  },
};

/** The options.json that an input has among its packages. */
function packaged(flake: string, input: string, name: string): string {
  return `(${flakeAt(flake)}).inputs.${input}.packages.\${builtins.currentSystem}.${name}`;
}

/**
 * The options.json of a configuration. A default that fails by itself is left
 * to tell so: one odd option does not stop the rest.
 */
function documented(flake: string, configuration: string): string {
  return `let
  flake = ${flakeAt(flake)};
  inherit (flake.inputs) nixpkgs;
  inherit (nixpkgs) lib;
  pkgs = nixpkgs.legacyPackages.\${builtins.currentSystem};
  inherit (${configuration}) options;
  place =
    declaration:
    if builtins.isAttrs declaration then
      declaration
    else
      lib.removePrefix "\${nixpkgs}/" (toString declaration);
  sure =
    value:
    let
      tried = builtins.tryEval (builtins.deepSeq value value);
    in
    if tried.success then tried.value else lib.literalMD "known to Nix alone";
in
(pkgs.nixosOptionsDoc {
  options = removeAttrs options [ "_module" ];
  warningsAreErrors = false;
  transformOptions =
    option:
    option
    // { declarations = map place option.declarations; }
    // lib.optionalAttrs (option ? default) { default = sure option.default; }
    // lib.optionalAttrs (option ? example) { example = sure option.example; };
}).optionsJSON
`;
}

/** A flake in a folder, whether git knows its files or not. */
function flakeAt(folder: string): string {
  const reference = `path:${encodeURI(folder).replace(/[#?]/g, (char) => (char === '#' ? '%23' : '%3F'))}`;
  return `builtins.getFlake ${text(reference)}`;
}

function text(value: string): string {
  return Nix.value(value).source();
}
