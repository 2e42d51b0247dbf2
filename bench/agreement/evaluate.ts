/** Asks real Nix, with nixpkgs' module system, what it makes of definitions. */
import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { nixOptions, PRELUDE } from './nix-options';
import { CatalogueNode } from '../../src/options/catalogue';

/** A folder with the options of a catalogue as a file of Nix. */
export class Evaluation {
  constructor(
    private readonly folder: string,
    private readonly lib: string,
    root: CatalogueNode,
  ) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'options.nix'), `{ lib }: let ${PRELUDE} in ${nixOptions(root)}`);
    writeFileSync(join(folder, 'verdicts.nix'), VERDICTS);
  }

  /** For each definition, whether the module system takes it; undefined where evaluation itself broke down. */
  public verdicts(definitions: readonly unknown[]): (boolean | undefined)[] {
    const file = join(this.folder, 'definitions.json');
    writeFileSync(file, JSON.stringify(definitions));
    try {
      const out = execFileSync(
        'nix-instantiate',
        [
          '--eval',
          '--strict',
          '--json',
          join(this.folder, 'verdicts.nix'),
          '--arg',
          'libPath',
          this.lib,
          '--arg',
          'file',
          file,
        ],
        { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] },
      );
      return JSON.parse(out.toString()) as boolean[];
    } catch {
      // An error that Nix cannot catch takes the whole batch down: it is found by halves.
      if (definitions.length === 1) return [undefined];
      const half = Math.ceil(definitions.length / 2);
      return [...this.verdicts(definitions.slice(0, half)), ...this.verdicts(definitions.slice(half))];
    }
  }
}

const VERDICTS = `{ libPath, file }:
let
  lib = import libPath;
  options = import ./options.nix { inherit lib; };
  # All that a definition sets, down to its leaves; not what it leaves alone.
  walk = opts: def:
    if opts._type or null == "option" then builtins.deepSeq opts.value true
    else if !(builtins.isAttrs def) then true
    else if def ? _type && builtins.elem def._type [ "if" "override" ] then walk opts def.content
    else if def ? _type && def._type == "merge" then builtins.all (walk opts) def.contents
    else builtins.all (name: !(opts ? \${name}) || walk opts.\${name} def.\${name}) (builtins.attrNames def);
  verdict = def:
    let evaluated = lib.evalModules { modules = [ { inherit options; } { config = def; } ]; };
    in (builtins.tryEval (builtins.seq evaluated.config (walk evaluated.options def))).success;
in map verdict (builtins.fromJSON (builtins.readFile file))
`;
