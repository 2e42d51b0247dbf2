import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App, Diagnostic } from '../../src/app';
import { Host, HostProps } from '../../src/hosts';

/** An app whose project holds `files`. */
export function appWith(files: Record<string, string> = {}): App {
  const projectRoot = mkdtempSync(join(tmpdir(), 'cosmo-estate-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), text);
  }
  return new App({ projectRoot });
}

/** A host with nothing on it that these tests look at. */
export function hostOf(app: App, name: string = 'server', props: Partial<HostProps> = {}): Host {
  return new Host(app, name, {
    stateVersion: '25.11',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
    ...props,
  });
}

/** The codes of findings, with their severities. */
export function codes(found: readonly Diagnostic[]): string[] {
  return found.map(({ severity, code }) => `${severity} ${code}`);
}

/** A rendered file without its headline. */
export function file(app: App, path: string): string {
  const text = app.render()[path];
  if (text === undefined) throw new Error(`no ${path} in ${Object.keys(app.render()).join(', ')}`);
  return text.replace(/^#.*\n/, '');
}
