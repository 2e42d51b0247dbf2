import { ClaimEntry, ClaimKind } from '../../claims';
import { Severity } from '../../diagnostics';
import type { IRule } from '../rule';
import { Contest, contests } from './claim-table';

/** What is told of a kind of claim. */
export type TakenProps = Pick<IRule, 'title' | 'reason' | 'source' | 'breaks' | 'holds'> & {
  readonly kind: ClaimKind;
  readonly code: string;
};

/** The rule that a thing of some kind is claimed once. */
export function takenRule({ kind, ...rest }: TakenProps): IRule {
  return {
    ...rest,
    severity: Severity.ERROR,
    check(estate, report) {
      for (const contest of estate._table(contests).get(kind) ?? []) {
        const { code, owner, finding } = told(contest);
        report._found(owner, finding, code);
      }
    },
  };
}

/** One finding for all who claim the same: the second of them is told, the others have part in it. */
function told({ entries }: Contest) {
  const [first, entry, ...others] = entries as [ClaimEntry, ClaimEntry, ...ClaimEntry[]];
  const { claim, address } = entry;
  const what = claim.kind === ClaimKind.OTHER ? (claim.what ?? 'thing') : claim.kind;
  const on = address !== undefined ? ` on ${spell(address)}` : '';
  const elsewhere = first.address !== undefined && first.address !== address ? ` on ${spell(first.address)}` : '';
  const more = others.length > 0 ? `, and ${others.map(({ owner }) => nameOf(owner)).join(', ')} too` : '';
  return {
    code: `${what.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_TAKEN`,
    owner: entry.owner,
    finding: {
      message: `the ${what} ${claim.value}${on} is taken${purposeOf(entry)}: ${nameOf(first.owner)} has it${elsewhere}${purposeOf(first)}${more}`,
      keyPath: claim.keyPath,
      mend: `give ${others.length > 0 ? 'each of them' : 'one of the two'} another ${what}`,
      related: [first.owner, ...others.map(({ owner }) => owner)],
    },
  };
}

function nameOf({ node }: ClaimEntry['owner']): string {
  return node.path || '(the app)';
}

function purposeOf({ claim }: ClaimEntry): string {
  return claim.purpose ? ` (${claim.purpose})` : '';
}

function spell(address: string): string {
  return address === '*' ? 'every address' : address;
}
