import { cosmo } from './cosmo';
import { describedProject } from './described';

/** A project beside which the library is installed with that description; `rest` starts at line 5. */
function run(rest: string, file = 'main.mjs'): { code: number | null; stderr: string } {
  const start =
    file === 'main.cjs'
      ? "const { App, Host, NixModule } = require('cosmo-nix');"
      : "import { App, Host, NixModule } from 'cosmo-nix';";
  const root = describedProject(
    {
      [file]: `${start}
const app = new App();
const base = { stateVersion: '25.11', allowNoLogin: true, fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } } };
const attic = new Host(app, 'attic', base);
${rest}
app.synth();
`,
    },
    ['App', 'Host', 'NixModule', 'Nix'],
  );
  const { code, stderr } = cosmo(root, ['synth', '--app', file, '--quiet']);
  return { code, stderr };
}

describe.each(['main.mjs', 'main.cjs', 'main.ts'])('a program in %s', (file) => {
  test('that gives a prop that is not there is warned, with the prop that was meant and the line', () => {
    const { code, stderr } = run("new NixModule(attic, 'web', { optoins: { a: 1 } });", file);
    expect(code).toBe(0);
    expect(stderr).toContain(`warning PROP_UNKNOWN: NixModule has no prop optoins
  at attic/web, optoins
  why: nothing reads it, so it changes nothing
  mend: did you mean options?
  in ${file}:5
     5 | new NixModule(attic, 'web', { optoins: { a: 1 } });`);
  });
});

describe('props that nothing reads', () => {
  test('are found at any depth, and one that belongs a level deeper is told its place', () => {
    const { stderr } = run("new Host(app, 'b', { ...base, timezone: 'UTC', locale: { timezone: 'UTC' } });");
    expect(stderr).toContain('Host has no prop timezone');
    expect(stderr).toContain('did you mean locale: { timeZone: … }?');
    expect(stderr).toContain('locale has no prop timezone');
    expect(stderr).toContain('did you mean timeZone?');
  });

  test('are found in what methods are given', () => {
    const { stderr } = run("attic.addUser('ada', { admn: true });");
    expect(stderr).toContain('PROP_UNKNOWN: addUser() has no prop admn\n  at attic/ada, admn');
  });

  test('stop the run where a prop that is needed is missing for it', () => {
    const { code, stderr } = run("new Host(app, 'b', { stateversion: '25.11' });");
    expect(code).toBe(1);
    expect(stderr).toContain('error PROP_MISSING: Host needs the prop stateVersion, and has no stateversion\n  at b');
  });

  test('are told too where the program fails for another reason', () => {
    const { code, stderr } = run("attic.addUser('ada', { admn: true }); throw new Error('else');");
    expect(code).toBe(1);
    expect(stderr).toContain('addUser() has no prop admn');
    expect(stderr).toContain('error Error: else');
  });

  test('are no business of the base class of a construct that has props of its own', () => {
    const { code, stderr } = run(`
      class Mine extends Host {}
      new Mine(app, 'mine', { ...base, extra: true });`);
    expect(code).toBe(0);
    expect(stderr).not.toContain('extra');
  });
});

describe('values of another type', () => {
  test.each([
    [
      "new Host(app, 'b', { ...base, stateVersion: 25.11 })",
      'stateVersion must be a string, not the number 25.11',
      "give '25.11'",
    ],
    [
      "new Host(app, 'b', { ...base, allowNoLogin: 'true' })",
      "allowNoLogin must be a boolean, not the string 'true'",
      'give it without quotes: true',
    ],
    [
      "new Host(app, 'b', { ...base, fileSystems: '/dev/disk/by-label/nixos' })",
      'fileSystems must be an object, not a string',
      'give an object',
    ],
    [
      "new Host(app, 'b', { ...base, fileSystems: { '/': '/dev/disk/by-label/nixos' } })",
      'fileSystems."/" must be an object, not a string',
      'give { device, fsType, options }',
    ],
    [
      "new Host(app, 'b', { ...base, fileSystems: { '/': { options: 'ro' } } })",
      'fileSystems."/".options must be an array, not a string',
      'put it in [ ]',
    ],
    [
      "new Host(app, 'b', { ...base, fileSystems: { '/': { options: [undefined] } } })",
      'options[0] is undefined',
      'leave it out',
    ],
    ["new Host(app, 'b')", 'Host needs the prop stateVersion', 'give stateVersion'],
    ["new Host('b', base)", 'scope must be a Construct, not a string', 'its arguments are (scope, id, props)'],
    ['new Host(app, base)', 'id must be a string, not an object', 'its arguments are (scope, id, props)'],
    ["new Host(app, '', base)", 'new Host() is given no id', "new Host(app, 'name', …)"],
    ["new Host(undefined, 'b', base)", 'new Host() is given no scope', 'such as the App or a Host'],
    ["Host(app, 'b', base)", 'NEW_MISSING: Host is a class', 'new Host(…)'],
  ])('%s', (call, message, mend) => {
    const { code, stderr } = run(`${call};`);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain(mend);
    expect(stderr).toContain('in main.mjs:5');
  });

  test('that the library refuses better are left to it, and no text is printed that may be a secret', () => {
    const { stderr } = run("attic.addUser('ada', { hashedPasswordFile: 'hunter2' });");
    expect(stderr).toContain('error SECRET_FILE');
    expect(stderr).not.toMatch(/error.*hunter2/);
  });
});

test.each(['main.mjs', 'main.cjs', 'main.ts'])('a name that the library does not have is told in %s', (file) => {
  const text = file === 'main.cjs' ? "const { Hots } = require('cosmo-nix');" : "import { Hots } from 'cosmo-nix';";
  const { code, stderr } = run(`${text} new Hots(app, 'b');`, file);
  expect(code).toBe(1);
  expect(stderr).toContain('error IMPORT_UNKNOWN: cosmo-nix has no Hots\n  mend: did you mean Host?\n  in');
});

test('what is found when the output is made is told with the line that made the construct', () => {
  const { stderr } = run("new NixModule(attic, 'web', { options: { at: new Date() } });");
  expect(stderr).toContain('error NIX_NOT_DATA');
  expect(stderr).toContain('in main.mjs:5');
  expect(stderr).not.toContain('app.synth');
});

test('a second construct of one id is told in the words of this project', () => {
  const { code, stderr } = run("new NixModule(attic, 'web');\nnew NixModule(attic, 'web');");
  expect(code).toBe(1);
  expect(stderr).toContain(
    'error CONSTRUCT_ID_TAKEN: there is already a construct "web" in attic (Host)\n  at attic/web',
  );
  expect(stderr).toContain('mend: give one of the two another id');
  expect(stderr).toContain('in main.mjs:6');
});
