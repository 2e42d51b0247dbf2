import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const hostIdTaken = takenRule({
  kind: ClaimKind.HOST_ID,
  code: 'HOST_ID_TAKEN',
  title: 'Every host has a host id of its own',
  reason: 'ZFS takes a pool for its own where the host id is the same: two machines would import it at once',
  source: 'OpenZFS: zgenhostid(8); NixOS: networking.hostId',
  breaks: `
new Host(app, 'id-a', { ...machine, hostId: '8425e349' });
new Host(app, 'id-b', { ...machine, hostId: '8425e349' });
`,
  holds: `
new Host(app, 'id-a', { ...machine, hostId: '8425e349' });
new Host(app, 'id-b', { ...machine });
`,
});
