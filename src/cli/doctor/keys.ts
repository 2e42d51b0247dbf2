import { existsSync, readFileSync } from 'fs';
import type { DoctorCheck, DoctorContext } from './context';
import { DoctorFinding, warning } from './finding';
import type { StorePlan } from '../../secrets/plan';
import { isFinding } from '../secrets/list';
import { identitiesOf } from '../secrets/tools';

/** What is needed to change the secrets, and what the checks found about them. */
export const keys: DoctorCheck = {
  name: 'keys',
  run: async (context) => {
    const state = await context.project?.program();
    const stores = state?.secrets?.stores ?? [];
    const found = (state?.findings ?? [])
      .filter(isFinding)
      .map(({ related: _, also: __, policy: ___, ...rest }) => rest);
    return { findings: [...found, ...(stores.length > 0 ? identities(context, stores) : [])] };
  },
};

/** Variables that tell the tools of a private key elsewhere. */
const ELSEWHERE = ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD', 'SOPS_AGE_SSH_PRIVATE_KEY_FILE'];

function identities({ env, home }: DoctorContext, stores: readonly StorePlan[]): DoctorFinding[] {
  if (ELSEWHERE.some((name) => env[name])) return [];
  const files = identitiesOf(undefined, home);
  if (files.length === 0) {
    return [
      warning('IDENTITY_MISSING', {
        at: '~/.ssh',
        what: 'no private key of yours was found at the usual places: ~/.ssh/id_ed25519, ~/.ssh/id_rsa, ~/.config/age/keys.txt',
        why: 'without one, secrets can be added and not be read, and `cosmo secrets rekey` fails',
        mend: 'make one: `ssh-keygen -t ed25519`, or name one that stands elsewhere by --identity',
      }),
    ];
  }
  const own = files.map(publicKeys);
  // A key whose public half is not told may be any.
  if (own.some((one) => one.length === 0)) return [];
  const admins = stores.flatMap((store) => store.admins.map(({ key }) => plain(key)));
  if (own.flat().some((key) => admins.includes(key)) || admins.length === 0) return [];
  return [
    warning('IDENTITY_NO_ADMIN', {
      at: '~/.ssh',
      what: 'none of your keys is one of an administrator of the secrets',
      why: 'you cannot read them, so that you cannot encrypt them to others',
      mend: 'let an administrator add your public key to adminKeys of the store and call `cosmo secrets rekey`',
    }),
  ];
}

/** The public halves of the keys in a file, as far as it or the file beside it tells. */
function publicKeys(file: string): string[] {
  if (existsSync(`${file}.pub`)) return [plain(readFileSync(`${file}.pub`, 'utf8'))];
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^# public key: (age1\S+)/gm)].map(([, key]) => key!);
}

/** A public key without the comment behind it. */
function plain(key: string): string {
  return key.trim().split(/\s+/).slice(0, 2).join(' ');
}
