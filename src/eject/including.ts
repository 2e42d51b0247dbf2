import type { Leaving } from './eject';

/** Where a flake that was left stands, for the program that stays. */
export interface EjectedAt {
  /** Its folder from the project's root, where it stands inside of it; else undefined. */
  readonly inProject?: string;
  /** Its folder, absolute. */
  readonly folder: string;
  /** The inputs that its systems use. */
  readonly inputs: readonly string[];
}

/** The lines of a TypeScript program that keep systems in its flake which are written by hand now. */
export function includingLines(systems: readonly Leaving[], at: EjectedAt): string[] {
  return at.inProject === undefined ? byInput(systems, at.folder) : byAsset(systems, at.inProject, at.inputs);
}

/** A folder of the project: it is copied into the output, and the flake makes the systems as before. */
function byAsset(systems: readonly Leaving[], folder: string, inputs: readonly string[]): string[] {
  const target = folder.slice(folder.lastIndexOf('/') + 1);
  return [
    "import { Asset, FlakeInput, FlakeOutput, nix } from 'cosmo-nix';",
    '',
    `const byHand = new Asset(app, 'by-hand-${idOf(target)}', { path: ${quoted(folder)}, target: ${quoted(target)} });`,
    ...inputs.map((name) => `FlakeInput.named(app, ${quoted(name)});`),
    ...systems.flatMap(({ name, flake, folder: own, entry }) => {
      const [before, after] = splitAt(entry, `./${own}`);
      const value = `${templateText(before)}(\${byHand.file} + "/${templateText(own)}")${templateText(after)}`;
      return [
        `new FlakeOutput(app, 'by-hand-${idOf(name)}', {`,
        `  path: ${pathOf(flake)},`,
        `  value: nix\`${value}\`,`,
        '});',
      ];
    }),
  ];
}

/** A flake of its own: the estate has it as an input. */
function byInput(systems: readonly Leaving[], folder: string): string[] {
  const name = inputName(folder);
  return [
    "import { FlakeInput, FlakeOutput } from 'cosmo-nix';",
    '',
    `const byHand = new FlakeInput(app, ${quoted(name)}, { url: ${quoted(`git+file://${folder}`)} });`,
    ...systems.flatMap(({ name: system, flake }) => [
      `new FlakeOutput(app, 'by-hand-${idOf(system)}', {`,
      `  path: ${pathOf(flake)},`,
      `  value: byHand.ref.attr(${pathOf(flake).slice(1, -1)}),`,
      '});',
    ]),
  ];
}

function splitAt(text: string, part: string): [string, string] {
  const at = text.indexOf(part);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + part.length)];
}

function pathOf(flake: string): string {
  const dot = flake.indexOf('.');
  return `[${quoted(flake.slice(0, dot))}, ${quoted(flake.slice(dot + 1))}]`;
}

function idOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '-');
}

function inputName(folder: string): string {
  const name = idOf(folder.slice(folder.lastIndexOf('/') + 1)).replace(/^[^A-Za-z_]+/, '');
  return name === '' || name === 'self' ? 'by-hand' : name;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function templateText(text: string): string {
  return text.replace(/[\\`]|\$\{/g, '\\$&');
}
