import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, put } from './cosmo';

const HOST = (name: string) => `const ${name} = new Host(app, '${name}', {
  stateVersion: '25.11',
  allowNoLogin: true,
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});
${name}.importFile('nix/run');
`;

const program = (...hosts: string[]) => `import { App, Host } from 'cosmo-nix';

const app = new App({ release: '25.11' });
${hosts.map(HOST).join('')}
app.synth();
`;

function project(): string {
  const root = newProject({
    'cosmo.toml': 'app = "main.ts"\n',
    'main.ts': program('attic', 'cellar'),
    'nix/run/default.nix': '{ environment.etc.motd.source = ./motd.sh; }\n',
  });
  writeFileSync(join(root, 'nix/run/motd.sh'), '#!/bin/sh\n', { mode: 0o755 });
  return root;
}

function filesOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
}

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe('cosmo eject', () => {
  test('writes the flake of all hosts, says what to do with it, and leaves the project as it is', () => {
    const root = project();
    const { code, stdout, stderr } = cosmo(root, ['eject', '--to', 'out/mine']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Writing attic, cellar to out\/mine: \d+ files, 1 input\n/);
    expect(stdout).toContain("nix build './out/mine#nixosConfigurations.attic.config.system.build.toplevel'");
    expect(stdout).toContain('Nothing is left for the program');
    const files = filesOf(join(root, 'out/mine'));
    expect(files).toContain('flake.nix');
    expect(files.some((path) => /cosmo|tree\.json|flake-module/.test(path))).toBe(false);
    for (const path of files) {
      expect([path, text(root, 'out/mine', path)]).toEqual([path, expect.not.stringMatching(/cosmo/i)]);
    }
    const script = files.find((path) => path.endsWith('motd.sh'))!;
    expect(statSync(join(root, 'out/mine', script)).mode % 0o1000).toBe(0o755);
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  test('writes one host, and the lines that keep it in the flake do so', () => {
    const root = project();
    const { code, stdout } = cosmo(root, ['eject', 'attic', '--to', 'by-hand', '--json']);
    const { systems, toInclude, files, version } = JSON.parse(stdout) as Record<string, string[]>;
    expect([code, version, systems]).toEqual([0, 1, ['nixosConfigurations.attic']]);
    expect(files!.sort()).toEqual(filesOf(join(root, 'by-hand')).sort());
    expect(files!.some((path) => path.startsWith('hosts/cellar'))).toBe(false);
    const [imports, , ...lines] = toInclude!;
    const rest = program('cellar').replace('app.synth();', `${lines.join('\n')}\napp.synth();`);
    put(root, { 'main.ts': `${imports}\n${rest}` });
    const synth = cosmo(root, ['synth']);
    expect([synth.stderr, synth.code]).toEqual(['', 0]);
    const flake = text(root, 'nix-out/flake.nix');
    expect(flake).toContain('modules = [ (./assets/by-hand + "/hosts/attic") ];');
    expect(text(root, 'nix-out/assets/by-hand/hosts/attic/default.nix')).toBe(
      text(root, 'by-hand/hosts/attic/default.nix'),
    );
  });

  test('tells how a flake outside of the project is an input of the estate', () => {
    const root = project();
    const outside = newProject({}, { installed: false });
    const { stdout } = cosmo(root, ['eject', 'attic', '--to', outside]);
    expect(stdout).toContain(`{ url: 'git+file://${outside}' }`);
    const lines = stdout.split('These lines keep them in its flake:\n')[1]!.split('\n');
    const rest = program('cellar').replace('app.synth();', `${lines.slice(2).join('\n')}\napp.synth();`);
    put(root, { 'main.ts': `${lines[0]}\n${rest}` });
    const synth = cosmo(root, ['synth']);
    expect([synth.stderr, synth.code]).toEqual(['', 0]);
    expect(text(root, 'nix-out/flake.nix')).toMatch(/attic = inputs\.[A-Za-z0-9_-]+\.nixosConfigurations\.attic;/);
  });

  test('takes the last output with --last, and needs no program for it', () => {
    const root = project();
    expect(cosmo(root, ['synth', '--quiet']).code).toBe(0);
    put(root, { 'main.ts': 'throw new Error("no");\n', 'nix-out/flake.lock': '{}' });
    expect(cosmo(root, ['eject', '--to', 'a']).code).toBe(1);
    expect(existsSync(join(root, 'a'))).toBe(false);
    expect(cosmo(root, ['eject', '--to', 'a', '--last', '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const script = filesOf(join(root, 'a')).find((path) => path.endsWith('motd.sh'))!;
    expect(statSync(join(root, 'a', script)).mode % 0o1000).toBe(0o755);
    expect(text(root, 'a/flake.lock')).toBe('{}');
  });

  test('takes over the output in place, so that synth writes there no more', () => {
    const root = project();
    expect(cosmo(root, ['synth', '--quiet']).code).toBe(0);
    const hand = join(root, 'nix-out/hosts/attic/networking.nix');
    writeFileSync(hand, `${readFileSync(hand, 'utf8')}# by hand\n`);
    const before = filesOf(join(root, 'nix-out'));
    const { code, stdout, stderr } = cosmo(root, ['eject', '--in-place']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('nix-out is yours; synth will not write there again.');
    expect(stdout).toContain('npm uninstall cosmo-nix constructs');
    const gone = ['cosmo.json', 'tree.json', 'flake-module.nix'];
    expect(filesOf(join(root, 'nix-out')).sort()).toEqual(before.filter((path) => !gone.includes(path)).sort());
    expect(readFileSync(hand, 'utf8')).toMatch(/# by hand\n$/);
    for (const path of filesOf(join(root, 'nix-out'))) expect(text(root, 'nix-out', path)).not.toMatch(/cosmo/i);
    expect(cosmo(root, ['synth']).code).toBe(3);
  });

  test('refuses to write over anything, or into the output', () => {
    const root = project();
    put(root, { 'full/other': 'x', 'a-file': 'x' });
    for (const to of ['full', 'a-file']) {
      const { code, stderr } = cosmo(root, ['eject', '--to', to]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('EJECT_NOT_EMPTY')]);
    }
    expect(filesOf(join(root, 'full'))).toEqual(['other']);
    for (const to of ['nix-out', 'nix-out/sub']) {
      expect(cosmo(root, ['eject', '--to', to]).stderr).toContain('EJECT_INTO_OUTPUT');
    }
    mkdirSync(join(root, 'cloned/.git'), { recursive: true });
    expect(cosmo(root, ['eject', '--to', 'cloned']).code).toBe(0);
  });

  test('refuses what it does not know, and what contradicts itself', () => {
    const root = project();
    const refused = (...args: string[]) => {
      const { code, stderr } = cosmo(root, ['eject', ...args]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(refused('atic', '--to', 'x')).toMatch(/HOST_UNKNOWN.*"atic"[^]*did you mean "attic"\?/);
    expect(refused()).toMatch(/EJECT_TO.*\n.*--to FOLDER/);
    expect(refused('--to', '')).toContain('OPTION_EMPTY');
    expect(refused('--in-place', '--to', 'x')).toContain('OPTIONS_CONFLICT');
    expect(refused('attic', '--in-place')).toContain('OPTIONS_CONFLICT');
    expect(refused('--in-place', '--last')).toContain('OPTIONS_CONFLICT');
    expect(refused('--in-place')).toContain('NO_OUTPUT');
    expect(refused('--last', '--to', 'x')).toContain('NO_OUTPUT');
    put(root, { 'main.ts': "import { App } from 'cosmo-nix';\nnew App({ release: '25.11' }).synth();\n" });
    expect(refused('--to', 'x')).toContain('EJECT_NOTHING');
  });
});
