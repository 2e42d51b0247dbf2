import { relative } from 'node:path';
import { CosmoError } from '../error';
import { absolute } from './disk';
import { nameSome } from './errors';
import { Previous } from './manifest';
import { Place, Site } from './types';

/** Something in the way that is not ours, and what is to be said of it. */
export interface Foreign {
  readonly place: Place;
  readonly what: string;
}

/** The refusal to overwrite what synth did not make. */
export function foreignFiles(foreign: readonly Foreign[], of: { site: Site; previous: Previous }): CosmoError {
  const names = foreign.map(({ place, what }) => `${shown(of.site, place)}${what === '' ? '' : ` (${what})`}`);
  const lost = of.previous.text === undefined;
  return new CosmoError({
    code: 'WRITE_FOREIGN_FILE',
    message: `synth did not make what stands where it has to write:${nameSome(names)}`,
    why: 'the manifest does not list it, so it may be yours, and synth never overwrites that',
    mend:
      'move it away' +
      (lost
        ? '; or, where an earlier synth made it and the manifest was lost, take cosmo.json from version control'
        : ''),
  });
}

/** The refusal to overwrite or remove what was edited since synth made it. */
export function editedByHand(edited: readonly Place[], site: Site): CosmoError {
  return new CosmoError({
    code: 'WRITE_EDITED_BY_HAND',
    message: `generated files were edited by hand:${nameSome(edited.map((place) => shown(site, place)))}`,
    why: 'synth would overwrite or remove them, and the edits would be lost',
    mend: "move the change into the estate's code (or undo it), or synth with --force to give it up",
  });
}

/** The refusal to change, by an older release, what a newer one wrote. */
export function writtenByNewer(site: Site, newer: string, own: string): CosmoError {
  return new CosmoError({
    code: 'WRITE_OUTPUT_NEWER',
    message: `cosmo-nix ${newer} wrote ${relative(site.root, site.outdir) || 'the output'}, and this is ${own}`,
    why: 'what the newer one writes better, or others have asked it for, would be taken out again without a word',
    mend: `install what the project asks for (npm ci), or cosmo-nix ${newer}; to go back to ${own}, synth with --force`,
  });
}

/** A place as the user knows it: from the project's root. */
function shown(site: Site, place: Place): string {
  return relative(site.root, absolute(site, place));
}
