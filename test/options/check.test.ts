import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Expr, Nix } from '../../src';
import { App } from '../../src/app';
import { CatalogueKind, CatalogueOption } from '../../src/options/catalogue';
import { catalogueOf } from '../../src/options/catalogue-store';
import { OptionCheck, OptionCheckProps } from '../../src/options/check';
import { withHomeManager } from '../../src/options/home-manager-module';

const owner = new Construct(new App(), 'module');

function options(types: Record<string, string>, readOnly: readonly string[] = []): CatalogueOption[] {
  return Object.entries(types).map(([path, typeText]) => ({
    loc: path.split('.'),
    typeText,
    readOnly: readOnly.includes(path),
  }));
}

const PORT = '16 bit unsigned integer; between 0 and 65535 (both inclusive)';
const CATALOGUE = options(
  {
    'services.openssh.enable': 'boolean',
    'services.openssh.ports': `list of ${PORT}`,
    'services.openssh.settings': 'open submodule of attribute set of (string or boolean)',
    'services.openssh.settings.LogLevel': 'one of "QUIET", "INFO", "VERBOSE"',
    'services.openssh.settings.Match.User': 'string',
    'services.nginx.enable': 'boolean',
    'services.nginx.virtualHosts': 'attribute set of (submodule)',
    'services.nginx.virtualHosts.<name>.root': 'null or absolute path',
    'services.nginx.virtualHosts.<name>.locations': 'list of (submodule)',
    'services.nginx.virtualHosts.<name>.locations.*.path': 'string',
    'networking.hostName': 'string matching the pattern [a-z]+',
    'networking.mtu': 'null or signed integer',
    'networking.weight': 'floating point number',
    'networking.share': 'integer or floating point number between 0 and 1 (both inclusive)',
    'environment.systemPackages': 'list of package',
    'environment.etc': 'attribute set of (submodule)',
    'environment.etc.<name>.text': 'null or strings concatenated with "\\n"',
    'environment.etc.<name>.source': 'absolute path',
    'system.release': 'string',
    'programs.wrapper': 'function that evaluates to a(n) package',
    'programs.alternatives': 'null or (list of signed integer) or boolean',
    'programs.names': 'non-empty (list of string)',
    'programs.labels': 'string or list of string',
    'programs.keys': '(list of string) or string convertible to it',
    'programs.bare': 'submodule',
    'programs.tag': 'attribute-tagged union with choices: file, folder',
    'programs.tag.file': 'string',
    'programs.tag.folder': 'absolute path',
    'programs.pair': 'pair of signed integer',
    'programs.data': 'JSON value',
    'programs.steps': 'DAG of string',
    'programs.overlay': 'nixpkgs overlay',
    containers: 'attribute set of (submodule)',
    'containers.<name>.config': 'Toplevel NixOS config',
    specialisation: 'attribute set of (submodule)',
    'specialisation.<name>.configuration': 'submodule',
  },
  ['system.release'],
);

function check(tree: unknown, props: OptionCheckProps = {}, kind: CatalogueKind = 'nixos') {
  return new OptionCheck(catalogueOf(CATALOGUE, kind), props).check([{ owner, tree }]);
}

/** Each finding as `CODE keyPath`. */
function codes(tree: unknown, props?: OptionCheckProps): string[] {
  return check(tree, props).map(({ code, keyPath }) => `${code} ${keyPath}`);
}

