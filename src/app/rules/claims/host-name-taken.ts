import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const hostNameTaken = takenRule({
  kind: ClaimKind.HOST_NAME,
  code: 'HOST_NAME_TAKEN',
  title: 'Every host has a name of its own',
  reason:
    'the name is the attribute in the flake, the name in the network and the recipient of its secrets: of two, one would be lost',
  source: 'flakes: attributes of nixosConfigurations; NixOS: networking.hostName',
  breaks: `
new Host(app, 'twins-a', { ...machine, hostName: 'twin' });
new Host(app, 'twins-b', { ...machine, hostName: 'twin' });
`,
  holds: `
new Host(app, 'twins-a', { ...machine, hostName: 'castor' });
new Host(app, 'twins-b', { ...machine, hostName: 'pollux' });
`,
});
