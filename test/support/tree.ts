import { Attr, Binding, Item, Node, Param, Part } from '../../src/nix/ast';

/** A tree as one line of brackets, to assert structure by: `(+ 1 (* 2 x))`. Comments and layout do not show. */
export function sketch(node: Node): string {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'int':
    case 'float':
      return `${node.kind}:${node.text}`;
    case 'string':
      return `"${parts(node.parts)}"`;
    case 'indented':
      return `''${node.lines.map(parts).join('⏎')}''`;
    case 'path':
      return `path:${parts(node.parts)}`;
    case 'searchPath':
      return node.text;
    case 'list':
      return `[${node.items.map((item) => (item.kind === 'loose' ? '#' : sketch(item))).join(' ')}]`;
    case 'set':
      return `${node.rec ? 'rec' : ''}${node.legacyLet ? 'let' : ''}{${bindings(node.items)}}`;
    case 'select':
      return `(. ${sketch(node.target)} ${attrs(node.path)}${node.fallback ? ` or ${sketch(node.fallback)}` : ''})`;
    case 'has':
      return `(? ${sketch(node.target)} ${attrs(node.path)})`;
    case 'paren':
      return `<${sketch(node.inner)}>`;
    case 'with':
      return `(with ${sketch(node.scope)} ${sketch(node.body)})`;
    case 'assert':
      return `(assert ${sketch(node.condition)} ${sketch(node.body)})`;
    case 'let':
      return `(let {${bindings(node.items)}} ${sketch(node.body)})`;
    case 'if':
      return `(if ${sketch(node.condition)} ${sketch(node.then)} ${sketch(node.otherwise)})`;
    case 'lambda':
      return `(λ ${param(node.param)} ${sketch(node.body)})`;
    case 'apply':
      return `(${sketch(node.fn)} ${sketch(node.arg)})`;
    case 'binary':
      return `(${node.op} ${sketch(node.left)} ${sketch(node.right)})`;
    case 'unary':
      return `(${node.op} ${sketch(node.operand)})`;
    default:
      throw new Error(`The parser makes no ${node.kind}`);
  }
}

function parts(list: readonly Part[]): string {
  return list.map((part) => (typeof part === 'string' ? part : `\${${sketch(part.value)}}`)).join('|');
}

function attrs(path: readonly Attr[]): string {
  return path
    .map((attr) => {
      if (attr.kind === 'name') return attr.name;
      if (attr.kind === 'quoted') return `"${parts(attr.parts)}"`;
      return `\${${sketch(attr.value.value)}}`;
    })
    .join('.');
}

function bindings(items: readonly Item<Binding>[]): string {
  return items
    .map((item) => {
      if (item.kind === 'loose') return '#';
      if (item.kind === 'assign') return `${attrs(item.path)}=${sketch(item.value)}`;
      return `inherit ${[...(item.from ? [sketch(item.from)] : []), ...item.names.map((name) => attrs([name]))].join(' ')}`;
    })
    .join('; ');
}

function param(of: Param): string {
  if (of.kind === 'paramName') return of.name;
  if (of.kind === 'paramAt') return `${param(of.left)}@${param(of.right)}`;
  const names = of.params.map((item) => item.name + (item.fallback ? `?${sketch(item.fallback)}` : ''));
  return `{${[...names, ...(of.ellipsis ? ['...'] : [])].join(',')}}`;
}