function only(tree: unknown, props?: OptionCheckProps) {
  const found = check(tree, props);
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe('what is right', () => {
  test.each<[string, unknown]>([
    ['an option', { services: { openssh: { enable: true, ports: [22, 65535, 0] } } }],
    ['nothing', {}],
    ['undefined members', { services: undefined, networking: { mtu: undefined } }],
    ['null where it may be', { networking: { mtu: null } }],
    ['any name where one may be chosen', { services: { nginx: { virtualHosts: { 'a.example': { root: '/srv' } } } } }],
    ['items of a list', { services: { nginx: { virtualHosts: { x: { locations: [{ path: '/' }, {}] } } } } }],
    [
      'further settings',
      { services: { openssh: { settings: { LogLevel: 'INFO', X11: false, Match: { User: 'x' } } } } },
    ],
    ['a float', { networking: { weight: 0.5, share: 1 } }],
    ['a float that is whole', { networking: { weight: Nix.floating(1) } }],
    ['a big integer', { networking: { mtu: 12n } }],
    ['the first alternative', { programs: { alternatives: [1, 2] } }],
    ['the second alternative', { programs: { alternatives: false, labels: ['a'] } }],
    ['what is turned into the type', { programs: { keys: 'a' } }],
    ['a submodule that nobody describes', { programs: { bare: { any: { thing: 1 } } } }],
    ['a tagged set', { programs: { tag: { file: 'x' } } }],
    ['a pair', { programs: { pair: [1, 2] } }],
    ['data of a file format', { programs: { data: { a: [1, null, { b: 'x' }], c: 0.5 } } }],
    ['an entry of a DAG', { programs: { steps: { a: 'x', b: { data: 'y', after: ['a'], before: [] } } } }],
    ['what catalogues hide', { assertions: [], warnings: ['x'], system: { build: { x: 1 } }, _module: { args: {} } }],
  ])('%s', (_, tree) => {
    expect(check(tree)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['any option', { networking: { hostName: Nix.ref('config.x.name'), mtu: Nix.ref('x') } }],
    ['a namespace', { services: Nix.ref('config.x') }],
    ['a package', { environment: { systemPackages: [Nix.pkg('git'), ...Nix.pkgs('vim')] } }],
    ['a function', { programs: { wrapper: Nix.fn(['p'], ['not', 'a', 'package']) } }],
    ['a function behind a priority', { programs: { wrapper: Nix.mkForce(Nix.fn(['p'], 5)) } }],
    ['an interpolated string', { networking: { hostName: Nix.str(['a-', Nix.ref('x')]) } }],
    ['an overlay', { programs: { overlay: Nix.raw('final: prev: { }') } }],
    ['a value in a list', { services: { openssh: { ports: [22, Nix.ref('x')] } } }],
  ])('an Expr for %s is trusted', (_, tree) => {
    expect(check(tree)).toEqual([]);
  });
});

describe('an unknown option', () => {
  test('is told with the nearest names', () => {
    const found = only({ services: { openssh: { enabel: true } } });
    expect(found).toMatchObject({
      owner,
      code: 'OPTION_UNKNOWN',
      severity: 'error',
      keyPath: 'services.openssh.enabel',
      mend: 'did you mean services.openssh.enable?',
    });
  });

  test('is told where it leaves the catalogue', () => {
    expect(codes({ service: { openssh: { enable: true } } })).toEqual(['OPTION_UNKNOWN service']);
    expect(only({ service: {} }).mend).toBe('did you mean services?');
  });

  test('is found in another namespace', () => {
    expect(only({ programs: { openssh: { enable: true } } }).mend).toBe('did you mean services.openssh.enable?');
    expect(only({ services: { virtualHosts: { x: { root: '/' } } } }).mend).toBe(
      'did you mean services.nginx.virtualHosts.<name>.root?',
    );
  });

  test('is found one level deeper, and in letters of another case', () => {
    expect(only({ services: { openssh: { logLevel: 'INFO' } } }).mend).toBe(
      'did you mean services.openssh.settings.LogLevel?',
    );
    expect(only({ networking: { settings: { hostName: 'a' } } }).mend).toBe('did you mean networking.hostName?');
  });

  test('has no nearest name where none is near', () => {
    expect(only({ frobnicate: 1 }).mend).toMatch(/^take it out; .* declare the namespace free$/);
  });

  test('is told inside a submodule, and once for each module', () => {
    const tree = { services: { nginx: { virtualHosts: { x: { rooot: '/', locations: [{ pth: '/' }] } } } } };
    expect(codes(tree)).toEqual([
      'OPTION_UNKNOWN services.nginx.virtualHosts.x.rooot',
      'OPTION_UNKNOWN services.nginx.virtualHosts.x.locations[0].pth',
    ]);
    const twice = new OptionCheck(catalogueOf(CATALOGUE)).check([
      { owner, tree },
      { owner, tree },
    ]);
    expect(twice).toHaveLength(2);
  });

  test('is one also behind a condition, and with nothing in it', () => {
    expect(codes({ services: Nix.mkIf(Nix.ref('x'), { opensh: { enable: true } }) })).toEqual([
      'OPTION_UNKNOWN services.opensh',
    ]);
    expect(codes({ services: { opensh: {} } })).toEqual(['OPTION_UNKNOWN services.opensh']);
    expect(codes({ services: { opensh: Nix.ref('x') } })).toEqual(['OPTION_UNKNOWN services.opensh']);
  });

  test.each(['constructor', '__proto__', 'toString'])('is one also where it is called %s', (name) => {
    const tree = Object.defineProperty({}, name, { value: 1, enumerable: true });
    expect(codes(tree)).toEqual([`OPTION_UNKNOWN ${name}`]);
  });
});

test('what catalogues hide is checked where one has it', () => {
  const home = new OptionCheck(catalogueOf(options({ 'nixpkgs.config.x': 'boolean' }), 'home-manager'));
  expect(home.check([{ owner, tree: { nixpkgs: { config: { x: 1 } }, assertions: [] } }])).toHaveLength(1);
  const disko = new OptionCheck(
    catalogueOf(
      options({ 'disko.devices.disk': 'attribute set of (submodule)', 'disko.devices.disk.<name>.device': 'string' }),
    ),
  );
  const tree = { disko: { devices: { disk: { a: { type: 'disk', device: '/dev/x', size: 1 } } } } };
  expect(disko.check([{ owner, tree }]).map(({ keyPath }) => keyPath)).toEqual(['disko.devices.disk.a.size']);
});

describe('a namespace', () => {
  test.each([true, 'x', 5, null, [1]])('cannot be %j', (value) => {
    expect(codes({ services: { openssh: value } })).toEqual(['OPTION_TYPE services.openssh']);
  });

  test('is declared free by the user', () => {
    const props = { free: ['services.foo', 'programs.*.bar', 'environment."x y"'] };
    expect(
      check({ services: { foo: { a: 1 } }, programs: { x: { bar: 1 } }, environment: { 'x y': 5 } }, props),
    ).toEqual([]);
    expect(codes({ programs: { x: { baz: 1 } }, services: { food: 1 } }, props)).toEqual([
      'OPTION_UNKNOWN programs.x.baz',
      'OPTION_UNKNOWN services.food',
    ]);
  });

  test('that is free is so where the catalogue has it too, also below a chosen name', () => {
    const tree = { services: { nginx: { virtualHosts: { x: { root: 5, more: 1 } } } } };
    expect(
      check(tree, { free: ['services.nginx.virtualHosts.<name>.root', 'services.nginx.virtualHosts.*.more'] }),
    ).toEqual([]);
    expect(check(tree, { free: ['services.nginx'] })).toEqual([]);
    const both = { free: ['services.nginx.virtualHosts.<name>.root', 'services.nginx.virtualHosts.x.more'] };
    expect(check(tree, both)).toEqual([]);
  });

  test('that is free must have a path', () => {
    expect(() => check({}, { free: ['services..x'] })).toThrow(expect.objectContaining({ code: 'OPTION_PATH' }));
  });

  test('of options that the modules declare is known', () => {
    const declared = { estate: { vpn: { port: Nix.raw('lib.mkOption { }') } } };
    const found = new OptionCheck(catalogueOf(CATALOGUE)).check([
      { owner, tree: { estate: { vpn: { port: 5, other: 1 } } } },
      { owner, tree: {}, declared },
    ]);
    expect(found.map(({ keyPath }) => keyPath)).toEqual(['estate.vpn.other']);
    expect(check({ options: declared, config: { estate: { vpn: { port: 1 } } } })).toEqual([]);
  });
});

describe('a value', () => {
  test.each<[string, unknown, string, string]>([
    [
      'of another type',
      { services: { openssh: { enable: 'yes' } } },
      'OPTION_TYPE',
      'true or false is expected, not "yes"',
    ],
    ['null', { services: { openssh: { enable: null } } }, 'OPTION_TYPE', 'true or false is expected, not null'],
    ['a set', { networking: { hostName: {} } }, 'OPTION_TYPE', 'a string that matches [a-z]+ is expected, not a set'],
    ['a list', { networking: { mtu: [] } }, 'OPTION_TYPE', 'null or a whole number is expected, not an empty list'],
    ['out of range', { networking: { share: 1.5 } }, 'OPTION_VALUE', 'a number from 0 to 1 is expected, not 1.5'],
    ['a fraction', { networking: { mtu: 1.5 } }, 'OPTION_TYPE', 'null or a whole number is expected, not 1.5'],
    [
      'not of the pattern',
      { networking: { hostName: 'A b' } },
      'OPTION_VALUE',
      'a string that matches [a-z]+ is expected, not "A b"',
    ],
    [
      'an empty list',
      { programs: { names: [] } },
      'OPTION_VALUE',
      'a list of at least one of strings is expected, not an empty list',
    ],
    [
      'of no alternative',
      { programs: { labels: 5 } },
      'OPTION_TYPE',
      'a string or a list of strings is expected, not 5',
    ],
    [
      'a triple for a pair',
      { programs: { pair: [1, 2, 3] } },
      'OPTION_VALUE',
      'a list of 2: a whole number, a whole number is expected, not a list',
    ],
    ['a path for a module', { programs: { bare: '/x' } }, 'OPTION_TYPE', 'a set of options is expected, not "/x"'],
    ['data for a function', { programs: { wrapper: 'x' } }, 'OPTION_TYPE', 'a function is expected, not "x"'],
    ['data for what Nix makes', { programs: { overlay: {} } }, 'OPTION_TYPE', 'nixpkgs overlay is expected, not a set'],
    [
      'of two tags',
      { programs: { tag: { file: 'x', folder: '/x' } } },
      'OPTION_VALUE',
      'a set with one of file, folder is expected, not a set',
    ],
  ])('%s', (_, tree, code, message) => {
    expect(only(tree)).toMatchObject({ code, message });
  });

  test('in a list is told by its place', () => {
    expect(codes({ services: { openssh: { ports: [22, '80', 65536] } } })).toEqual([
      'OPTION_TYPE services.openssh.ports[1]',
      'OPTION_VALUE services.openssh.ports[2]',
    ]);
  });

  test('beside the options of an open submodule has the type of the others', () => {
    expect(codes({ services: { openssh: { settings: { LogLevel: 'LOUD', X: 5, Match: { Group: 'x' } } } } })).toEqual([
      'OPTION_VALUE services.openssh.settings.LogLevel',
      'OPTION_TYPE services.openssh.settings.X',
      'OPTION_TYPE services.openssh.settings.Match',
    ]);
  });

  test('is held against the alternative that its form means', () => {
    expect(codes({ programs: { alternatives: ['a'] } })).toEqual(['OPTION_TYPE programs.alternatives[0]']);
    expect(codes({ programs: { keys: [1] } })).toEqual(['OPTION_TYPE programs.keys[0]']);
    expect(codes({ programs: { tag: { folder: 'x' } } })).toEqual(['OPTION_VALUE programs.tag.folder']);
    expect(codes({ programs: { data: [{ x: Nix.ref('a') }, undefined] } })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['a number in quotes', { services: { openssh: { ports: ['22'] } } }, 'write 22 without quotes'],
    ['a boolean in quotes', { services: { openssh: { enable: 'true' } } }, 'write true without quotes'],
    ['a number without quotes', { programs: { labels: 5 } }, 'write "5" in quotes'],
    ['a whole number', { networking: { weight: 1 } }, 'write Nix.floating(1)'],
    ['one item', { services: { openssh: { ports: 22 } } }, 'put it into a list: [ … ]'],
    [
      'the name of a package',
      { environment: { systemPackages: ['git'] } },
      'give the package itself, such as Nix.pkg("git")',
    ],
    [
      'a path in the store',
      { environment: { systemPackages: ['/nix/store/x'] } },
      'give the package itself, such as Nix.pkg("git")',
    ],
    ['a relative path', { environment: { etc: { x: { source: 'a/b' } } } }, 'give a path that begins with /'],
    ['a misspelt word', { services: { openssh: { settings: { LogLevel: 'INFOO' } } } }, 'did you mean "INFO"?'],
  ])('that is %s is mended so', (_, tree, mend) => {
    expect(only(tree).mend).toBe(mend);
  });
});

test('a read-only option cannot be set, not even by an Expr', () => {
  expect(only({ system: { release: Nix.ref('x') } })).toMatchObject({
    code: 'OPTION_READ_ONLY',
    keyPath: 'system.release',
    why: expect.stringContaining('second definition'),
  });
});

describe('through what the module system looks through', () => {
  const wrong = (value: unknown) => codes({ services: { openssh: { enable: value } } });

  test.each<[string, (value: any) => unknown]>([
    ['mkDefault', Nix.mkDefault],
    ['mkForce', Nix.mkForce],
    ['mkOverride', (value) => Nix.mkOverride(10, value)],
    ['mkOrder', (value) => Nix.mkOrder(10, value)],
    ['mkBefore', Nix.mkBefore],
    ['mkIf', (value) => Nix.mkIf(Nix.ref('x'), value)],
    ['mkMerge', (value) => Nix.mkMerge([value])],
    ['several', (value) => Nix.mkIf(Nix.ref('x'), Nix.mkMerge([Nix.mkForce(value)]))],
    ['parentheses, let and with', (value) => Nix.withScope(Nix.ref('x'), Nix.letIn([Nix.binding('a', 1)], value))],
    ['if', (value) => Nix.ifElse(Nix.ref('x'), true, value)],
    ['a comment', (value) => Nix.comment('why', value)],
    [
      'a definition as data',
      (value) => ({ _type: 'if', condition: true, content: { _type: 'merge', contents: [value] } }),
    ],
  ])('%s', (_, wrap) => {
    expect(wrong(wrap('yes'))).toEqual(['OPTION_TYPE services.openssh.enable']);
    expect(wrong(wrap(true))).toEqual([]);
    expect(codes({ services: wrap({ openssh: { enable: 5 } }) })).not.toEqual([]);
  });

  test('a definition that cannot be is none', () => {
    expect(wrong(Nix.mkIf(false, 'yes'))).toEqual([]);
    expect(wrong({ _type: 'if', condition: false, content: 'yes' })).toEqual([]);
  });

  test('literals that are written in Nix', () => {
    const nix = (text: string) => codes(Nix.raw(text));
    expect(nix('{ services.openssh = { enable = "yes"; ports = [ 22 "a" x ]; }; }')).toEqual([
      'OPTION_TYPE services.openssh.enable',
      'OPTION_TYPE services.openssh.ports[1]',
    ]);
    expect(nix('{ services.openssh.enable = true; services.openssh.enabel = true; }')).toEqual([
      'OPTION_UNKNOWN services.openssh.enabel',
    ]);
    expect(nix('{ networking = { weight = 1.0; mtu = -1; inherit (x) hostName; ${y} = 1; }; }')).toEqual([]);
    expect(nix('{ networking.weight = 1; networking.mtu = -1.0; }')).toEqual([
      'OPTION_TYPE networking.weight',
      'OPTION_TYPE networking.mtu',
    ]);
    expect(nix("{ networking.hostName = ''\n  a\n''; networking.mtu = (null); }")).toEqual([
      'OPTION_VALUE networking.hostName',
    ]);
    expect(nix('rec { "services" = { "openssh".enable = false; }; x = 1; }')).toEqual(['OPTION_UNKNOWN x']);
    expect(nix('{ services.openssh = x // { enable = 1; }; }')).toEqual([]);
    expect(nix('{ services = lib.mkMerge x; }')).toEqual([]);
  });
});

describe('a whole module', () => {
  test('has imports and the like beside its definitions', () => {
    expect(check({ imports: [1], _file: 'x', key: 'y', disabledModules: [], networking: { mtu: 1 } })).toEqual([]);
  });

  test('may have its definitions in config', () => {
    expect(codes({ imports: [], config: { networking: { mtu: 'x' } } })).toEqual(['OPTION_TYPE networking.mtu']);
    expect(codes({ config: Nix.mkIf(Nix.ref('x'), { nothing: 1 }) })).toEqual(['OPTION_UNKNOWN nothing']);
  });

  test('of a container is held against the same catalogue', () => {
    const config = { services: { openssh: { enabel: true } }, networking: { mtu: 'x' } };
    expect(codes({ containers: { web: { config } } })).toEqual([
      'OPTION_UNKNOWN containers.web.config.services.openssh.enabel',
      'OPTION_TYPE containers.web.config.networking.mtu',
    ]);
    expect(only({ containers: { web: { config: { services: { openssh: { enabel: true } } } } } }).mend).toBe(
      'did you mean containers.web.config.services.openssh.enable?',
    );
    expect(codes({ specialisation: { x: { configuration: config } } })).toHaveLength(2);
    expect(check({ containers: { web: { config } } }, {}, 'other')).toEqual([]);
  });

  test('of a container is left alone where it imports what may declare options', () => {
    const tree = (imports: unknown) => ({ containers: { web: { config: { imports, foo: 1 } } } });
    expect(check(tree([Nix.ref('inputs.x')]))).toEqual([]);
    expect(codes(tree([]))).toEqual(['OPTION_UNKNOWN containers.web.config.foo']);
  });

  test('of a home is held against the catalogue of homes', () => {
    const home = catalogueOf(options({ 'programs.git.enable': 'boolean' }), 'home-manager');
    const checkHome = (alice: unknown) =>
      new OptionCheck(withHomeManager(catalogueOf(CATALOGUE, 'nixos'), home))
        .check([{ owner, tree: { 'home-manager': { users: { alice } } } }])
        .map(({ code, keyPath }) => `${code} ${keyPath}`);
    expect(checkHome({ imports: [Nix.path('./x.nix')], programs: { git: { enable: true } }, assertions: [] })).toEqual(
      [],
    );
    expect(checkHome({ config: { programs: { git: { enable: 1 } } } })).toEqual([
      'OPTION_TYPE home-manager.users.alice.programs.git.enable',
    ]);
    expect(checkHome({ programs: { gti: {} } })).toEqual(['OPTION_UNKNOWN home-manager.users.alice.programs.gti']);
  });
});

describe('with the history of the catalogue', () => {
  const history = [
    {
      removed: [['services', 'old', 'speed']],
      renamed: [
        { from: ['services', 'sshd', 'enable'], to: ['services', 'openssh', 'enable'] },
        { from: ['users', '<name>', 'dir'], to: ['services', 'nginx', 'virtualHosts', '<name>', 'root'] },
        {
          from: ['services', 'nginx', 'virtualHosts', '<name>', 'docRoot'],
          to: ['services', 'nginx', 'virtualHosts', '<name>', 'root'],
        },
      ],
      retyped: [],
      added: [],
    },
  ];

  test('an option that was removed is told as such', () => {
    expect(only({ services: { old: { speed: 3 } } }, { history })).toMatchObject({
      code: 'OPTION_REMOVED',
      keyPath: 'services.old.speed',
    });
  });

  test('an option that was renamed is told by its new name', () => {
    expect(only({ services: { sshd: { enable: true } } }, { history })).toMatchObject({
      code: 'OPTION_RENAMED',
      keyPath: 'services.sshd.enable',
      mend: 'set services.openssh.enable',
    });
    expect(only({ services: { nginx: { virtualHosts: { 'a b': { docRoot: '/' } } } } }, { history })).toMatchObject({
      code: 'OPTION_RENAMED',
      mend: 'set services.nginx.virtualHosts."a b".root',
    });
  });

  test('what was never there is unknown', () => {
    expect(codes({ services: { old: { sped: 3 }, sshd: 5 } }, { history })).toEqual([
      'OPTION_UNKNOWN services.old.sped',
      'OPTION_UNKNOWN services.sshd',
    ]);
  });
});

test('the same Expr in many places is looked at in each', () => {
  const shared: Expr = Nix.value({ enable: 'x' });
  expect(codes({ services: { openssh: shared, nginx: shared } })).toEqual([
    'OPTION_TYPE services.openssh.enable',
    'OPTION_TYPE services.nginx.enable',
  ]);
});

describe('whatever is handed in', () => {
  const names = [
    'services',
    'openssh',
    'settings',
    'enable',
    'ports',
    'nginx',
    'virtualHosts',
    'x',
    'programs',
    'data',
    'tag',
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      NaN,
      12n,
      () => 1,
      Symbol('x'),
      new Date(0),
      new Map(),
      /x/,
      Nix.ref('x'),
    ),
    fc.constantFrom<unknown>(Nix.mkIf(Nix.ref('x'), { a: [1] }), Nix.mkMerge([1, {}]), Nix.floating(2)),
    fc.jsonValue(),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.dictionary(fc.constantFrom(...names, '_type', 'content', '__proto__'), tie('tree'), { maxKeys: 4 }),
      fc.array(tie('tree'), { maxLength: 3 }),
      tie('tree').map((content) => ({ _type: 'override', priority: 1, content })),
    ),
  }));

  test('is judged, and judged the same again', () => {
    const checker = new OptionCheck(catalogueOf(CATALOGUE, 'nixos'));
    fc.assert(
      fc.property(tree, (one) => {
        const found = checker.check([{ owner, tree: one }]);
        expect(checker.check([{ owner, tree: one }])).toEqual(found);
        for (const { message, keyPath, code } of found) {
          expect(code).toMatch(/^OPTION_[A-Z_]+$/);
          expect(keyPath).not.toBe('');
          expect(message).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a wrong value is found behind every wrapper of a right one', () => {
    const wrapper = fc.constantFrom<(value: any) => unknown>(
      Nix.mkDefault,
      Nix.mkForce,
      Nix.mkAfter,
      (value) => Nix.mkIf(Nix.ref('x'), value),
      (value) => Nix.mkMerge([value]),
      (content) => ({ _type: 'override', priority: 1, content }),
      (value) => Nix.ifElse(Nix.ref('x'), value, value),
    );
    const scalar = fc.oneof(
      fc.integer(),
      fc.integer({ min: 0, max: 70_000 }),
      fc.boolean(),
      fc.constantFrom(null, '', '22', 0.5),
    );
    const data = fc.oneof(
      scalar,
      fc.array(fc.oneof(scalar, fc.array(scalar)), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b'), scalar),
    );
    fc.assert(
      fc.property(fc.array(wrapper, { maxLength: 5 }), data, (wrappers, value) => {
        const wrapped = wrappers.reduce<unknown>((inner, wrap) => wrap(inner), value);
        const plain = check({ services: { openssh: { ports: value } } }).length;
        expect(check({ services: { openssh: { ports: wrapped } } }).length).toBe(plain);
      }),
    );
  });

  test('even where it is inside itself', () => {
    const data: Record<string, unknown> = {};
    data.data = data;
    const container: Record<string, unknown> = {};
    container.containers = { x: { config: container } };
    expect(check({ programs: { data } })).toEqual([]);
    expect(check(container)).toEqual([]);
    expect(check({ options: data })).toEqual([]);
    expect(codes({ frob: data })).toEqual(['OPTION_UNKNOWN frob']);
  });
});
