import { App, Host, NixModule, Template, Testing } from '../../src';
import { refusal } from '../support/estate';

/** A host of an app of its own. */
export function attic(app: App = Testing.app({ release: '25.11' })): Host {
  return new Host(app, 'attic', {
    stateVersion: '25.11',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  });
}

/** The template of a host with one module for each of these options, `m0`, `m1` and so on. */
export function templateOf(...modules: Record<string, any>[]): Template {
  const host = attic();
  modules.forEach((options, index) => new NixModule(host, `m${index}`, { options }));
  return Template.of(host);
}

/** The message of what `run` refuses, with its lines called LINE. */
export function said(run: () => unknown): string {
  return refusal(run).message.replace(/\S+\.ts:\d+/g, 'LINE');
}
