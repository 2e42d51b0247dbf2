import { mkdtempSync, realpathSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, DarwinHost, DarwinHostProps, Severity } from '../../../src';
import { newApp } from '../../support/estate';
import { evaluateFlake } from '../../support/evaluate-flake';

export function newMac(props: Partial<DarwinHostProps> = {}, app: App = newApp(), name = 'macbook'): DarwinHost {
  return new DarwinHost(app, name, { stateVersion: 6, ...props });
}

/** The rendered files of a Mac by their names, without the headline. */
export function filesOf(mac: DarwinHost): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries((mac.node.root as App).render())) {
    if (!path.startsWith(`${mac.folder}/`)) continue;
    files[path.slice(mac.folder.length + 1)] = text.slice(text.indexOf('\n') + 1);
  }
  return files;
}

/** The codes of what a check of the whole estate finds. */
export function findings(app: App, severity?: Severity): string[] {
  return app
    .check()
    .filter((found) => severity === undefined || found.severity === severity)
    .map(({ code }) => code);
}

/** What the systems of an estate set, by real Nix. */
export function evaluated(make: (app: App) => void): Record<string, Record<string, any>> {
  const app = newApp({ projectRoot: realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-mac-'))) });
  make(app);
  return evaluateFlake(app.synth().outdir).systems;
}
