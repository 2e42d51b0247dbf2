import { ADMIN, ENCRYPTED, filesOf, sopsFile } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretKeyGroups: IRule = {
  code: 'SECRET_KEY_GROUPS',
  severity: Severity.ERROR,
  title: 'The key of a file of sops is not split over groups of recipients',
  reason: 'with a second group a file opens for keys of both together (Shamir), and a machine has one',
  source: 'sops: key_groups, shamir_threshold; sops-nix',
  files: filesOf('groups', {
    'groups-files/split.json': sopsFile({ wifi: ENCRYPTED }, { key_groups: [{ age: [] }, { age: [] }] }),
    'groups-files/whole.json': sopsFile({ wifi: ENCRYPTED }),
  }),
  breaks: `
const store = new SopsStore(app, 'groups', { folder: 'groups', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'groups-host', { ...machine });
new Secret(app, 'groups-key', { store, file: 'groups-files/split.json', key: 'wifi' }).on(host);
`,
  holds: `
const store = new SopsStore(app, 'groups', { folder: 'groups', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'groups-host', { ...machine });
new Secret(app, 'groups-key', { store, file: 'groups-files/whole.json', key: 'wifi' }).on(host);
`,
  check: foundBy(storeFindings),
};
