import { existsSync, mkdtempSync, readFileSync, realpathSync, statSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from '../../src/app/app';
import { Diagnostics } from '../../src/app/diagnostics';
import { NixModule } from '../../src/app/nix-module';
import { NixosSystem } from '../../src/app/nixos-system';
import { RunContext, setRunContext } from '../../src/app/run-context';
import type { ProgramReport } from '../../src/app/synth';

function folder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-synth-')));
}

function estate(root: string, module = 'web'): App {
  const app = new App({ projectRoot: root, release: '25.11' });
  new NixModule(new NixosSystem(app, 'server'), module, { options: { services: { nginx: { enable: true } } } });
  return app;
}

/** Run with this context, as a command line would set it. */
function within<T>(context: RunContext, run: () => T): T {
  setRunContext(context);
  try {
    return run();
  } finally {
    setRunContext(undefined);
  }
}

/** Run with these variables in the environment, as a program of its own. */
function withEnv<T>(env: Record<string, string>, run: () => T): T {
  Object.assign(process.env, env);
  try {
    return run();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    setRunContext(undefined);
  }
}

describe('synth', () => {
  test('writes the output below the project root and says what it did', () => {
    const root = folder();
    const result = estate(root).synth();
    expect(result).toMatchObject({
      outdir: join(root, 'nix-out'),
      systems: ['nixosConfigurations.server'],
      changed: [],
      removed: [],
      unchanged: 0,
      left: [],
      edited: [],
      diagnostics: [],
    });
    expect(result.created).toContain('hosts/server/web.nix');
    for (const file of result.created) expect(existsSync(join(result.outdir, file))).toBe(true);
  });

  test('again, by the same or by another App, changes nothing and touches no file', () => {
    const root = folder();
    const app = estate(root);
    const first = app.synth();
    const file = join(first.outdir, 'flake.nix');
    utimesSync(file, 1000, 1000);
    for (const result of [app.synth(), estate(root).synth()]) {
      expect(result).toMatchObject({ created: [], changed: [], removed: [], unchanged: first.created.length });
    }
    expect(statSync(file).mtimeMs).toBe(1_000_000);
  });

  test('gives the findings that stop nothing', () => {
    const app = estate(folder());
    Diagnostics.of(app).warning({ code: 'SO_SO', message: 'not ideal' });
    expect(app.synth().diagnostics).toEqual([{ severity: 'warning', code: 'SO_SO', message: 'not ideal', path: '' }]);
  });

  test('with an error throws and leaves the output as it was', () => {
    const root = folder();
    const { outdir } = estate(root).synth();
    const before = readFileSync(join(outdir, 'cosmo.json'), 'utf8');
    const bad = estate(root, 'other');
    Diagnostics.of(bad).error({ code: 'BAD', message: 'no' });
    expect(() => bad.synth()).toThrow('error BAD: no');
    expect(readFileSync(join(outdir, 'cosmo.json'), 'utf8')).toBe(before);
    expect(existsSync(join(outdir, 'hosts/server/other.nix'))).toBe(false);
  });

  test('takes the output folder of the props', () => {
    const root = folder();
    const app = new App({ projectRoot: root, outdir: 'a/b' });
    expect(app.synth().outdir).toBe(join(root, 'a/b'));
  });

  test('refuses to overwrite what was edited by hand', () => {
    const root = folder();
    const { outdir } = estate(root).synth();
    writeFileSync(join(outdir, 'flake.nix'), '# mine\n');
    expect(() => estate(root).synth()).toThrow('WRITE_EDITED_BY_HAND');
    expect(readFileSync(join(outdir, 'flake.nix'), 'utf8')).toBe('# mine\n');
  });
});

describe('the command line that runs a program', () => {
  test('gives it root, output folder and force, which go before its props', () => {
    const root = folder();
    const make = () => new App({ outdir: 'own', release: '25.11' });
    const { outdir } = within({ root, outdir: 'there' }, () => make().synth());
    expect(outdir).toBe(join(root, 'there'));
    writeFileSync(join(outdir, 'flake.nix'), '# mine\n');
    expect(within({ root, outdir: 'there', force: true }, () => make().synth()).edited).toEqual(['flake.nix']);
  });

  test('is given the app, and what each synth did', () => {
    const apps: App[] = [];
    const results: RunContext['results'] = [];
    const app = within({ root: folder(), apps, results }, () => {
      const made = new App();
      made.synth();
      made.synth();
      return made;
    });
    expect(apps).toEqual([app]);
    expect(results.map((result) => result.created.length > 0)).toEqual([true, false]);
  });

  test('lets it make one App; without it, there may be many', () => {
    expect(() => within({ root: folder(), apps: [] }, () => [new App(), new App()])).toThrow('APP_SEVERAL');
    expect([new App(), new App()]).toHaveLength(2);
  });

  test('speaks to another process by the environment, and is left a report', () => {
    const root = folder();
    const report = join(root, 'report.json');
    const env = { COSMO_ROOT: root, COSMO_OUT: 'there', COSMO_FORCE: '', COSMO_REPORT: report };
    const results = withEnv(env, () => {
      const app = new App();
      return [app.synth(), app.synth()];
    });
    expect(results[0]!.outdir).toBe(join(root, 'there'));
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual({ results, rules: [] });
  });

  test('is left the findings of a check that failed, and what stands from before', () => {
    const root = folder();
    const report = join(root, 'report.json');
    withEnv({ COSMO_ROOT: root, COSMO_REPORT: report }, () => {
      const app = new App();
      app.synth();
      Diagnostics.of(app).error({ code: 'BAD', message: 'no' });
      expect(() => app.synth()).toThrow('BAD');
    });
    const { results, error } = JSON.parse(readFileSync(report, 'utf8')) as ProgramReport;
    expect(results).toHaveLength(1);
    expect(error).toMatchObject({
      code: 'CHECK_FAILED',
      checkFailed: true,
      audit: { diagnostics: [{ severity: 'error', code: 'BAD', message: 'no' }], acknowledged: [] },
    });
  });
});
