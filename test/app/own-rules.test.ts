import {
  App,
  AppProps,
  Diagnostic,
  Estate,
  Host,
  IRule,
  Nix,
  NixModule,
  NixosSystem,
  Policy,
  RuleReport,
  Severity,
} from '../../src';
import { newApp, refusal } from '../support/estate';

const machine = {
  stateVersion: '25.11',
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  allowNoLogin: true,
};

/** A rule as another package would have it: what it holds is a prop of its own. */
class OptionGiven implements IRule {
  public readonly code = 'OPTION_GIVEN';
  public readonly severity = Severity.WARNING;
  public readonly title = 'Every system sets the option';
  public readonly reason = 'the house wants it';
  public readonly source = 'house rule';
  public readonly breaks = '';
  public readonly holds = '';

  constructor(private readonly option: string) {}

  public check(estate: Estate, report: RuleReport): void {
    for (const system of estate.systems) {
      if (estate.optionsOf(system).has(this.option)) continue;
      report.found(system, { message: `${system.systemName} has no ${this.option}`, keyPath: this.option });
    }
  }
}

/** The least that a rule is, and what it does. */
function rule(check: IRule['check'], more: Partial<IRule> = {}): IRule {
  const severity = Severity.WARNING;
  return { code: 'OWN', severity, title: 'T', reason: 'R', source: 'S', breaks: '', holds: '', ...more, check };
}

function checked(app: App): Pick<Diagnostic, 'code' | 'path'>[] {
  return app.check().map(({ code, path }) => ({ code, path }));
}

describe('a rule of a class', () => {
  test('finds what breaks it, also what is set in Nix, and gives its reason', () => {
    const app = newApp();
    app.addRule(new OptionGiven('estate.location'));
    const attic = new NixosSystem(app, 'attic');
    new NixModule(attic, 'where', { source: '{ lib, ... }: { estate.location = lib.mkForce "attic"; }' });
    new NixosSystem(app, 'parcel');
    expect(app.check()).toEqual([
      {
        severity: Severity.WARNING,
        code: 'OPTION_GIVEN',
        path: 'parcel',
        message: 'parcel has no estate.location',
        keyPath: 'estate.location',
        why: 'the house wants it',
      },
    ]);
  });

  test('is among the rules of the app, beside those of the library', () => {
    const app = newApp();
    const own = new OptionGiven('a.b');
    app.addRule(own);
    expect(app.rules).toContain(own);
    expect(app.rules.map(({ code }) => code)).toContain('TCP_PORT_TAKEN');
    expect(newApp().rules).not.toContain(own);
  });

  test('is acknowledged as others are', () => {
    const app = newApp();
    app.addRule(new OptionGiven('a.b'));
    const parcel = new Host(app, 'parcel', machine);
    Policy.acknowledge(parcel, 'OPTION_GIVEN', 'it moves');
    expect(checked(app)).toEqual([]);
    expect(Policy.acknowledged(app)).toMatchObject([{ reason: 'it moves', acknowledgedAt: 'parcel' }]);
  });
});

