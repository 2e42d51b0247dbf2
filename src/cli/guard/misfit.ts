import type { Assembly, Member, TypeRef } from './assembly';
import { nearest } from '../../app/nearest';

/** A value that its type does not allow. */
export interface Misfit {
  readonly keyPath: string;
  readonly message: string;
  readonly mend: string;
  /** Whether the library is to judge first: it may know better what was meant. */
  readonly soft: boolean;
}

/** A prop that nothing reads. */
export interface Unknown {
  readonly keyPath: string;
  readonly name: string;
  /** The prop that was most likely meant. */
  readonly guess?: string;
  /** All props there are. */
  readonly known: readonly string[];
}

/** What was found in the arguments of one call. */
export interface Findings {
  readonly misfits: Misfit[];
  readonly unknown: Unknown[];
  readonly missing: { readonly keyPath: string; readonly member: Member }[];
}

/** Holds values against types. */
export class Judge {
  constructor(
    private readonly assembly: Assembly,
    private readonly library: Readonly<Record<string, unknown>>,
  ) {}

  /** Hold one value against its type; what is wrong goes into `findings`. */
  public judge(value: unknown, type: TypeRef, keyPath: string, findings: Findings): void {
    if (value === undefined || value === null) return;
    if (type.collection) return this.collection(value, type.collection, keyPath, findings);
    if (type.union) return this.union(value, type.union.types, keyPath, findings);
    const members = type.fqn === undefined ? undefined : this.assembly.propsOf(type.fqn);
    if (members) return this.props(value, members, keyPath, findings);
    if (this.fits(value, type)) return;
    findings.misfits.push({
      keyPath,
      message: `${keyPath} must be ${this.name(type)}, not ${show(value, this.isOpen(type))}`,
      mend: this.mend(value, type),
      soft: type.fqn !== undefined,
    });
  }

  private collection(
    value: unknown,
    { kind, elementtype }: NonNullable<TypeRef['collection']>,
    keyPath: string,
    findings: Findings,
  ): void {
    if (kind === 'array' ? !Array.isArray(value) : !isPlain(value)) {
      findings.misfits.push({
        keyPath,
        message: `${keyPath} must be ${this.name({ collection: { kind, elementtype } })}, not ${show(value)}`,
        mend: kind === 'array' ? 'put it in [ ]' : "give an object: { 'name': … }",
        soft: false,
      });
    } else if (elementtype.primitive !== 'any' && elementtype.primitive !== 'json') {
      for (const [key, item] of Object.entries(value as object)) {
        if (item === undefined && kind === 'array') {
          const message = `${keyPath}[${key}] is undefined`;
          findings.misfits.push({ keyPath, message, mend: 'leave it out, or see where it comes from', soft: false });
        }
        this.judge(item, elementtype, kind === 'array' ? `${keyPath}[${key}]` : `${keyPath}${step(key)}`, findings);
      }
    }
  }

  private union(value: unknown, types: readonly TypeRef[], keyPath: string, findings: Findings): void {
    const shape = isPlain(value) ? types.find((type) => type.fqn && this.assembly.propsOf(type.fqn)) : undefined;
    if (shape) return this.judge(value, shape, keyPath, findings);
    if (types.some((type) => this.fits(value, type))) return;
    findings.misfits.push({
      keyPath,
      message: `${keyPath} must be ${types.map((type) => this.name(type)).join(' or ')}, not ${show(value)}`,
      mend: 'give one of these',
      soft: true,
    });
  }

