import { Construct } from 'constructs';
import { NixModule, System } from '../app';
import { Nix } from '../nix';
import type { HostKey } from './host-key';
import { keysOf } from './host-keys';
import type { RecipientKey } from './recipient-key';
import type { SecretStore } from './secret-store';
import type { SecretUse } from './secret-use';
import { mergeOptions } from '../app/option-tree';

/** All secrets of a System: one module of it, whichever constructs use them. */
export class SystemSecrets extends Construct {
  /** The secrets of a System; the same object each time. */
  public static _of(system: System): SystemSecrets {
    return (system.node.tryFindChild('$secrets') as SystemSecrets | undefined) ?? new SystemSecrets(system);
  }

  /** The secrets of a System where it has any. */
  public static _peek(system: System): SystemSecrets | undefined {
    return system.node.tryFindChild('$secrets') as SystemSecrets | undefined;
  }

  public readonly system: System;
  public readonly uses: SecretUse[] = [];
  public readonly keys: HostKey[] = [];
  public readonly stores = new Set<SecretStore>();

  private constructor(system: System) {
    super(system, '$secrets');
    this.system = system;
    const module = new NixModule(this, 'module', {
      fileName: 'secrets',
      description: `Secrets (${system.systemName})`,
    });
    module._supply(() => this.options());
  }

  public _addKey(key: HostKey): void {
    this.keys.push(key);
  }

  public _addUse(use: SecretUse): void {
    const { store } = use.secret;
    this.uses.push(use);
    if (this.stores.has(store)) return;
    this.stores.add(store);
    store._backend.importInto(this.system);
  }

  /** The public keys that decrypt here, as far as the store can use them. */
  public keysFor(store: SecretStore): RecipientKey[] {
    return keysOf(this.system).filter((key) => store._backend.refuseKey(key) === undefined);
  }

  private options(): Record<string, any> | undefined {
    let options: Record<string, any> | undefined;
    for (const store of this.stores) {
      const uses = this.uses.filter((use) => use.secret.store === store);
      const more = store._backend.options(this.system, uses, this.keys);
      options = options === undefined ? more : mergeOptions(options, more, this);
    }
    return options && { ...options, ...this.mounts() };
  }

  /** The host shows each container its files, and nothing else of what it decrypts. */
  private mounts(): Record<string, any> {
    const containers: Record<string, { bindMounts: Record<string, any> }> = {};
    for (const use of this.uses) {
      const { _container: container, secret } = use;
      if (!container) continue;
      const hostPath = Nix.ref(`config.${secret.store._backend.set}`).attr(use._entry, 'path');
      (containers[container.containerName] ??= { bindMounts: {} }).bindMounts[use.path] = { hostPath };
    }
    return Object.keys(containers).length > 0 ? { containers } : {};
  }
}
