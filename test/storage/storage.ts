import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CosmoError, Diagnostic } from '../../src/app';
import { Host } from '../../src/hosts';
import { ZfsPool, ZfsPoolProps, ZfsProvisioning, ZfsVdev } from '../../src/storage';

/** An App in an empty project. */
export function newApp(): App {
  return new App({ projectRoot: mkdtempSync(join(tmpdir(), 'cosmo-storage-')), release: '25.11' });
}

/** The refusal that `run` ends in. */
export function refusal(run: () => unknown): CosmoError {
  try {
    run();
  } catch (error) {
    if (CosmoError.isCosmoError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A host that nothing is to be said about but its storage. */
export function hostOf(app: App = newApp(), name: string = 'server', props: Record<string, any> = {}): Host {
  return new Host(app, name, { stateVersion: '25.11', allowNoLogin: true, ...props });
}

/** Paths of disks by their names. */
export function ids(...names: string[]): string[] {
  return names.map((name) => `/dev/disk/by-id/${name}`);
}

/** A pool that disko makes, of one mirror unless told otherwise. */
export function freshPool(props: ZfsPoolProps = {}, id: string = 'tank', host: Host = hostOf()): ZfsPool {
  return new ZfsPool(host, id, {
    provisioning: ZfsProvisioning.DISKO,
    layout: { data: [ZfsVdev.mirror(ids('a', 'b'))] },
    ...props,
  });
}

/** The code of a refusal. */
export function refused(run: () => unknown): string | undefined {
  return refusal(run).code;
}

/** What is found about storage, as severity and code. */
export function found(app: App): string[] {
  return storageFindings(app).map(({ severity, code }) => `${severity} ${code}`);
}

/** What is found about storage. */
export function storageFindings(app: App): Diagnostic[] {
  return app.check().filter(({ code }) => !code.startsWith('HOST_'));
}

/** The App of a construct. */
export function appOf(pool: ZfsPool): App {
  return App.of(pool);
}

/** A rendered file of the host without its headline. */
export function file(app: App, name: string, host: string = 'server'): string {
  const text = app.render()[`hosts/${host}/${name}.nix`];
  if (text === undefined) throw new Error(`no ${name}.nix in ${Object.keys(app.render()).join(', ')}`);
  return text.replace(/^#.*\n/, '');
}
