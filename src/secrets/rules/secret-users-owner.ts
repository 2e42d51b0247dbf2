import { ADMIN, ENCRYPTED, filesOf, sopsFile } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretUsersOwner: IRule = {
  code: 'SECRET_USERS_OWNER',
  severity: Severity.ERROR,
  title: 'A secret that users are made with belongs to root',
  reason: 'it is decrypted before there are users; sops-nix leaves it to root',
  source: 'sops-nix: the assertion about neededForUsers',
  files: filesOf('early', { 'early-files/ada.sops': sopsFile({ data: ENCRYPTED }) }),
  breaks: `
const store = new SopsStore(app, 'early', { folder: 'early', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'early-host', { ...machine, users: { ada: {} } });
const secret = new Secret(app, 'early-key', { store, file: 'early-files/ada.sops' });
secret.on(host, { neededForUsers: true, owner: 'ada' });
`,
  holds: `
const store = new SopsStore(app, 'early', { folder: 'early', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'early-host', { ...machine, users: { ada: {} } });
const secret = new Secret(app, 'early-key', { store, file: 'early-files/ada.sops' });
secret.on(host, { neededForUsers: true });
`,
  check: foundBy(ownerFindings),
};
