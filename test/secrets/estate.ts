import { fixture, KEYS } from './fixture';
import { AgenixStore, App, Diagnostic, Host, HostProps, SopsStore } from '../../src';
import { newApp, project } from '../support/estate';

/** A project whose files are fixtures, or texts that begin with `=`. */
function projectOf(files: Record<string, string> = {}): string {
  return project(
    Object.fromEntries(
      Object.entries(files).map(([path, from]) => [
        path,
        from.startsWith('=') ? from.slice(1) : fixture(from).toString(),
      ]),
    ),
  );
}

/** An app with such a project. */
function appWith(files: Record<string, string> = {}): App {
  return newApp({ projectRoot: projectOf(files) });
}

/** An app with a store for agenix. */
export function agenix(
  files: Record<string, string> = {},
  adminKeys: Record<string, string> = { ada: KEYS.admin },
): App {
  const app = appWith({ 'secrets/keys/laddie.pub': 'keys/laddie.pub', ...files });
  new AgenixStore(app, 'secrets', { adminKeys });
  return app;
}

/** An app with a store for sops. */
export function sops(files: Record<string, string> = {}, adminKeys: Record<string, string> = { ada: KEYS.admin }): App {
  const app = appWith({ 'secrets/keys/laddie.pub': 'keys/laddie.pub', ...files });
  new SopsStore(app, 'secrets', { adminKeys });
  return app;
}

/** A host that nothing is wrong with. */
export function host(app: App, name = 'laddie', props: Partial<HostProps> = {}): Host {
  return new Host(app, name, {
    stateVersion: '25.11',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
    ...props,
  });
}

/** The codes of all findings. */
export function codes(app: App): string[] {
  return app.check().map(({ code }) => code);
}

/** The one finding of a code. */
export function finding(app: App, code: string): Diagnostic {
  const all = app.check();
  const found = all.filter((one) => one.code === code);
  if (found.length !== 1) {
    throw new Error(`${found.length} findings ${code} among ${all.map((one) => one.code).join(', ')}`);
  }
  return found[0]!;
}

/** A generated file without its first line. */
export function file(app: App, path: string): string {
  const text = app.render()[path];
  if (text === undefined) throw new Error(`no ${path} among ${Object.keys(app.render()).join(', ')}`);
  return text.slice(text.indexOf('\n') + 1);
}
