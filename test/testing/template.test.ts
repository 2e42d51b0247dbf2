import * as fc from 'fast-check';
import { attic, said, templateOf } from './support';
import {
  App,
  Aspects,
  Capture,
  FlakeInput,
  Host,
  Match,
  Nix,
  NixModule,
  NixosContainer,
  ProjectFile,
  SharedModule,
  Template,
  Testing,
} from '../../src';
import { nameOf } from '../../src/testing/show';
import { refusal } from '../support/estate';

const x = (value: unknown) => ({ services: { x: { value } } });
const valueOf = (...values: unknown[]) => templateOf(...values.map(x)).optionOf('services.x.value');

describe('what a system sets', () => {
  test.each<[string, unknown[], unknown]>([
    ['mkForce wins', [1, Nix.mkForce(2), Nix.mkDefault(3)], 2],
    ['mkDefault gives way', [Nix.mkDefault(1), 2], 2],
    ['mkDefault holds where nothing else does', [Nix.mkDefault(1)], 1],
    ['mkOverride says how strong', [Nix.mkOverride(40, 1), Nix.mkForce(2)], 1],
    ['lists are joined', [[1], [2]], [1, 2]],
    [
      'lists are joined in their order',
      [[1], Nix.mkAfter([9]), Nix.mkBefore([0]), Nix.mkOrder(600, [5])],
      [0, 5, 1, 9],
    ],
    ['a forced list stands alone', [[1], Nix.mkForce([2])], [2]],
    ['sets are merged', [{ a: 1 }, { b: { c: 2 } }, { b: { d: 3 } }], { a: 1, b: { c: 2, d: 3 } }],
    ['a forced set stands alone', [{ a: 1 }, Nix.mkForce({ b: 2 })], { b: 2 }],
    ['a forced member wins in its set', [{ a: 1, b: 1 }, { a: Nix.mkForce(2) }], { a: 2, b: 1 }],
    ['the same twice is once', ['a', 'a'], 'a'],
    ['texts are joined by lines', ['a', 'b'], 'a\nb'],
    ['mkIf is taken to hold', [Nix.mkIf(Nix.ref('config.x'), 5)], 5],
    ['mkMerge is all of its parts', [Nix.mkMerge([{ a: 1 }, { b: 2 }])], { a: 1, b: 2 }],
    ['null is a value', [null], null],
  ])('%s', (_name, values, wanted) => {
    expect(valueOf(...values)).toEqual(wanted);
  });

  test('raw Nix is read', () => {
    const host = attic();
    new NixModule(host, 'raw', { source: '{ lib, ... }: { config.services.y.port = lib.mkForce 80; }' });
    const template = Template.of(host);
    template.hasOption('services.y.port', 80);
    template.lacksOption('config');
  });

  test('shared modules are part of it', () => {
    const app = Testing.app();
    const host = attic(app);
    const shared = new SharedModule(app, 'shared');
    new NixModule(shared, 'y', { options: x('shared') });
    host.importModule(shared.file);
    Template.of(host).hasOption('services.x.value', 'shared');
  });

  test('the inside of a container is a system of its own', () => {
    const host = attic();
    const web = new NixosContainer(host, 'web');
    new NixModule(web.inside, 'y', { options: x(1) });
    Template.of(web.inside).hasOption('services.x.value', 1);
    Template.of(web).lacksOption('services.x');
  });

  test('aspects are run, and what comes later is not seen', () => {
    const host = attic();
    Aspects.of(host).add({
      visit: (node) =>
        void (node === host && !node.node.tryFindChild('z') && new NixModule(host, 'z', { options: x(1) })),
    });
    const template = Template.of(host);
    new NixModule(host, 'later', { options: { services: { late: true } } });
    template.hasOption('services.x.value', 1);
    template.lacksOption('services.late');
  });

  test('different values with one priority are refused, as Nix does', () => {
    const template = templateOf(x(1), x(2));
    expect(said(() => template.optionOf('services.x.value'))).toMatchInlineSnapshot(`
     "OPTION_CONFLICT: services.x.value of attic is set to different values with one priority, which Nix refuses

     set by
       attic/m0 (NixModule): 1, in LINE, from LINE
       attic/m1 (NixModule): 2, in LINE, from LINE

       mend: set one of them by Nix.mkForce, or the other by Nix.mkDefault"
    `);
    expect(refusal(() => template.hasOption('services.x.value', 1)).code).toBe('OPTION_CONFLICT');
  });

  test('either branch of a condition may be asked for', () => {
    const template = templateOf(x(Nix.ifElse(Nix.ref('config.a'), 1, 2)));
    template.hasOption('services.x.value', 1);
    template.hasOption('services.x.value', 2);
    expect(refusal(() => template.hasOption('services.x.value', 3)).code).toBe('OPTION_DIFFERS');
  });

  test('all definitions are known, with who makes them', () => {
    const found = templateOf(x(1), x(Nix.mkForce(2))).definitionsOf('services.x.value');
    expect(found.map(({ value, priority, construct }) => [value, priority, construct.node.id])).toEqual([
      [1, 100, 'm0'],
      [2, 50, 'm1'],
    ]);
  });

  test('options below a path are told with their values', () => {
    const template = templateOf(x({ b: [1], 'a.c': Nix.mkDefault(true), d: {} }));
    expect(template.optionsUnder('services.x')).toEqual({
      'services.x.value."a.c"': true,
      'services.x.value.b': [1],
      'services.x.value.d': {},
    });
    expect(Object.keys(template.optionsUnder())).toContain('networking.hostName');
  });
});

