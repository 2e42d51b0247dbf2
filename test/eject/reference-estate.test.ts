import { resolve } from 'node:path';
import { asOutput, ejected, outputOf, textsOf, written } from './support';
import type { App } from '../../src';
import { setRunContext } from '../../src/app/run-context';
import { diffOutputs, Output } from '../../src/diff';
import { parseFile } from '../../src/nix/parser';
import { printFile } from '../../src/nix/print';
import { EvaluatedFlake, evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix, nixParses } from '../support/nix';

const repository = resolve(__dirname, '../..');
/** What its owner wrote: the folder that the estate stands in, and where its repository is. */
const OWN_WORDS = /examples\/cosmo|github:example\/cosmo/g;

let output: Output;

beforeAll(() => {
  const apps: App[] = [];
  setRunContext({ root: repository, dryRun: true, apps });
  try {
    jest.requireActual('../../examples/cosmo/main');
  } finally {
    setRunContext(undefined);
  }
  output = outputOf(apps[0]!);
});

const HOSTS = ['classic-laddie', 'johnny-walker', 'macbook', 'wsl'];

describe('the reference estate as its owner keeps it', () => {
  test.each([[[]], ...HOSTS.map((name) => [[name]]), [['wsl', 'macbook']]])(
    'tells nothing of where it comes from: %j',
    (names) => {
      const texts = textsOf(ejected(output, ...names));
      const traces = Object.entries(texts).flatMap(([path, text]) =>
        /cosmo/i.test(path + text.replace(OWN_WORDS, '')) ? [path] : [],
      );
      expect(traces).toEqual([]);
      expect(Object.keys(texts)).not.toContain('tree.json');
      expect(Object.keys(texts)).not.toContain('flake-module.nix');
    },
  );

  test('has all of the estate where nobody is named', () => {
    const { files, systems, leftOutputs, leftFiles } = ejected(output);
    expect(systems.map(({ name }) => name)).toEqual(HOSTS);
    const generated = ['tree.json', 'flake-module.nix'];
    const before = [...output.files.keys()].filter((path) => !generated.includes(path));
    expect([...files.keys()].filter((path) => path !== 'secrets.nix').sort()).toEqual(before.sort());
    expect(leftOutputs).toEqual([]);
    expect(leftFiles).toEqual([
      '.github/workflows/estate.yml',
      '.github/workflows/flake-lock.yml',
      'examples/cosmo/policy.hujson',
    ]);
  });

  test('has of one host what it needs, and no more', () => {
    const { files, inputs } = ejected(output, 'johnny-walker');
    expect(inputs).toEqual(['agenix', 'home-manager', 'nixpkgs']);
    const outside = [...files.keys()].filter((path) => !path.startsWith('hosts/johnny-walker/'));
    expect(outside).toEqual([
      'assets/examples/cosmo/secrets/patrick-password.age',
      'flake.nix',
      'homes/common/default.nix',
      'homes/common/home.nix',
      'homes/dev/default.nix',
      'homes/dev/home.nix',
      'homes/vm/default.nix',
      'modules/base-guest/default.nix',
      'modules/base-guest/guest.nix',
      'secrets.nix',
    ]);
    const flake = textsOf(ejected(output, 'johnny-walker'))['flake.nix']!;
    expect(flake.slice(flake.indexOf('  outputs'))).toBe(`  outputs = inputs: {
    nixosConfigurations.johnny-walker = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/johnny-walker ];
    };
    nixosModules.base-guest = ./modules/base-guest;
    homeModules = {
      common = ./homes/common;
      dev = ./homes/dev;
      vm = ./homes/vm;
    };
    packages.x86_64-linux.johnny-walker-image =
      inputs.self.nixosConfigurations.johnny-walker.config.system.build.images.qemu-efi;
    checks.x86_64-linux.johnny-walker =
      inputs.self.nixosConfigurations.johnny-walker.config.system.build.toplevel;
    formatter.x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
  };
}
`);
  });

  test.each([[[]], ...HOSTS.map((name) => [[name]])])('sets the same options: %j', (names) => {
    const { systems } = diffOutputs(output, asOutput(ejected(output, ...names), output));
    const kept = new Set(ejected(output, ...names).systems.map(({ folder }) => folder));
    const changed = systems.filter(({ system, changes }) => kept.has(system.folder) && changes.length > 0);
    expect(changed.map(({ system }) => system.folder)).toEqual([]);
    // What is not compared as it is gone would show nothing, too.
    expect(systems.filter(({ kind }) => kind === 'removed').every(({ system }) => !kept.has(system.folder))).toBe(true);
  });

  test('defines the same guest', () => {
    const path = 'hosts/classic-laddie/johnny-walker.xml';
    const lines = (files: Output['files']) => String(files.get(path)!.content).split('\n');
    const before = lines(output.files);
    expect(before.filter((line) => /cosmo/.test(line))).toHaveLength(1);
    expect(lines(ejected(output, 'classic-laddie').files)).toEqual(before.filter((line) => !/cosmo/.test(line)));
  });

  test('is written in the canonical form', () => {
    for (const names of [[], ['wsl'], ['classic-laddie']]) {
      for (const [path, text] of Object.entries(textsOf(ejected(output, ...names)))) {
        if (path.endsWith('.nix')) expect([path, printFile(parseFile(text))]).toEqual([path, text]);
      }
    }
  });
});

describeWithNix('the same, evaluated by Nix', () => {
  let before: EvaluatedFlake;

  beforeAll(() => {
    before = evaluated(output.files);
  });

  test.each([[[]], ...HOSTS.map((name) => [[name]])])('makes the same systems: %j', (names) => {
    const wanted = names.length === 0 ? HOSTS : names;
    const { systems } = evaluated(ejected(output, ...names).files);
    expect(Object.keys(systems).sort()).toEqual([...wanted].sort());
    for (const name of wanted) expect(systems[name]).toEqual(before.systems[name]);
  });

  test('is parsed by Nix', async () => {
    const texts = Object.entries(textsOf(ejected(output)));
    const modules = texts.filter(([path]) => path.endsWith('.nix')).map(([, text]) => text);
    expect((await nixParses(modules)).every((parses) => parses)).toBe(true);
  });
});

/** What a flake of these files evaluates to, wherever it stands. */
function evaluated(files: Output['files']): EvaluatedFlake {
  const folder = written(files);
  const text = JSON.stringify(evaluateFlake(folder), (key, value: unknown) => {
    // The inputs themselves, as modules are given them: there are fewer, and what is used of them shows elsewhere.
    return key === 'extraSpecialArgs' || key === 'specialArgs' ? undefined : value;
  });
  // A file's name in the store has its hash, and the definition of a guest has lost its first line.
  return JSON.parse(
    text
      .split(folder)
      .join('/flake')
      .replace(/(\/nix\/store\/)[a-z0-9]{32}/g, '$1'),
  ) as EvaluatedFlake;
}