  private props(value: unknown, members: ReadonlyMap<string, Member>, keyPath: string, findings: Findings): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const message = `${keyPath || 'the props'} must be an object, not ${show(value)}`;
      const some = [...members.keys()].slice(0, 3).join(', ');
      findings.misfits.push({
        keyPath,
        message,
        mend: `give { ${some}${members.size > 3 ? ', …' : ''} }`,
        soft: false,
      });
      return;
    }
    const given = value as Record<string, unknown>;
    const inside = (name: string) => (keyPath ? `${keyPath}.${name}` : name);
    // An object of a class may have members of its own that are none of our business.
    if (isPlain(value)) {
      const known = [...members.keys()];
      for (const name of Object.keys(given)) {
        if (members.has(name) || given[name] === undefined || name.startsWith('_')) continue;
        findings.unknown.push({ keyPath: inside(name), name, guess: this.guess(name, members, given), known });
      }
    }
    for (const [name, member] of members) {
      if (given[name] !== undefined) this.judge(given[name], member.type, inside(name), findings);
      else if (!member.optional) findings.missing.push({ keyPath: inside(name), member });
    }
  }

  /** The prop that was meant: one that is written much the same, or the same one a level deeper. */
  private guess(
    name: string,
    members: ReadonlyMap<string, Member>,
    given: Readonly<Record<string, unknown>>,
  ): string | undefined {
    const free = [...members.keys()].filter((other) => given[other] === undefined);
    const same = (other: string) => other.toLowerCase() === name.toLowerCase();
    const near = free.find(same) ?? nearest(name, free) ?? (name.length > 3 ? free.find(startsLike(name)) : undefined);
    if (near !== undefined) return near;
    for (const [outer, { type }] of members) {
      const inner = [...(this.assembly.propsOf(type.fqn ?? '')?.keys() ?? [])].find(same);
      if (inner !== undefined) return `${outer}: { ${inner}: … }`;
    }
    return undefined;
  }

  /** Whether a value is one of a type that is no collection and no props. */
  private fits(value: unknown, type: TypeRef): boolean {
    if (type.primitive !== undefined) {
      return !/^(string|number|boolean)$/.test(type.primitive) || typeof value === type.primitive;
    }
    if (type.collection) return type.collection.kind === 'array' ? Array.isArray(value) : isPlain(value);
    const info = this.assembly.find(type.fqn ?? '');
    if (info?.kind === 'enum') return this.values(info.name).includes(value);
    if (type.fqn?.startsWith('constructs.')) return isConstruct(value);
    return typeof value === 'object' || typeof value === 'function';
  }

  /** Whether a string given for it is no secret and may be printed. */
  private isOpen(type: TypeRef): boolean {
    return type.primitive !== undefined || this.assembly.find(type.fqn ?? '')?.kind === 'enum';
  }

  private values(name: string): readonly unknown[] {
    return Object.values((this.library[name] as object | undefined) ?? {});
  }

  private name(type: TypeRef): string {
    if (type.primitive !== undefined) return `a ${type.primitive}`;
    if (type.collection?.kind === 'array') return 'an array';
    if (type.collection) return 'an object';
    const name = type.fqn!.slice(type.fqn!.lastIndexOf('.') + 1);
    return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
  }

  private mend(value: unknown, type: TypeRef): string {
    const info = this.assembly.find(type.fqn ?? '');
    if (info?.kind === 'enum') {
      const guess = typeof value === 'string' ? this.member(info.name, value) : undefined;
      const all = Object.keys((this.library[info.name] as object | undefined) ?? {}).map(
        (key) => `${info.name}.${key}`,
      );
      return guess ? `give ${info.name}.${guess}` : `give one of ${all.slice(0, 12).join(', ')}`;
    }
    if (type.primitive === 'string' && /^(number|boolean)$/.test(typeof value)) return `give '${String(value)}'`;
    if (type.primitive === 'string' && isExpr(value)) {
      return 'give text that is known now; a Nix expression goes into `options` or `override`, at the option itself';
    }
    if (type.primitive !== undefined && typeof value === 'string' && looksLike(value, type.primitive)) {
      return `give it without quotes: ${value}`;
    }
    return `give ${this.name(type)}`;
  }

  /** The member of an enum that a string means. */
  private member(name: string, value: string): string | undefined {
    const keys = Object.keys((this.library[name] as object | undefined) ?? {});
    return nearest(value.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase(), keys);
  }
}

/** Whether a value is a construct, of this or of another copy of the library. */
export function isConstruct(value: unknown): value is { readonly node: { readonly path: string } } {
  return typeof value === 'object' && value !== null && typeof (value as { node?: unknown }).node === 'object';
}

/** A value as its owner knows it again; a string, which may be a secret, only where that is said to be `open`. */
export function show(value: unknown, open = false): string {
  if (value === undefined) return 'undefined';
  if (isExpr(value)) return 'a Nix expression';
  if (typeof value === 'string') return open && value.length <= 40 ? `the string '${value}'` : 'a string';
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return value.name ? `the function ${value.name}` : 'a function';
  const name = (value as object)?.constructor?.name;
  return name && name !== 'Object' ? `an object of the class ${name}` : 'an object';
}

function startsLike(name: string): (other: string) => boolean {
  const start = name.toLowerCase();
  return (other) => other.toLowerCase().startsWith(start);
}

function isExpr(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { source?: unknown }).source === 'function';
}

function looksLike(value: string, primitive: string): boolean {
  return primitive === 'number'
    ? /^-?\d+(\.\d+)?$/.test(value)
    : primitive === 'boolean' && /^(true|false)$/.test(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `.${JSON.stringify(key)}`;
}
