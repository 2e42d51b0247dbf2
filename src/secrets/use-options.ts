import { plainOptions } from '../app/plain-options';
import { Expr, Nix } from '../nix';
import type { SecretUse } from './secret-use';

/** Whose a file is: names or numbers, or what Nix knows of them. */
export interface FileOwner {
  readonly owner?: string | Expr;
  readonly group?: string | Expr;
}

/**
 * Owner and group as the host has them. A name of a container's inside is
 * another user's on the host, or nobody's, so that it becomes a number: the
 * one that the inside sets, or else the one that NixOS keeps for that name.
 */
export function ownerOf(use: SecretUse): FileOwner {
  const { owner, group } = use._props;
  const container = use._container;
  if (!container) return { owner: owner === 'root' ? undefined : owner, group };
  const number = (set: 'users' | 'groups', key: 'uid' | 'gid', name: string | Expr | undefined) => {
    if (name === undefined || name === 'root') return undefined;
    if (Expr.isExpr(name) || /^\d+$/.test(name as string)) return name;
    const [found] = plainOptions(container, ['users', set, name as string, key]);
    if (typeof found === 'number') return String(found);
    return Nix.apply(Nix.ref('toString'), Nix.ref(`config.ids.${key}s`).attr(name));
  };
  return { owner: number('users', 'uid', owner), group: number('groups', 'gid', group) };
}

/** `grafana` for `grafana.service`, as NixOS names services. */
export function unitName(unit: string): string {
  return unit.replace(/\.service$/, '');
}
