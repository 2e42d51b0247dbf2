import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../app';
import { keyPathOf } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { Expr } from '../../nix';
import { Binding, Node } from '../../nix/ast';
import { attrName } from '../../nix/attr-name';
import { isShared } from '../checks';

/** Where the configuration of a System names a decrypted secret. */
export interface SecretReference {
  readonly system: System;
  readonly owner: IConstruct;
  readonly path: readonly string[];
  readonly keyPath: string;
  /** `age` or `sops`. */
  readonly set: 'age' | 'sops';
  readonly name: string;
}

/** A file that an option is given as a path of Nix's own, which Nix copies into its store. */
export interface StoredFile {
  readonly owner: IConstruct;
  readonly path: readonly string[];
  readonly keyPath: string;
  readonly text: string;
}

/** What one walk over all options finds for the rules about secrets. */
export interface SecretLeaves {
  readonly references: readonly SecretReference[];
  readonly stored: readonly StoredFile[];
}

/** Options that hold a secret, by the ends of their names. */
const SECRET_FILES =
  /(password|passwd|passphrase|passwordHash|adminpass|secret|token|auth_?key|api_?key|private_?key|encryption_?key|psk|credentials?|htpasswd)_?(file|path)s?$|^(sshKey|keyFile|environmentFiles?)$/i;

/** All references to secrets, and all secrets in the store: one walk over the options of the estate. */
export function secretLeaves(estate: Estate): SecretLeaves {
  const walk = new LeafWalk();
  for (const system of estate.systems) {
    // What a shared module or a profile names, those that import it have.
    if (isShared(system) || (system.kind === SystemKind.HOME && system._outputs().length === 0)) continue;
    for (const { owner, tree } of estate.optionsOf(system)._definitions) walk.module(system, owner, tree);
  }
  return walk;
}

/** Walks modules one after the other; most of what it meets is plain data, which it passes by. */
class LeafWalk implements SecretLeaves {
  public readonly references: SecretReference[] = [];
  public readonly stored: StoredFile[] = [];
  private readonly path: string[] = [];
  private system!: System;
  private owner!: IConstruct;

  public module(system: System, owner: IConstruct, tree: Record<string, unknown>): void {
    this.system = system;
    this.owner = owner;
    this.visit(tree);
  }

  private visit(value: object): void {
    if (Array.isArray(value)) {
      for (const one of value as unknown[]) if (typeof one === 'object' && one !== null) this.visit(one);
      return;
    }
    if (!isPlainSet(value)) {
      if (Expr.isExpr(value)) this.look((value as Expr)._node);
      return;
    }
    const { path } = this;
    for (const key in value) {
      const inner: unknown = value[key];
      // A home of the host is a configuration of its own.
      if (typeof inner !== 'object' || inner === null || (path.length === 0 && key === 'home-manager')) continue;
      path.push(key);
      this.visit(inner);
      path.pop();
    }
  }

  private look(node: Node | Binding): void {
    const { system, owner, path } = this;
    if (node.kind === 'data') {
      if (typeof node.value === 'object' && node.value !== null) this.visit(node.value);
      return;
    }
    if (node.kind === 'path' || node.kind === 'outputFile') {
      const name = path[path.length - 1] ?? '';
      if (SECRET_FILES.test(name) && path[0] !== 'age' && path[0] !== 'sops') {
        this.stored.push({ owner, path: [...path], keyPath: keyPathOf(path), text: Expr._of(node).source() });
      }
      return;
    }
    const found = node.kind === 'select' ? referenceOf(node) : undefined;
    if (found) {
      this.references.push({ system, owner, path: [...path], keyPath: keyPathOf(path), ...found });
      return;
    }
    // Names and what is selected from them hold nothing further.
    if (node.kind === 'identifier' || node.kind === 'int' || node.kind === 'float') return;
    if (node.kind === 'select' && node.target.kind === 'identifier' && node.fallback === undefined) {
      if (node.path.every(({ kind }) => kind === 'name')) return;
    }
    if (node.kind === 'assign') path.push(...node.path.map((one) => attrName(one) ?? '?'));
    for (const key in node) {
      if (key === 'mark' || key === 'span') continue;
      const inner = (node as unknown as Record<string, unknown>)[key];
      if (typeof inner === 'object' && inner !== null) this.each(inner);
    }
    if (node.kind === 'assign') path.length -= node.path.length;
  }

  private each(inner: object): void {
    if (Array.isArray(inner)) {
      for (const one of inner as unknown[]) if (typeof one === 'object' && one !== null) this.each(one);
    } else if ('kind' in inner) {
      this.look(inner as Node | Binding);
    }
  }
}

/** The secret that `config.age.secrets.NAME.path` names; not where there is a value for its absence. */
function referenceOf(node: Node & { kind: 'select' }): Pick<SecretReference, 'set' | 'name'> | undefined {
  if (node.fallback !== undefined || node.target.kind !== 'identifier' || node.target.name !== 'config') {
    return undefined;
  }
  const [set, secrets, name] = node.path.map(attrName);
  if ((set !== 'age' && set !== 'sops') || secrets !== 'secrets' || name === undefined) return undefined;
  return { set, name };
}
