/** Mount points that NixOS mounts in the initial RAM disk in any case. */
export const EARLY_MOUNTS: ReadonlySet<string> = new Set(
  '/ /nix /nix/store /var /var/log /var/lib /var/lib/nixos /etc /usr'.split(' '),
);

/** Whether a path, or the name of a dataset, is another one or stands below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}
