import { App, Host, HostProps, Severity, WslHost, WslHostProps } from '../../src';
import { newApp } from '../support/estate';

/** Public keys whose private halves are thrown away. */
export const ED25519 =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 patrick@example.com';
export const ECDSA =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGp3iRdh2LihHelSy94teFK5PFhO6uKGkZ+oIaohgFhpr5d7d6Idu5WqR+LUhg0V7oWYYB5F4LqUtNnL9ZlryaY= patrick@example.com';
export const RSA =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDvp12P3k3u52u4gq0bm6XHtSR2eRZCzNKwPc85IsOdFrBdtzKcNw0ICyvGCWin+5WPL0dqkDuJk9Nzf+PuZIG2gzoersRXxaVnBNFT01j4eM7u5lTS6/xj9EPnjm2m/Vz8uAdgtPqoCZyRMl1mlObWdr/3+Z5MZ/YeQHteJwD+qX0W28xQrKS4UuWgulko7V8ZG/yGe/6VuGmCTkyc2hE8FxL1tLEmy8lsdy3nF3VilLfYHH1PebgoF6CJVPAmYN5gGsKAh1r4Cf7zWQFaHJMy2Tsnm8aY5puVaz8c9OxvZoiKxUD7J+hdnpR9SA8gK1gn4hBfFmqEtEML7/UxLrFb patrick@example.com';

/** A host that stops at nothing but what the test gives it. */
export function newHost(props: Partial<HostProps> = {}, app: App = newApp(), name = 'box'): Host {
  return new Host(app, name, { stateVersion: '25.11', allowNoLogin: true, ...props });
}

export function newWsl(props: Partial<WslHostProps> = {}, app: App = newApp()): WslHost {
  return new WslHost(app, 'wsl', { stateVersion: '25.11', ...props });
}

/** The rendered files of a host by their names, without the headline. */
export function filesOf(host: Host): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries((host.node.root as App).render())) {
    if (!path.startsWith(`${host.folder}/`)) continue;
    files[path.slice(host.folder.length + 1)] = text.slice(text.indexOf('\n') + 1);
  }
  return files;
}

/** The codes of what a check of the whole estate finds. */
export function findings(host: Host, severity?: Severity): string[] {
  return (host.node.root as App)
    .check()
    .filter((found) => severity === undefined || found.severity === severity)
    .map(({ code }) => code);
}
