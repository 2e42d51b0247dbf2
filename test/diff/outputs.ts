import { Danger, diffOutputs, EstateDiff, Output } from '../../src/diff';
import { showChange } from '../../src/diff/show';

/** Texts of files by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** A flake with these hosts. */
export function flake(hosts: readonly string[], more = ''): string {
  const entries = hosts.map(
    (name) =>
      `${name} = inputs.nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./hosts/${name} ]; };`,
  );
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    outputs = inputs: { nixosConfigurations = { ${entries.join(' ')} }; ${more} };
  }`;
}

/** An output of these files, those that stand outside of it apart. */
export function output(files: Texts, projectFiles: Texts = {}): Output {
  const made = (texts: Texts) =>
    new Map(Object.entries(texts).map(([path, content]) => [path, { content, owner: '' }] as const));
  return { name: 'there', files: made(files), projectFiles: made(projectFiles) };
}

/** An output with the host `attic`, whose only module has this body. */
export function attic(body: string, more: Texts = {}): Output {
  return output({ 'flake.nix': flake(['attic']), 'hosts/attic/default.nix': body, ...more });
}

/** What changes on `attic`, as lines with their signs. */
export function changesOf(before: string, after: string): string[] {
  return linesOf(diffOutputs(attic(before), attic(after)), 'hosts/attic');
}

/** What changes of a System, as lines with their signs. */
export function linesOf(diff: EstateDiff, folder: string): string[] {
  const system = diff.systems.find((one) => one.system.folder === folder);
  return (system?.changes ?? []).flatMap((change) => showChange(change)).map(({ sign, text }) => `${sign} ${text}`);
}

/** The dangers of a change of `attic`: code and message. */
export function dangersOf(before: string, after: string): string[] {
  return told(diffOutputs(attic(before), attic(after)).dangers);
}

/** Dangers as lines. */
export function told(dangers: readonly Danger[]): string[] {
  return dangers.map(({ code, message }) => `${code} ${message}`);
}
