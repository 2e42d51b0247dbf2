import { ejected, outputOf, textsOf } from './support';
import { NixModule, ProjectFile, TextFile } from '../../src';
import { takeOver } from '../../src/eject';
import { withoutHeadline } from '../../src/eject/headline';
import { movedRules } from '../../src/eject/rules-files';
import { output as outputWith } from '../diff/outputs';
import { newApp, project } from '../support/estate';
import { hostOf } from '../support/small-estate';

const SAYS = 'Written by cosmo: change the estate, not this file.';

describe('the line that says who wrote a file', () => {
  test.each([
    ['# attic/web. ' + SAYS + '\n{ }\n', '{ }\n'],
    ['# attic/web/Resource. ' + SAYS + '\n{ }\n', '{ }\n'],
    [`# ${SAYS}\n{ }\n`, '{ }\n'],
    [`# The web server. ${SAYS}\n{ }\n`, '# The web server\n{ }\n'],
    [`// ${SAYS}\n{}\n`, '{}\n'],
    [`; ${SAYS}\n[a]\n`, '[a]\n'],
    [`<?xml version="1.0"?>\n<!-- ${SAYS} -->\n<a/>\n`, '<?xml version="1.0"?>\n<a/>\n'],
    [`<domain>\n  <!-- ${SAYS} -->\n</domain>\n`, '<domain>\n</domain>\n'],
    ['# mine\n{ }\n', '# mine\n{ }\n'],
    [`{\n\n\n\n  # ${SAYS}\n}\n`, `{\n\n\n\n  # ${SAYS}\n}\n`],
  ])('%j', (before, after) => {
    expect(withoutHeadline(before, ['attic/web/Resource', 'hosts/attic/web.nix', 'attic/web'])).toBe(after);
  });
});

test('comments, descriptions and files of the user stay', () => {
  const root = project({ 'nix/hand.nix': `# ${SAYS}\n{ }\n`, 'run.sh': '#!/bin/sh\n' });
  const app = newApp({ projectRoot: root });
  const attic = hostOf(app, 'attic');
  attic.addNix('{\n  # Only here.\n  services.smartd.enable = true;\n}');
  new NixModule(attic, 'web', { description: 'The web server', options: { services: { nginx: { enable: true } } } });
  attic.importFile('nix/hand.nix');
  new TextFile(attic, 'motd', { fileName: 'motd', content: 'cosmo is a dog\n' });
  const { files } = ejected(outputOf(app));
  const texts = textsOf(ejected(outputOf(app)));
  expect(Object.values(texts)).toContain('{\n  # Only here.\n  services.smartd.enable = true;\n}\n');
  expect(texts['hosts/attic/web.nix']).toBe('# The web server\n{\n  services.nginx.enable = true;\n}\n');
  expect(texts['hosts/attic/motd']).toBe('cosmo is a dog\n');
  const hand = [...files].find(([path]) => path.endsWith('hand.nix'))!;
  expect(Buffer.from(hand[1].content as string).toString('utf8')).toBe(`# ${SAYS}\n{ }\n`);
});

describe('rules for encrypted files', () => {
  const there = new Set(['secrets/a.age', 'secrets/a.b.yaml']);
  const moved = (path: string) => (path === 'secrets/' || there.has(path) ? `assets/${path}` : undefined);

  test('of agenix name the files where they are now, and only those that came along', () => {
    const rules = `let
  attic = "ssh-ed25519 AAAA attic";
  cellar = "ssh-ed25519 BBBB cellar";
  me = "ssh-ed25519 CCCC me";
in
{
  "secrets/a.age".publicKeys = [
    attic
    me
  ];
  "secrets/b.age".publicKeys = [
    cellar
    me
  ];
}
`;
    expect(movedRules('secrets.nix', rules, moved)).toBe(`let
  attic = "ssh-ed25519 AAAA attic";
  me = "ssh-ed25519 CCCC me";
in
{
  "assets/secrets/a.age".publicKeys = [
    attic
    me
  ];
}
`);
    expect(movedRules('secrets.nix', rules, () => undefined)).toBeUndefined();
    expect(movedRules('shell.nix', '{ pkgs }: pkgs.hello', moved)).toBeUndefined();
    expect(movedRules('other.nix', '{ a = 1; }', moved)).toBeUndefined();
  });

  test('of sops do, too', () => {
    const rules = `creation_rules:
  - path_regex: '^secrets/a\\.b\\.yaml$'
    key_groups:
      - age:
          - age1aaa # attic
  - path_regex: '^secrets/gone\\.yaml$'
    key_groups:
      - age:
          - age1bbb # cellar
  # any other file is the administrators' alone
  - path_regex: '^secrets/'
    key_groups:
      - age:
          - age1ccc # me
`;
    expect(movedRules('.sops.yaml', rules, moved)).toBe(`creation_rules:
  - path_regex: '^assets/secrets/a\\.b\\.yaml$'
    key_groups:
      - age:
          - age1aaa # attic
  # any other file is the administrators' alone
  - path_regex: '^assets/secrets/'
    key_groups:
      - age:
          - age1ccc # me
`);
    expect(movedRules('renovate.yaml', 'a: 1\n', moved)).toBeUndefined();
  });

  test('stand at the top, and other files beside the output are named', () => {
    const from = outputWith(
      {
        'flake.nix':
          '{ inputs = { }; outputs = inputs: { nixosConfigurations.attic = inputs.nixpkgs.lib.nixosSystem { modules = [ ./hosts/attic ]; }; }; }',
        'hosts/attic/default.nix': '{ x = ../../assets/secrets/a.age; }',
        'assets/secrets/a.age': 'age-encryption.org/v1',
      },
      { 'secrets/secrets.nix': '{ "secrets/a.age".publicKeys = [ ]; }', '.github/workflows/x.yml': 'a: 1\n' },
    );
    const { files, leftFiles } = ejected(from, 'attic');
    expect(files.get('secrets.nix')!.content).toBe('{ "assets/secrets/a.age".publicKeys = [ ]; }\n');
    expect(leftFiles).toEqual(['.github/workflows/x.yml']);
  });
});

test('an output that is taken over keeps its files, and loses what only a generated one has', () => {
  const app = newApp();
  const attic = hostOf(app, 'attic');
  new NixModule(attic, 'web', { options: { services: { nginx: { enable: true } } } });
  new ProjectFile(app, 'beside', { path: 'beside.yml', content: `# ${SAYS}\na: 1\n` });
  const from = outputOf(app);
  const { files, projectFiles, removed } = takeOver(from, 'nix-out');
  expect(removed).toEqual(['cosmo.json', 'tree.json', 'flake-module.nix']);
  const modules = [...from.files.keys()].filter((path) => path.endsWith('.nix') && path !== 'flake-module.nix');
  expect([...files.keys()].sort()).toEqual(modules.sort());
  for (const [path, { content }] of files) {
    expect([path, String(content)]).not.toEqual([path, expect.stringMatching(/cosmo/i)]);
  }
  expect(projectFiles.get('beside.yml')!.content).toBe('a: 1\n');
});
