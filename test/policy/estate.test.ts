import { resolve } from 'node:path';
import { App, Aspects, IAspect, LockedDown, NoPlaintextSecrets, Severity, SshHardened, System } from '../../src';
import { setRunContext } from '../../src/app/run-context';

/** The reference estate as its program makes it; nothing is written. */
let app: App;

beforeAll(() => {
  const apps: App[] = [];
  const synth = jest.spyOn(App.prototype, 'synth').mockReturnValue(undefined as never);
  setRunContext({ root: resolve(__dirname, '../..'), apps });
  try {
    jest.requireActual('../../examples/cosmo/main');
  } finally {
    setRunContext(undefined);
    synth.mockRestore();
  }
  app = apps[0]!;
});

const POLICIES: [string, IAspect][] = [
  ['LockedDown', new LockedDown()],
  ['SshHardened', new SshHardened()],
  ['NoPlaintextSecrets', new NoPlaintextSecrets()],
];

test.each(POLICIES)('%s holds on the reference estate', (name, policy) => {
  Aspects.of(app).add(policy);
  const found = app.check().filter((one) => one.policy === name && one.severity !== Severity.INFO);
  expect(found).toEqual([]);
});

test('LockedDown looks at classic-laddie there', () => {
  const laddie = app._systems.find((one: System) => one.systemName === 'classic-laddie')!;
  Aspects.of(app).add(new LockedDown({ deny: ['virt-manager'] }));
  expect(app.check().filter(({ path, code }) => path === laddie.node.path && code === 'LOCKED_DOWN_PACKAGE')).toEqual([
    expect.objectContaining({ message: 'virt-manager is on the bare host classic-laddie' }),
  ]);
});
