import { cosmo, newProject, SMALL } from './cosmo';
import { Refusals } from '../../src/cli/explain/refusals';
import '../../src';
import { ALL_RULES } from '../../src/rules';

const OWN = `${SMALL.replace("from 'cosmo-nix'", "from 'cosmo-nix';\nimport { Severity } from 'cosmo-nix'").replace(
  'app.synth',
  `app.addRule({
  code: 'HOUSE_RULE', severity: Severity.WARNING, title: 'Shoes are taken off', reason: 'the floor is clean', source: 'the house',
  breaks: 'enter();', holds: 'takeOff(); enter();', check: () => undefined,
});
app.synth`,
)}`;

describe('cosmo explain', () => {
  test('prints the page of a rule, whatever the letter case', () => {
    const root = newProject({});
    const { code, stdout, stderr } = cosmo(root, ['explain', 'tcp-port-taken']);
    expect([code, stderr]).toEqual([0, '']);
    const rule = ALL_RULES.find((one) => one.code === 'TCP_PORT_TAKEN')!;
    expect(stdout).toMatch(/^TCP_PORT_TAKEN {2}error {2}claims\n\n/);
    expect(stdout).toContain(`\n${rule.title}.\n`);
    expect(stdout).toContain(`Source: ${rule.source}.\n`);
    expect(stdout).toContain("    Claims.of(new NixModule(web, 'blog')).tcpPort(8080, { purpose: 'blog' });\n");
  });

  test('prints a rule that the program adds', () => {
    const root = newProject({ 'main.ts': OWN, 'cosmo.toml': 'app = "main.ts"\n' });
    const { code, stdout } = cosmo(root, ['explain', 'house_rule']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'HOUSE_RULE  warning  a rule of this project\n\nShoes are taken off.\n\nThe floor is clean.\n',
    );
    expect(stdout).toContain("Policy.acknowledge(construct, 'HOUSE_RULE', 'why it is meant');");
    expect(cosmo(root, ['explain', 'HOUSE_RULE', '--app', 'main.ts', '--json']).stdout).toContain(
      '"source": "the house"',
    );
    const listed = JSON.parse(cosmo(root, ['explain', '--list', '--json']).stdout) as { rules: { code: string }[] };
    expect(listed.rules.map(({ code: one }) => one)).toEqual(
      [...ALL_RULES.map((one) => one.code), 'HOUSE_RULE'].sort(),
    );
  });

  test('tells of a kind of claim that has no rule of its own', () => {
    const { code, stdout } = cosmo(newProject({}), ['explain', 'USB_STICK_TAKEN']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^USB_STICK_TAKEN {2}error {2}claims\n\nWhat only one may have is claimed by one\.\n/);
  });

  test('tells who refuses something by a code', () => {
    const { code, stdout } = cosmo(newProject({}), ['explain', 'RULE_TWICE']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'RULE_TWICE  error  refused while the program runs\n\n  App.addRule()\n    `RULE_TWICE` where there is a rule of that code\n',
    );
  });

  test('tells of codes that no rule reports', () => {
    expect(cosmo(newProject({}), ['explain', 'PROP_UNKNOWN']).stdout).toContain('gives a prop that nothing reads');
  });

  test.each([
    ['TCP_PROT_TAKEN', 'did you mean TCP_PORT_TAKEN or UDP_PORT_TAKEN'],
    ['XYZZY', 'cosmo explain --list names all rules'],
  ])('does not know %s', (given, mend) => {
    const { code, stdout, stderr } = cosmo(newProject({}), ['explain', given]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error CODE_UNKNOWN: nothing is known of the code ${given}\n  mend: ${mend}`);
  });

  test('says so where the program fails whose rule it may be', () => {
    const root = newProject({ 'main.ts': "throw new Error('no');\n", 'cosmo.toml': 'app = "main.ts"\n' });
    const { code, stderr } = cosmo(root, ['explain', 'HOUSE_RULE']);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing is known of the code HOUSE_RULE, and the program failed');
  });

  test('lists all rules, one a line', () => {
    const { code, stdout } = cosmo(newProject({}), ['explain', '--list']);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(ALL_RULES.length);
    expect(stdout).toMatch(/^TCP_PORT_TAKEN +error +One service listens on a TCP port of an address$/m);
  });

  test('needs a code', () => {
    const { code, stderr } = cosmo(newProject({}), ['explain']);
    expect(code).toBe(2);
    expect(stderr).toContain('error CODE_MISSING');
  });
});

describe('what declarations say of refusals', () => {
  const root = newProject(
    {
      'a.d.ts': `/**
 * A thing.
 * @throws \`THING_NAME\` where it has
 *   no name; \`THING_SIZE\` where it is small
 */
export declare class Thing {
    /** \`THING_OLD\` is told by nobody else. */
    readonly age: number;
    constructor(name: string);
    /** @throws \`GROW_…\` for what cannot grow. */
    grow(by: number): void;
    plain(): void;
}
/** @throws \`MAKE_NOT\` always */
export declare function make(): void;
`,
      'a.js': "refuse('GROW_TWICE'); refuse('SILENT_CODE');",
    },
    { installed: false },
  );
  const refusals = Refusals.read(root);

  test.each([
    ['THING_NAME', [{ owner: 'Thing', text: '`THING_NAME` where it has no name' }]],
    ['THING_SIZE', [{ owner: 'Thing', text: '`THING_SIZE` where it is small' }]],
    ['THING_OLD', [{ owner: 'Thing.age', text: '`THING_OLD` is told by nobody else.' }]],
    ['MAKE_NOT', [{ owner: 'make()', text: '`MAKE_NOT` always' }]],
    ['GROW_TWICE', []],
  ])('of %s', (code, wanted) => {
    expect(refusals.of(code)).toEqual(wanted);
  });

  test.each([
    ['GROW_TWICE', [{ owner: 'Thing.grow()', text: '`GROW_…` for what cannot grow.' }]],
    ['SILENT_CODE', [{ owner: 'a.js', text: 'Its message says what is refused, and how to mend it.' }]],
    ['GROW_NEVER', []],
  ])('of codes like %s', (code, wanted) => {
    expect(refusals.near(code)).toEqual(wanted);
  });

  test('of every code that is told', () => {
    expect(refusals.codes).toEqual(['MAKE_NOT', 'THING_NAME', 'THING_OLD', 'THING_SIZE']);
  });
});
