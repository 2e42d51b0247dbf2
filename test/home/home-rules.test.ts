import { App, HomeManagerProfile, Host, Nix, StandaloneHome } from '../../src';
import { newApp } from '../support/estate';

function userOf(app: App) {
  const fileSystems = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };
  return new Host(app, 'box', { stateVersion: '25.11', allowNoLogin: true, fileSystems }).addUser('ada');
}

const codes = (app: App) => app.check().map(({ severity, code }) => `${severity} ${code}`);

describe('a home of several profiles', () => {
  test('may share a base whose values each of them brings', () => {
    const app = newApp();
    const base = new HomeManagerProfile(app, 'base', { stateVersion: '25.11', programs: { tmux: { baseIndex: 1 } } });
    const [one, two] = ['one', 'two'].map((name) => new HomeManagerProfile(app, name, { extends: [base] }));
    const user = userOf(app);
    one!.attachTo(user);
    two!.attachTo(user);
    expect(codes(app)).toEqual([]);
  });

  test.each<[string, string[], unknown, unknown]>([
    ['numbers', ['error HOME_VALUES_DIFFER'], { tmux: { baseIndex: 1 } }, { tmux: { baseIndex: 0 } }],
    ['words', ['warning HOME_VALUES_DIFFER'], { tmux: { prefix: 'C-a' } }, { tmux: { prefix: 'C-q' } }],
    ['texts that are joined', [], { zsh: { initContent: 'a' } }, { zsh: { initContent: 'b' } }],
    ['the same', [], { tmux: { baseIndex: 1 } }, { tmux: { baseIndex: 1 } }],
    ['one that gives way', [], { tmux: { baseIndex: 1 } }, { tmux: { baseIndex: Nix.mkDefault(0) } }],
  ])('that set %s gives %j', (_what, found, first, second) => {
    const app = newApp();
    const user = userOf(app);
    new HomeManagerProfile(app, 'one', { stateVersion: '25.11', programs: first as object }).attachTo(user);
    new HomeManagerProfile(app, 'two', { programs: second as object }).attachTo(user);
    expect(codes(app)).toEqual(found);
  });

  test('refuses a file by two options, whatever it holds', () => {
    const app = newApp();
    const one = new HomeManagerProfile(app, 'one', { stateVersion: '25.11', files: { '.config/a': { text: 'x' } } });
    const two = new HomeManagerProfile(app, 'two', { configFiles: { a: { text: 'x' } } });
    new StandaloneHome(app, 'ada@laptop', { profiles: [one, two] });
    expect(codes(app)).toEqual(['warning HOME_FILE_TWICE']);
  });

  test('tells of two profiles that disagree once, however many homes have them', () => {
    const app = newApp();
    const one = new HomeManagerProfile(app, 'one', { stateVersion: '25.11', files: { '.a': { text: 'x' } } });
    const two = new HomeManagerProfile(app, 'two', { files: { '.a': { text: 'y' } } });
    for (const name of ['ada@desk', 'ada@sofa']) new StandaloneHome(app, name, { profiles: [one, two] });
    expect(app.check()).toMatchObject([{ code: 'HOME_FILE_TWICE', path: 'two', also: [{ path: 'two' }] }]);
  });
});
