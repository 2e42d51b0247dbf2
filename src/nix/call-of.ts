import { Node } from './ast';
import { attrName } from './attr-name';

/** The function's last name and the arguments of `lib.f a b`; the name is empty where there is none. */
export function callOf(node: Node): { readonly name: string; readonly args: readonly Node[] } {
  const args: Node[] = [];
  let at = node;
  for (; at.kind === 'apply'; at = at.fn) args.unshift(at.arg);
  if (at.kind === 'identifier') return { name: at.name, args };
  const last = at.kind === 'select' ? at.path[at.path.length - 1] : undefined;
  return { name: (last && attrName(last)) ?? '', args };
}
