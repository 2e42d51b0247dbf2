import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attic, said } from './support';
import { App, Asset, Host, Match, NixModule, NixosContainer, ProjectFile, Severity, Testing } from '../../src';
import { removeTestFolders, testFolder } from '../../src/testing/folders';
import { outputText } from '../../src/testing/output-text';
import { refusal } from '../support/estate';

describe('an app for tests', () => {
  const variables = { COSMO_ROOT: '/nowhere', COSMO_OUT: 'elsewhere', COSMO_DRY_RUN: '1', COSMO_WARNINGS: 'error' };

  beforeEach(() => Object.assign(process.env, variables));
  afterEach(() => Object.keys(variables).forEach((name) => delete process.env[name]));

  test('is reached by no variable of the environment', () => {
    const app = Testing.app();
    attic(app);
    expect([app.outdir, app.warningsAsErrors, app.projectRoot === '/nowhere']).toEqual(['nix-out', false, false]);
    app.synth();
    expect(existsSync(join(app.projectRoot, 'nix-out/flake.nix'))).toBe(true);
    expect(new App().outdir).toBe('elsewhere');
  });

  test('is an App as any other', () => {
    const app = Testing.app({ release: '25.11', outdir: 'out' });
    expect([App.isApp(app), app instanceof App, app.constructor.name]).toEqual([true, true, 'App']);
    expect([app.release, app.outdir]).toEqual(['25.11', 'out']);
  });

  test('has a project of its own, with the files that it is given', () => {
    const app = Testing.app({ files: { 'a/b.txt': 'b' } });
    expect(readdirSync(app.projectRoot)).toEqual(['a']);
    expect(readdirSync(Testing.app().projectRoot)).toEqual([]);
    expect(new Asset(attic(app), 'asset', { path: 'a/b.txt' }).target).toBe('assets/attic/b.txt');
  });

  test('may stand in a folder that is given', () => {
    expect(Testing.app({ projectRoot: __dirname }).projectRoot).toBe(__dirname);
  });

  test.each(['../x', '/x', '.'])('refuses the file %s outside of the project', (path) => {
    expect(refusal(() => Testing.app({ files: { [path]: '' } })).code).toBe('TEST_FILE_PATH');
  });

  test('leaves nothing behind', () => {
    const folder = testFolder();
    removeTestFolders();
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(testFolder())).toBe(true);
  });
});

describe('synth', () => {
  test('gives all files as texts, sorted, without what is for machines', () => {
    const app = Testing.app({ release: '25.11', files: { 'x.bin': 'abc' } });
    const host = attic(app);
    new Asset(host, 'asset', { path: 'x.bin' });
    new ProjectFile(app, 'file', { path: '.tool/x.yml', content: 'x: 1\n' });
    const texts = Testing.synth(app);
    const paths = Object.keys(texts);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toEqual(expect.arrayContaining(['../.tool/x.yml', 'assets/attic/x.bin', 'flake.nix']));
    expect(paths).not.toContain('tree.json');
    expect(texts['assets/attic/x.bin']).toBe(
      '(copied: 3 bytes, sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad)\n',
    );
    expect(texts['flake.nix']).toBe(app.render()['flake.nix']);
    expect(Object.keys(Testing.synth(app, { tree: true }))).toContain('tree.json');
  });

  test('stops at errors, unless told', () => {
    const app = Testing.app();
    const host = attic(app);
    new NixModule(host, 'web', { options: { services: { paperless: { enable: true, port: 22 } } } });
    expect(refusal(() => Testing.synth(app)).code).toBe('CHECK_FAILED');
    expect(Object.keys(Testing.synth(app, { unchecked: true }))).toContain('flake.nix');
    expect(Object.keys(Testing.synthSystem(host))).toContain('hosts/attic/default.nix');
  });

  test('of a system gives its own files and those of what is inside it', () => {
    const app = Testing.app();
    const host = attic(app);
    attic(Testing.app());
    new Host(app, 'attic-two', { stateVersion: '25.11', allowNoLogin: true });
    const web = new NixosContainer(host, 'web');
    new NixModule(web.inside, 'x', { options: { services: { x: { enable: true } } } });
    const paths = Object.keys(Testing.synthSystem(host));
    expect(paths).toContain('hosts/attic/web/x.nix');
    expect(paths.filter((path) => !path.startsWith('hosts/attic/'))).toEqual([]);
  });

  test('is read in a review', () => {
    expect(outputText({ 'a.nix': '{\n  a = "\\${x}";\n}\n', 'b.nix': '{ }' })).toBe(
      '──── a.nix\n{\n  a = "\\${x}";\n}\n\n──── b.nix\n{ }\n',
    );
  });
});

describe('findings', () => {
  /** An estate with one error. */
  function broken(): App {
    const app = Testing.app({ release: '25.11' });
    new NixModule(attic(app), 'web', {
      options: { services: { paperless: { enable: true, port: 22 } } },
    });
    return app;
  }

  test('are given, all or of a code', () => {
    const found = Testing.diagnostics(broken());
    expect(found.length).toBeGreaterThan(0);
    expect(Testing.diagnostics(broken(), found[0]!.code)).toEqual(found.filter(({ code }) => code === found[0]!.code));
  });

  test('are expected, and given for a closer look', () => {
    const [first] = Testing.diagnostics(broken());
    const found = Testing.expectDiagnostic(broken(), first!.code, {
      severity: Severity.ERROR,
      path: first!.path,
      message: Match.stringLike('*22*'),
    });
    expect(found).toEqual(first);
  });

  test('that are not there are told, with those that are', () => {
    expect(said(() => Testing.expectDiagnostic(Testing.app(), 'X_Y'))).toMatchInlineSnapshot(`
     "DIAGNOSTIC_MISSING: the checks do not find X_Y

     they find nothing"
    `);
    const [{ code } = { code: '' }] = Testing.diagnostics(broken());
    const { message } = refusal(() => Testing.expectDiagnostic(broken(), `${code}S`));
    expect(message).toContain(`did you mean ${code}?`);
    expect(said(() => Testing.expectDiagnostic(broken(), code, { path: 'x' }))).toMatchInlineSnapshot(`
     "DIAGNOSTIC_MISSING: the checks find SERVICE_PORT_TAKEN, and not as expected

     error SERVICE_PORT_TAKEN: port 22 (TCP) of attic is taken: sshd and paperless (on 127.0.0.1) listen on it
       at attic/web, services.paperless.port
       with attic
       why: the second service cannot bind the port and does not start; it is found when the machine runs
       mend: give one of the two another port: services.paperless.port
       # ✗ path: want "x", have "attic/web""
    `);
  });

  test('are not expected', () => {
    const app = Testing.app({ release: '25.11' });
    attic(app);
    Testing.expectNoDiagnostics(app);
    Testing.expectNoDiagnostics(broken(), 'X_Y');
    expect(said(() => Testing.expectNoDiagnostics(broken()))).toMatchInlineSnapshot(`
     "DIAGNOSTIC_FOUND: the checks find something

       error SERVICE_PORT_TAKEN: port 22 (TCP) of attic is taken: sshd and paperless (on 127.0.0.1) listen on it
         at attic/web, services.paperless.port
         with attic
         why: the second service cannot bind the port and does not start; it is found when the machine runs
         mend: give one of the two another port: services.paperless.port"
    `);
  });
});
