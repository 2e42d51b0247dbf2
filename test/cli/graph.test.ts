import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { cosmo, newProject, PACKAGE, Ran } from './cosmo';

const PROGRAM = `import { App, Host, NixosContainer } from 'cosmo-nix';

const app = new App({ release: '25.11', description: 'Home' });
const host = new Host(app, 'server', {
  stateVersion: '25.11',
  allowNoLogin: true,
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});
new NixosContainer(host, 'wiki', { stateVersion: '25.11' });
console.log('the program speaks');
app.synth();
`;

function project(program = PROGRAM): string {
  return newProject({ 'main.ts': program, 'cosmo.toml': 'app = "main.ts"\n' });
}

/** A run, and the JSON that it printed. */
function json(ran: Ran): any {
  return JSON.parse(ran.stdout);
}

describe('cosmo graph', () => {
  test('prints an SVG on standard output, writes nothing, and keeps what the program prints off it', () => {
    const root = project();
    const { code, stdout, stderr } = cosmo(root, ['graph']);
    expect([code, stderr]).toEqual([0, 'the program speaks\n']);
    expect(stdout).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(stdout).toContain('data-id="server/wiki"');
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
    // The same on every run.
    expect(cosmo(root, ['graph']).stdout).toBe(stdout);
  });

  test('prints nodes and edges as JSON', () => {
    const graph = json(cosmo(project(), ['graph', '--json']));
    expect(graph).toMatchObject({ version: 1, title: 'Home' });
    expect(graph.nodes[0]).toEqual({
      id: 'server',
      kind: 'host',
      topic: 'hosts',
      label: 'server',
      facts: ['NixOS · x86_64-linux'],
    });
    expect(graph.edges).toContainEqual(expect.objectContaining({ kind: 'attached', from: 'server/wiki' }));
  });

  test.each([
    ['estate.svg', /^<svg /],
    ['estate.mmd', /^---\ntitle: "Home"\n---\nflowchart LR\n/],
    ['estate.gv', /^digraph "Home" \{\n/],
    ['estate.html', /^<!doctype html>\n/],
    ['estate.json', /^\{\n {2}"version": 1,/],
  ])('writes %s in the form that its name says', (name, form) => {
    const root = project();
    const { code, stdout, stderr } = cosmo(root, ['graph', '--out', name]);
    expect([code, stdout, stderr]).toEqual([0, '', `the program speaks\n${name}\n`]);
    expect(readFileSync(join(root, name), 'utf8')).toMatch(form);
  });

  test('takes a form before the name, and a path from the folder that it is called in', () => {
    const root = project();
    mkdirSync(join(root, 'docs'));
    expect(cosmo(join(root, 'docs'), ['graph', '-q', '--format', 'dot', '-o', 'x.svg']).code).toBe(0);
    expect(readFileSync(join(root, 'docs/x.svg'), 'utf8')).toMatch(/^digraph/);
  });

  test('shows the topics and the host that are asked for', () => {
    const kinds = (...args: string[]) =>
      json(cosmo(project(), ['graph', '--json', ...args])).nodes.map(({ kind }: { kind: string }) => kind);
    expect(kinds('--only', 'hosts')).toEqual(['host', 'container']);
    expect(kinds('--only', 'network,secrets')).toEqual(['host', 'container', 'network']);
    expect(kinds('--host', 'wiki', '--only', 'hosts')).toEqual(['host', 'container']);
  });

  test.each([
    [['--only', 'hots'], 'GRAPH_TOPIC', 'did you mean hosts?'],
    [['--only', ','], 'OPTION_EMPTY', 'there are hosts, network, storage, secrets, connections'],
    [['--host', 'sever'], 'GRAPH_HOST', 'did you mean server?'],
    [['--host', ''], 'OPTION_EMPTY', 'give --host a value'],
    [['--out', ' '], 'OPTION_EMPTY', 'give --out a value'],
    [['--open', '--format', 'svg'], 'OPTIONS_CONFLICT', 'give one of the two'],
    [['--json', '--format', 'svg'], 'OPTIONS_CONFLICT', 'give one of the two'],
    [['--theme', 'dark', '--format', 'dot'], 'OPTIONS_CONFLICT', 'leave it out, or give --format svg'],
    [['--quiet', '--verbose'], 'OPTIONS_CONFLICT', 'give one of the two'],
  ])('refuses %j', (args, problem, mend) => {
    const { code, stdout, stderr } = cosmo(project(), ['graph', ...args]);
    expect([code, stdout]).toEqual([2, expect.not.stringContaining('<svg')]);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(mend);
  });

  test('has no picture of an estate with errors, and says which', () => {
    const broken = PROGRAM.replace('import { App', 'import { Diagnostics, App').replace(
      'app.synth()',
      "Diagnostics.of(host).error({ code: 'BAD', message: 'it is bad' });\napp.synth()",
    );
    const { code, stdout, stderr } = cosmo(project(broken), ['graph', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.diagnostics).toContainEqual(expect.objectContaining({ code: 'BAD' }));
    expect(stderr).toContain('error BAD: it is bad');
  });

  test('says where it could not write', () => {
    const { code, stderr } = cosmo(project(), ['graph', '--out', 'no/such/folder/x.svg']);
    expect(code).toBe(3);
    expect(stderr).toContain('WRITE_GRAPH');
  });

  test('draws the estate of a program that runs by itself, or ends itself', () => {
    const root = newProject({
      'main.js': `const { App, Host } = require('cosmo-nix');
const app = new App({ release: '25.11' });
new Host(app, 'alone', { stateVersion: '25.11', allowNoLogin: true, fileSystems: { '/': { device: '/dev/sda1', fsType: 'ext4' } } });
app.synth();
process.exit(0);
`,
    });
    for (const app of ['node main.js', 'main.js']) {
      const { code, stdout } = cosmo(root, ['graph', '--json', '--app', app]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout).nodes[0].label).toBe('alone');
    }
  });

  test('opens the page with the program of the desktop, and tells where it is', () => {
    const root = project();
    const bin = join(root, 'bin');
    mkdirSync(bin);
    const name = process.platform === 'darwin' ? 'open' : 'xdg-open';
    writeFileSync(join(bin, name), `#!/bin/sh\necho "$1" > "${root}/opened"\n`);
    chmodSync(join(bin, name), 0o755);
    const { code, stdout, stderr } = cosmo(root, ['graph', '--open'], { PATH: `${bin}:/usr/bin:/bin` });
    expect([code, stdout]).toEqual([0, '']);
    const page = stderr.trim().split('\n').at(-1)!;
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
    const opened = join(root, 'opened');
    for (let i = 0; i < 100 && !existsSync(opened); i++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
    expect(readFileSync(opened, 'utf8').trim()).toBe(page);
    rmSync(dirname(page), { recursive: true });
  });

  test('opens nothing that was not asked for, and says where nothing can open it', () => {
    const root = project();
    const { code, stderr } = cosmo(root, ['graph', '--open'], { PATH: join(root, 'none') });
    expect(code).toBe(4);
    expect(stderr).toContain('cosmo graph --out estate.html');
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  test('is current in the README: cosmo graph --out docs/images/cosmo.svg mends what differs', () => {
    expect(readFileSync(join(PACKAGE, 'docs/images/cosmo.svg'), 'utf8')).toBe(cosmo(PACKAGE, ['graph']).stdout);
  });
});
