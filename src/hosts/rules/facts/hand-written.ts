import type { Host } from '../../host';

/** Whether modules that are no data belong to the host: what they set is not all known. */
export function hasHandWritten(host: Host): boolean {
  const files = [...host._imports.keys()].filter((text) => !/^inputs\.(?!self\b)/.test(text)).length;
  // What nixos-generate-config wrote sets no users and nothing of sshd.
  const generated = host._props.hardware?.configurationFile === undefined ? 0 : 1;
  return files > generated || host._modules.some((module) => module._props.source !== undefined);
}
