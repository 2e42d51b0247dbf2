import { Expr, Nix } from '../../nix';
import { NixError } from '../../nix/error';
import { printModuleBody } from '../../nix/print-data';
import type { App } from '../app';
import { CosmoError } from '../error';
import { FlakeInput } from '../flake-input';
import { isPlainSet } from '../option-tree';
import { WellKnownInput } from '../well-known-inputs';
import type { AddFile } from './render-app';
import { needsOf } from './scan';

/**
 * `flake.nix`, and `flake-module.nix` with the same systems for a flake that
 * exists already. Returns the names of the systems.
 */
export function renderFlake(app: App, add: AddFile): string[] {
  const outputs: Record<string, any> = {};
  const systems: string[] = [];
  const platforms = new Set<string>();
  for (const system of app._systems) {
    for (const { path, value } of system._outputs()) {
      setOutput(outputs, path, value, system.node.path);
      if (path[0]!.endsWith('Configurations')) systems.push(path.join('.'));
      if (path[0] === 'checks') platforms.add(path[1]!);
    }
  }
  for (const output of app._flakeOutputs) setOutput(outputs, output.path, output._value, output.node.path);

  const whole = { ...outputs };
  for (const platform of [...platforms].sort()) {
    if (whole.formatter?.[platform] !== undefined) continue;
    const formatter = Nix.ref('inputs.nixpkgs.legacyPackages').attr(platform, 'nixfmt-tree');
    whole.formatter = { ...whole.formatter, [platform]: formatter };
  }
  try {
    // Printing tells which inputs are used, so the outputs come first.
    const outputsText = print(app, 'flake.nix', { outputs: Nix.fn(['inputs'], Expr._body(sorted(whole))) });
    const inputsText = print(app, 'flake.nix', { inputs: inputTree(app) });
    const description = print(app, 'flake.nix', { description: app.description });
    const inside = [description, inputsText, outputsText].map((text) => text.slice('{\n'.length, -'\n}'.length));
    add('flake.nix', {
      content: `# Written by cosmo: change the estate, not this file.\n{\n${inside.join('\n\n')}\n}\n`,
      owner: '',
    });
    const module = print(app, 'flake-module.nix', { flake: sorted(outputs) });
    const names = usedInputs(app).map(({ inputName }) => inputName);
    add('flake-module.nix', {
      content: [
        '# The systems of flake.nix as a flake-parts module, for a flake that exists already.',
        `# That flake needs the inputs ${names.join(', ')}.`,
        '# Written by cosmo: change the estate, not this file.',
        '{ inputs, ... }:',
        `${module}\n`,
      ].join('\n'),
      owner: '',
    });
  } catch (error) {
    if (error instanceof NixError) throw CosmoError.fromNix(error, app);
    throw error;
  }
  return systems;
}

function print(app: App, from: string, value: unknown): string {
  return printModuleBody(value, {
    from,
    onExpr: (expr: Expr) => {
      const { free, inputs } = needsOf(expr._node);
      for (const name of free) {
        if (name === 'inputs') continue;
        throw new CosmoError({
          code: 'NIX_UNDEFINED_VARIABLE',
          message: `the Nix variable \`${name}\` is not defined in the flake's outputs`,
          why: 'only `inputs` is in scope there',
          mend: 'write inputs.nixpkgs.legacyPackages.PLATFORM for packages and inputs.nixpkgs.lib for the library',
          construct: app,
        });
      }
      for (const input of inputs) FlakeInput.named(app, input);
    },
  });
}

/** Put a value at its path; two at one path are refused. */
function setOutput(tree: Record<string, any>, path: readonly string[], value: unknown, owner: string): void {
  let at = tree;
  for (const name of path.slice(0, -1)) at = isPlainSet(at[name]) ? at[name] : (at[name] ??= {});
  const last = path[path.length - 1]!;
  if (!isPlainSet(at) || at[last] !== undefined) {
    throw new CosmoError({
      code: 'OUTPUT_TWICE',
      message: `the flake output ${path.join('.')} is given twice`,
      mend: 'give one of the two another path',
      path: owner,
    });
  }
  at[last] = value;
}

/** The usual order of a flake's outputs; the names inside keep theirs. */
const ORDER = [
  'nixosConfigurations',
  'darwinConfigurations',
  'homeConfigurations',
  'nixosModules',
  'darwinModules',
  'homeModules',
  'packages',
  'devShells',
  'deploy',
  'colmenaHive',
  'checks',
  'formatter',
];

function sorted(outputs: Record<string, any>): Record<string, any> {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.fromEntries(Object.entries(outputs).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function usedInputs(app: App): FlakeInput[] {
  FlakeInput.wellKnown(app, WellKnownInput.NIXPKGS);
  // What a used input follows is used; a pass may reveal more.
  for (let before = -1; before !== count(app);) {
    before = count(app);
    for (const input of [...app._inputs.values()].filter((i) => i._used)) {
      const targets = [...Object.values(input._props.follows ?? {}), input._props.followsInput ?? ''];
      for (const target of targets.filter((t) => t !== '')) FlakeInput.named(input, target.split('/')[0]!);
    }
  }
  return [...app._inputs.values()].filter((i) => i._used).sort((a, b) => (a.inputName < b.inputName ? -1 : 1));
}

function count(app: App): number {
  return [...app._inputs.values()].filter((i) => i._used).length;
}

function inputTree(app: App): Record<string, any> {
  const tree: Record<string, any> = {};
  for (const { inputName, _props: props } of usedInputs(app)) {
    const follows = Object.entries(props.follows ?? {});
    tree[inputName] = {
      url: props.url,
      follows: props.followsInput,
      flake: props.flake === false ? false : undefined,
      inputs:
        follows.length > 0
          ? Object.fromEntries(follows.map(([name, target]) => [name, { follows: target }]))
          : undefined,
    };
  }
  return tree;
}