describe('a rule that is an object', () => {
  test('sees what is claimed, and who is there', () => {
    const app = newApp();
    const seen: unknown[] = [];
    const attic = new Host(app, 'attic', machine);
    app.addRule(
      rule((estate) => {
        seen.push(estate.root, estate.systems, estate.constructs.includes(attic));
        seen.push(estate.claims.some(({ claim, construct }) => claim.value === 'attic' && construct === attic));
      }),
    );
    app.check();
    expect(seen).toEqual([app, [attic], true, true]);
  });

  test('is told what an option is set to, by whom and how firmly', () => {
    const app = newApp();
    const attic = new NixosSystem(app, 'attic');
    const web = new NixModule(attic, 'web', { options: { users: { users: { ada: { uid: Nix.mkForce(1000) } } } } });
    let told: unknown;
    app.addRule(
      rule((estate) => {
        const options = estate.optionsOf(attic);
        told = [options.value('users.users.ada.uid'), options.definitions('users.users.*.uid'), options.has('a.b')];
      }),
    );
    app.check();
    expect(told).toEqual([
      1000,
      [
        {
          value: 1000,
          construct: web,
          keyPath: 'users.users.ada.uid',
          names: ['ada'],
          priority: 50,
          conditional: false,
        },
      ],
      false,
    ]);
  });

  test('joins findings of one cause, and may change the severity of one', () => {
    const app = newApp();
    const [a, b] = ['a', 'b'].map((name) => new NixosSystem(app, name));
    app.addRule(
      rule((_estate, report) => {
        report.found(b!, { message: 'b', cause: 'x', severity: Severity.INFO });
        report.found(a!, { message: 'a', cause: 'x', related: [b!], severity: Severity.INFO });
      }),
    );
    expect(app.check()).toMatchObject([
      { severity: 'info', path: 'a', message: 'a', related: ['b'], also: [{ path: 'b', message: 'b' }] },
    ]);
  });

  test('that fails is told, and the others go on', () => {
    const app = newApp();
    app.addRule(
      rule(() => {
        throw new TypeError('no');
      }),
    );
    app.addRule(rule((_estate, report) => report.found(app, { message: 'm' }), { code: 'OTHER' }));
    expect(app.check()).toMatchObject([
      { code: 'RULE_FAILED', message: 'the rule OWN failed: no' },
      { code: 'OTHER', message: 'm' },
    ]);
  });

  test.each([
    ['RULE_CODE', { code: 'not a code' }],
    ['RULE_TWICE', { code: 'TCP_PORT_TAKEN' }],
    ['RULE_TEXT', { title: ' ' }],
    ['RULE_TEXT', { reason: '' }],
  ])('is refused: %s', (code, more) => {
    expect(refusal(() => newApp().addRule(rule(() => undefined, more))).code).toBe(code);
  });

  test('is refused where one of that code was added before', () => {
    const app = newApp();
    app.addRule(rule(() => undefined));
    expect(refusal(() => app.addRule(rule(() => undefined))).code).toBe('RULE_TWICE');
  });
});

describe('warningsAsErrors', () => {
  const warned = (props: AppProps, severity = Severity.WARNING) => {
    const app = newApp(props);
    app.addRule(rule((_estate, report) => report.found(app, { message: 'm' }), { severity }));
    return app;
  };

  test('stops at a warning, which stays one', () => {
    const app = warned({ warningsAsErrors: true });
    expect(app.check()).toMatchObject([{ severity: 'warning', code: 'OWN' }]);
    expect(() => app.render()).toThrow('the estate has a warning, which counts as an error here; nothing was written');
    expect(() => app.synth()).toThrow('CHECK_FAILED');
  });

  test('does not stop at a note, or at what is acknowledged', () => {
    expect(() => warned({ warningsAsErrors: true }, Severity.INFO).render()).not.toThrow();
    const app = warned({ warningsAsErrors: true });
    Policy.acknowledge(app, 'OWN', 'it is meant');
    expect(() => app.render()).not.toThrow();
  });

  test.each([
    [{}, 'error', true],
    [{ warningsAsErrors: true }, 'warning', false],
    [{ warningsAsErrors: true }, 'other', true],
  ])('%j, and %s in the environment: %s', (props, said, isStrict) => {
    process.env.COSMO_WARNINGS = said;
    try {
      expect(newApp(props).warningsAsErrors).toBe(isStrict);
    } finally {
      delete process.env.COSMO_WARNINGS;
    }
  });

  test('is off where nobody asks for it', () => {
    expect(() => warned({}).render()).not.toThrow();
  });
});

test('what cannot be written is looked for to the end, and told beside what the checks found', () => {
  const app = newApp();
  const server = new NixosSystem(app, 'server');
  for (const name of ['a', 'b']) new NixModule(server, name, { options: { [name]: new Date() } });
  app.addRule(rule((_estate, report) => report.found(app, { message: 'm' })));
  const error = refusal(() => app.render()) as Error & { path?: string; audit?: { diagnostics: Diagnostic[] } };
  expect(error).toMatchObject({ code: 'NIX_NOT_DATA', path: 'server/a' });
  expect(error.audit!.diagnostics).toMatchObject([
    { severity: 'error', code: 'NIX_NOT_DATA', path: 'server/b', keyPath: 'b' },
    { severity: 'warning', code: 'OWN' },
  ]);
});
