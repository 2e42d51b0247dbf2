import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const thingTaken = takenRule({
  kind: ClaimKind.OTHER,
  code: 'THING_TAKEN',
  title: 'What only one may have is claimed by one',
  reason:
    'two constructs were to have what there is once: a user id, a name of a dataset, a USB stick; the code of the finding says what',
  source: 'the constructs that claim it; Claims',
  breaks: `
const sticks = new Host(app, 'sticks', { ...machine });
for (const name of ['zigbee', 'thread']) {
  const service = new NixModule(sticks, name);
  Claims.of(service).add({ kind: ClaimKind.OTHER, what: 'thing', value: '/dev/ttyUSB0', within: sticks.node.path });
}
`,
  holds: `
const sticks = new Host(app, 'sticks', { ...machine });
for (const [name, value] of Object.entries({ zigbee: '/dev/ttyUSB0', thread: '/dev/ttyUSB1' })) {
  const service = new NixModule(sticks, name);
  Claims.of(service).add({ kind: ClaimKind.OTHER, what: 'thing', value, within: sticks.node.path });
}
`,
});
