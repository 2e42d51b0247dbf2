import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const containerNameTaken = takenRule({
  kind: ClaimKind.CONTAINER_NAME,
  code: 'CONTAINER_NAME_TAKEN',
  title: 'Containers of one host have names of their own',
  reason: 'the name is the attribute in `containers`, the unit and the interface: of two, one would be lost',
  source: 'NixOS: containers.<name>',
  breaks: `
const boxes = new Host(app, 'boxes', { ...machine });
new NixosContainer(boxes, 'box-a', { containerName: 'web', privateNetwork: false });
new NixosContainer(boxes, 'box-b', { containerName: 'web', privateNetwork: false });
`,
  holds: `
const boxes = new Host(app, 'boxes', { ...machine });
new NixosContainer(boxes, 'box-a', { containerName: 'web', privateNetwork: false });
new NixosContainer(boxes, 'box-b', { containerName: 'mail', privateNetwork: false });
`,
});