describe('hasOption', () => {
  const template = templateOf(
    {
      services: {
        nginx: {
          enable: true,
          virtualHosts: {
            'a.org': { forceSSL: true, locations: { '/': { proxyPass: 'http://x' } } },
            'b.org': { forceSSL: false },
          },
        },
      },
    },
    { services: { nginx: { enable: Nix.mkForce(false) } } },
  );

  test('takes any value unless told', () => {
    template.hasOption('services.nginx.enable');
    template.hasOption('services.nginx.virtualHosts."a.org"', {});
  });

  test('takes one of several by a star, and everyOption all', () => {
    template.hasOption('services.nginx.virtualHosts.*.forceSSL', true);
    template.everyOption('services.nginx.virtualHosts.*.forceSSL', Match.anyValue());
    expect(said(() => template.everyOption('services.nginx.virtualHosts.*.forceSSL', true))).toMatchInlineSnapshot(`
     "OPTION_DIFFERS: services.nginx.virtualHosts.*.forceSSL of attic is not true

     services.nginx.virtualHosts."b.org".forceSSL is:
       false  # ✗ want true

     set by
       attic/m0 (NixModule), in LINE, from LINE"
    `);
  });

  test('absent is as good as lacksOption', () => {
    template.hasOption('services.apache', Match.absent());
    expect(refusal(() => template.hasOption('services.nginx.enable', Match.absent())).code).toBe('OPTION_DIFFERS');
  });

  test('captures from every place that matches', () => {
    const capture = new Capture();
    template.hasOption('services.nginx.virtualHosts.*.forceSSL', capture);
    expect([capture.asBoolean(), capture.next(), capture.asBoolean()]).toEqual([true, true, false]);
  });

  test('tells who forced the value', () => {
    expect(said(() => template.hasOption('services.nginx.enable', true))).toMatchInlineSnapshot(`
     "OPTION_DIFFERS: services.nginx.enable of attic is not true

     services.nginx.enable is:
       false  # ✗ want true

     set by
       attic/m0 (NixModule): true, not taken, in LINE, from LINE
       attic/m1 (NixModule): false, by mkForce, in LINE, from LINE"
    `);
  });

  test('tells what comes closest, and marks what differs', () => {
    expect(
      said(() =>
        template.hasOption('services.nginx.virtualHosts.*', {
          forceSSL: true,
          http2: true,
          locations: { '/': { proxyPass: Match.stringLike('https://*') } },
        }),
      ),
    ).toMatchInlineSnapshot(`
     "OPTION_DIFFERS: services.nginx.virtualHosts.* of attic is not { forceSSL = true; http2 = true; locations = { "/" = { proxyPass = stri…

     services.nginx.virtualHosts."a.org" comes closest:
       {
         forceSSL = true;
         locations = {
           "/" = {
             proxyPass = "http://x";  # ✗ want stringLike("https://*")
           };
         };
         # ✗ http2: want true, have nothing
       }

     set by
       attic/m0 (NixModule), in LINE, from LINE

     others that do not match: services.nginx.virtualHosts."b.org""
    `);
  });

  test('tells what was meant', () => {
    expect(said(() => template.hasOption('services.ngnix.enable', true))).toMatchInlineSnapshot(`
     "OPTION_NOT_SET: services.ngnix.enable of attic is not set

     services has openssh, nginx

       mend: did you mean services.nginx.enable?"
    `);
    expect(said(() => template.hasOption('services.nginx.enable.x'))).toMatchInlineSnapshot(`
     "OPTION_NOT_SET: services.nginx.enable.x of attic is not set

     services.nginx.enable is false"
    `);
  });

  test('tells which lines of a text differ', () => {
    const lines = templateOf(x('one\ntwo\nthree\n'));
    expect(said(() => lines.hasOption('services.x.value', 'one\n2\nthree\n'))).toMatchInlineSnapshot(`
     "OPTION_DIFFERS: services.x.value of attic is not "one\\n2\\nthree\\n"

     services.x.value is:
       --- have
       +++ want
       - two
       + 2

     set by
       attic/m0 (NixModule), in LINE, from LINE"
    `);
  });

  test('names the line of the call that set it', () => {
    const host = attic();
    const module = new NixModule(host, 'm');
    const [, line] = /:(\d+):\d+\)?$/.exec(new Error().stack!.split('\n')[1]!)!;
    module.addOptions(x(1));
    const { message } = refusal(() => Template.of(host).hasOption('services.x.value', 2));
    expect(message).toContain(`attic/m (NixModule), in test/testing/template.test.ts:${Number(line) + 1}`);
  });

  test('refuses a path that is none', () => {
    expect(refusal(() => template.hasOption('a..b')).code).toBe('OPTION_PATH');
  });

  test('holds at every path of any tree of options', () => {
    const key = fc.string({ minLength: 1 }).filter((name) => name !== '*' && !name.includes('${'));
    const leaf = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.array(fc.integer()), fc.constant(null));
    const { tree } = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, leaf, tie('tree')), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }));
    fc.assert(
      fc.property(tree, (options) => {
        const whole = templateOf({ estate: options });
        const walk = (value: unknown, path: string): void => {
          whole.hasOption(path, value);
          whole.hasOption(path, Match.not('something else altogether'));
          expect(whole.optionOf(path)).toEqual(value);
          if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
          for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${nameOf(name)}`);
        };
        walk(options, 'estate');
      }),
      { numRuns: 60 },
    );
  });
});

test('lacksOption tells who sets it', () => {
  const template = templateOf(x(1));
  template.lacksOption('services.y');
  template.lacksOption('services.*.other');
  expect(said(() => template.lacksOption('services.x'))).toMatchInlineSnapshot(`
   "OPTION_SET: services.x of attic is set

   services.x = { value = 1; }
   set by
     attic/m0 (NixModule), in LINE, from LINE"
  `);
});

describe('counting', () => {
  test('options by a path with stars', () => {
    const template = templateOf(x({ a: 1, b: 2 }));
    expect(template.countOf('services.x.value.*')).toBe(2);
    template.hasCount('services.none.*', 0);
    expect(said(() => template.hasCount('services.x.value.*', 3))).toMatchInlineSnapshot(`
     "COUNT_DIFFERS: attic has 2 of services.x.value.*, and not 3

       services.x.value.a
       services.x.value.b"
    `);
  });

  test('constructs by their class or its name', () => {
    const host = attic();
    new NixosContainer(host, 'web');
    const template = Template.of(host);
    expect([template.countOf(NixosContainer), template.countOf('NixosContainer'), template.countOf('Feature')]).toEqual(
      [1, 1, expect.any(Number)],
    );
    expect(template.constructsOf('NixosContainer').map(({ node }) => node.path)).toEqual(['attic/web']);
    expect(said(() => template.hasCount(Host, 2))).toMatchInlineSnapshot(`
     "COUNT_DIFFERS: attic has 1 of Host, and not 2

       attic"
    `);
  });
});

describe('the flake and its files', () => {
  const app = Testing.app({ release: '25.11' });
  attic(app);
  new FlakeInput(app, 'unused', { url: 'github:a/b' });
  new ProjectFile(app, 'file', { path: '.tool/x.yml', content: 'x: 1\n' });
  const template = Template.of(app);

  test('has inputs that are used', () => {
    template.hasInput('nixpkgs', { url: Match.stringLike('*nixos-25.11') });
    template.lacksInput('unused');
    expect(said(() => template.hasInput('unused'))).toMatchInlineSnapshot(`
     "INPUT_DIFFERS: the flake has not the input unused

     it has nixpkgs"
    `);
    expect(said(() => template.hasInput('nixpkgs', { url: 'x' }))).toMatchInlineSnapshot(`
     "INPUT_DIFFERS: the input nixpkgs is not { url = "x"; }

     nixpkgs:
       {
         url = "github:NixOS/nixpkgs/nixos-25.11";  # ✗ want "x"
       }"
    `);
    expect(refusal(() => template.lacksInput('nixpkgs')).code).toBe('INPUT_SET');
  });

  test('has outputs', () => {
    template.hasOutput('nixosConfigurations.attic', Match.expr());
    template.hasOutput('nixosConfigurations.*');
    expect(refusal(() => template.hasOutput('packages.x')).code).toBe('OUTPUT_DIFFERS');
  });

  test('has files', () => {
    template.hasFile('hosts/*/default.nix', Match.stringLike('*imports*'));
    template.hasFile('../.tool/x.yml', 'x: 1\n');
    template.lacksFile('hosts/*/none.nix');
    expect(template.fileOf('../.tool/x.yml')).toBe('x: 1\n');
    expect(said(() => template.hasFile('../.tool/x.yml', 'x: 2\n'))).toMatchInlineSnapshot(`
     "FILE_DIFFERS: ../.tool/x.yml is not the text

     ../.tool/x.yml:
       --- have
       +++ want
       - x: 1
       + x: 2"
    `);
    expect(said(() => template.hasFile('../.tool/y.yml'))).toMatchInlineSnapshot(`
     "FILE_DIFFERS: ../.tool/y.yml is not written

     there are ../.tool/x.yml"
    `);
    expect(refusal(() => template.lacksFile('flake.nix')).code).toBe('FILE_WRITTEN');
  });

  test('has no options', () => {
    expect(refusal(() => template.hasOption('a.b')).code).toBe('TEMPLATE_OF_APP');
  });

  test('a construct outside of all systems has no template', () => {
    expect(refusal(() => Template.of(new ProjectFile(new App(), 'x', { path: 'x' }))).code).toBe('SYSTEM_MISSING');
  });
});
