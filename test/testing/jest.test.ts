import { attic } from './support';
import { App, Host, Match, Nix, NixModule, Template, Testing } from '../../src';
import '../../src/testing/jest';
import type { matchers } from '../../src/testing/jest-matchers';
import { markOutput } from '../../src/testing/output-text';
import { describeWithNix } from '../support/nix';

/** What a matcher says where it does not hold. */
function told(run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replace(/\S+\.ts:\d+/g, 'LINE');
  }
  throw new Error('it held');
}

describe('toHaveOption', () => {
  test('takes a system or a template', () => {
    const host = attic();
    expect(host).toHaveOption('networking.hostName', 'attic');
    expect(Template.of(host)).toHaveOption('services.openssh.settings', { PermitRootLogin: expect.any(String) });
    expect(host).not.toHaveOption('networking.hostName', 'cellar');
    expect(() => expect('x').toHaveOption('a')).toThrow('give a System');
  });

  test('says what is there', () => {
    const host = attic();
    expect(told(() => expect(host).toHaveOption('networking.hostName', 'cellar'))).toMatchInlineSnapshot(`
     "OPTION_DIFFERS: networking.hostName of attic is not "cellar"

     networking.hostName is:
       "attic"  # ✗ want "cellar"

     set by
       attic (Host), in LINE, from LINE"
    `);
    expect(told(() => expect(host).not.toHaveOption('networking.hostName'))).toMatchInlineSnapshot(`
     "OPTION_SET: networking.hostName of attic is set

     networking.hostName = "attic"
     set by
       attic (Host), in LINE, from LINE"
    `);
    expect(told(() => expect(host).not.toHaveOption('networking.hostName', 'attic'))).toMatchInlineSnapshot(
      `"networking.hostName is "attic", and should not match"`,
    );
  });
});

test('toHaveDiagnostic', () => {
  const app = Testing.app();
  attic(app);
  expect(app).not.toHaveDiagnostic('X_Y');
  const broken = Testing.app();
  new Host(broken, 'attic', { stateVersion: '25.11' });
  const [{ code } = { code: '' }] = Testing.diagnostics(broken);
  expect(broken).toHaveDiagnostic(code, { path: 'attic' });
  expect(told(() => expect(app).toHaveDiagnostic('X_Y'))).toContain('the checks do not find X_Y');
  expect(told(() => expect(broken).not.toHaveDiagnostic(code))).toContain(`the checks find ${code}`);
  expect(() => expect(5).toHaveDiagnostic('X_Y')).toThrow('give an App');
});

test('toBeRefused', () => {
  const refused = () => new App({ release: 'x' });
  expect(refused).toBeRefused();
  expect(refused).toBeRefused('RELEASE');
  expect(() => Nix.raw('a ]')).toBeRefused('NIX_SYNTAX');
  expect(() => undefined).not.toBeRefused();
  expect(told(() => expect(refused).toBeRefused('OTHER'))).toContain('want OTHER, have\n\nRELEASE: "x" is no release');
  expect(told(() => expect(refused).not.toBeRefused())).toContain('want no refusal, have');
  expect(told(() => expect(() => undefined).toBeRefused('X'))).toBe('want X, and nothing was refused');
  expect(() => expect(() => JSON.parse('{').x).toBeRefused()).toThrow(SyntaxError);
  expect(() => expect(5).toBeRefused()).toThrow('give a function');
});

describe('toBeCanonicalNix', () => {
  test('takes texts, Exprs, files, systems and apps', () => {
    const app = Testing.app();
    const host = attic(app);
    for (const one of ['{ a = 1; }\n', Nix.pkg('git'), Testing.synth(app), host, app]) expect(one).toBeCanonicalNix();
    expect('{a=1;}').not.toBeCanonicalNix();
    expect({ 'x.nix': '{a=1;}', 'x.yml': '{a=1;}' }).not.toBeCanonicalNix();
    expect(() => expect(5).toBeCanonicalNix()).toThrow('give a text');
  });

  test('says which lines are not', () => {
    expect(told(() => expect({ 'x.nix': '{\n  a=1;\n  b = 2;\n}\n' }).toBeCanonicalNix())).toMatchInlineSnapshot(`
     "it is not what the official formatter writes:

     x.nix:
       --- have
       +++ want
       -   a=1;
       +   a = 1;"
    `);
    expect(told(() => expect('{ a = ; }').toBeCanonicalNix())).toContain('line 1');
    expect(told(() => expect('5\n').not.toBeCanonicalNix())).toContain('should not be');
  });
});

test('an output is shown in snapshots as it is', () => {
  expect(markOutput({ 'a.nix': '{\n  a = "x";\n}\n', 'b.yml': 'x: 1\n' })).toMatchInlineSnapshot(`
   ──── a.nix
   {
     a = "x";
   }

   ──── b.yml
   x: 1

  `);
});

describeWithNix('toEvaluate', () => {
  test('takes texts, Exprs, systems and apps', () => {
    const app = Testing.app();
    const host = attic(app);
    expect('1 + 1').toEvaluate();
    expect(Nix.raw('1 + 1')).toEvaluateTo(2);
    expect(app).toEvaluate();
    expect(host).toEvaluateTo({ networking: { hostName: 'attic' } });
    expect(app).toEvaluateTo({ attic: { networking: { hostName: Match.stringLike('att*') } } });
    expect('1 + "a"').not.toEvaluate();
    expect(() => expect(5).toEvaluate()).toThrow('give a text of Nix');
  });

  test('says what Nix says', () => {
    const host = attic();
    const x = (value: unknown) => ({ options: { services: { x: { value } } } });
    new NixModule(host, 'one', x(1));
    new NixModule(host, 'two', x(2));
    expect(told(() => expect(host).toEvaluate())).toContain('two values for nixos.services.x.value');
    expect(told(() => expect('5').not.toEvaluate())).toBe('Nix evaluates it, and should not');
    expect(told(() => expect('{ a = 5; }').toEvaluateTo({ a: 6 }))).toMatchInlineSnapshot(`
     "it evaluates to

     {
       a = 5;  # ✗ want 6
     }"
    `);
    expect(told(() => expect('5').not.toEvaluateTo(5))).toBe('it evaluates to 5, and should not');
  });
});

describe('where Nix is not installed', () => {
  const { PATH } = process.env;

  afterEach(() => {
    process.env.PATH = PATH;
    jest.restoreAllMocks();
  });

  /** The matchers of a copy of the library that has not looked for Nix yet. */
  function without(): typeof matchers {
    process.env.PATH = '/nowhere';
    let found: typeof matchers | undefined;
    jest.isolateModules(() => {
      ({ matchers: found } = jest.requireActual('../../src/testing/jest-matchers'));
    });
    return found!;
  }

  test('it fails, and says so', () => {
    const result = without().toEvaluate!.call({}, '5');
    expect(result.pass).toBe(false);
    expect(result.message()).toContain('NIX_MISSING: there is no nix-instantiate');
  });

  test('it passes where it is asked to, and leaves a line in the log', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const { toEvaluate, toEvaluateTo } = without();
    expect(toEvaluate!.call({}, '5', { skipWithoutNix: true }).pass).toBe(true);
    expect(toEvaluateTo!.call({ isNot: true }, '5', 6, { skipWithoutNix: true }).pass).toBe(false);
    expect(warn).toHaveBeenCalledTimes(2);
  });
});
