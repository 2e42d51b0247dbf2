import { Sources } from './paths';
import { parsed, Stays } from './read';
import { unwrapped } from './scope';
import { find, Members, Static, Value } from './static';
import type { Binding, Node } from '../nix/ast';
import { callOf } from '../nix/call-of';
import { attr, identifier } from '../nix/make';
import { printNode } from '../nix/print';
import { isGlobal, scoping } from '../nix/scope';

/** An input of the flake. */
export interface ReadInput {
  readonly name: string;
  readonly url?: string;
  readonly followsInput?: string;
  readonly follows: Readonly<Record<string, string>>;
  readonly flake: boolean;
}

/** A system of the flake. */
export interface ReadSystem {
  readonly name: string;
  readonly kind: 'nixos' | 'darwin';
  readonly platform?: string;
  /** Modules by their paths from the root, in order. */
  readonly modules: readonly string[];
  /** Text of modules that stand in the flake itself, by the path that they are read as. */
  readonly inline: ReadonlyMap<string, string>;
}

export interface ReadFlake {
  readonly description?: string;
  readonly inputs: readonly ReadInput[];
  readonly systems: readonly ReadSystem[];
  /** What could not be followed, and why. */
  readonly notes: readonly string[];
}

const OUTPUTS = { nixosConfigurations: 'nixos', darwinConfigurations: 'darwin' } as const;

/** Read a flake from its text alone. @throws Stays where it is no flake. */
export function readFlake(file: string, sources: Sources): ReadFlake {
  return new FlakeReader(file, sources).read();
}

class FlakeReader {
  private readonly notes: string[] = [];
  private readonly eval: Static;

  constructor(
    private readonly file: string,
    private readonly sources: Sources,
  ) {
    this.eval = new Static(sources);
  }

  read(): ReadFlake {
    const { root } = parsed(this.sources.read(this.file));
    const flake = this.eval.members({ node: root, file: this.file });
    const outputs = flake?.get('outputs');
    if (!flake || !outputs) throw new Stays('it is no flake');
    const description = flake.get('description');
    const inputs = this.inputs(flake.get('inputs'));
    const made = this.outputs(outputs);
    const systems = Object.entries(OUTPUTS).flatMap(([name, kind]) => this.systems(made?.get(name), kind));
    if (made?.has('homeConfigurations')) {
      this.notes.push(
        'homeConfigurations are not adopted: a home is a StandaloneHome, and its modules can be adopted by their files',
      );
    }
    if (systems.length === 0) {
      this.notes.push(
        'no system was found that the flake makes by nixosSystem or darwinSystem in a way that can be followed',
      );
    }
    return { description: description && this.eval.text(description), inputs, systems, notes: this.notes };
  }

  private inputs(value: Value | undefined): ReadInput[] {
    const members = value && this.eval.members(value);
    if (!members) return [];
    return [...members].flatMap(([name, one]): ReadInput[] => {
      const props = this.eval.members(one);
      if (name === 'self' || !props) return [];
      const url = props.get('url') && this.eval.text(props.get('url')!);
      const followsInput = props.get('follows') && this.eval.text(props.get('follows')!);
      const flake = props.get('flake') ? this.eval.bool(props.get('flake')!) !== false : true;
      const follows: Record<string, string> = {};
      for (const [inner, below] of (props.get('inputs') && this.eval.members(props.get('inputs')!)) ?? []) {
        const target = this.eval.members(below)?.get('follows');
        const text = target && this.eval.text(target);
        if (text === undefined) this.notes.push(`input ${name}: inputs.${inner} is no follows, and left out`);
        else follows[inner] = text;
      }
      if (url === undefined && followsInput === undefined) {
        this.notes.push(`input ${name} has no url: declare it with new FlakeInput(app, '${name}', { url })`);
        return [];
      }
      return [{ name, url, followsInput, follows, flake }];
    });
  }

  /** The flake's outputs: what its function gives for its inputs. */
  private outputs(value: Value): Members | undefined {
    const fn = this.eval.resolve(value);
    if (fn.node.kind !== 'lambda') return undefined;
    const arg: Value = { node: identifier('inputs'), file: this.file };
    const applied: Value = {
      node: { kind: 'apply', fn: identifier('outputs'), arg: identifier('inputs') },
      names: {
        own: new Map([
          ['outputs', () => fn],
          ['inputs', () => arg],
        ]),
      },
      file: this.file,
    };
    const body = this.eval.resolve(applied);
    const members = this.eval.members(body);
    if (members) return members;
    // flake-parts: what is the same for all platforms stands below `flake`.
    const { name, args } = callOf(body.node);
    if (name !== 'mkFlake' || args.length !== 2) return undefined;
    const module = this.eval.resolve({ ...body, node: args[1] });
    const set = module.node.kind === 'lambda' ? { ...module, node: module.node.body } : module;
    const below = this.eval.members(set)?.get('flake');
    return below && this.eval.members(below);
  }

  private systems(value: Value | undefined, kind: 'nixos' | 'darwin'): ReadSystem[] {
    if (!value) return [];
    const members = this.eval.members(value);
    if (!members) {
      this.notes.push(
        `the names in ${kind === 'nixos' ? 'nixosConfigurations' : 'darwinConfigurations'} are computed: adopt the modules of each host by their files`,
      );
      return [];
    }
    return [...members].flatMap(([name, one]) => {
      try {
        return this.system(name, one, kind);
      } catch (error) {
        if (!(error instanceof Stays)) throw error;
        this.notes.push(`${name} is not adopted: ${error.message}`);
        return [];
      }
    });
  }

  private system(name: string, value: Value, kind: 'nixos' | 'darwin'): ReadSystem[] {
    const { node, names, file } = this.eval.resolve(value);
    // The function may go by a name of the flake's own.
    const fn = node.kind === 'apply' ? callOf(this.eval.resolve({ node: node.fn, names, file }).node) : undefined;
    const isSystem = fn?.args.length === 0 && ['nixosSystem', 'darwinSystem'].includes(fn.name);
    const props = isSystem && node.kind === 'apply' ? this.eval.members({ node: node.arg, names, file }) : undefined;
    if (!props) throw new Stays(`what makes it, \`${short(node)}\`, cannot be followed`);
    const list = props.get('modules');
    const items = list && this.eval.list(list);
    if (list && !items) throw new Stays('its list of modules is computed');
    const modules: string[] = [];
    const inline = new Map<string, string>();
    const extern: Value[] = [];
    // Its paths are those of the file that it stands in.
    const add = (label: string, text: string, from = this.file) => {
      const path = `${folderOf(from)}${name}-${label}.nix`;
      inline.set(path, text);
      modules.push(path);
    };
    for (const item of items ?? []) {
      const path = this.eval.path(item);
      if (path !== undefined && this.sources.kind(path) !== undefined) {
        modules.push(path);
        continue;
      }
      const found = this.eval.resolve(item);
      if (found.node.kind === 'set' || found.node.kind === 'lambda') {
        add(`inline-${inline.size + 1}`, this.closed(found), found.file);
      } else {
        extern.push(item);
      }
    }
    if (extern.length > 0) {
      const found = extern.map((one) => this.eval.resolve(one));
      const imports: Node = { kind: 'list', items: found.map((one) => ({ kind: 'paren', inner: one.node })) };
      const body: Node = { kind: 'set', items: [{ kind: 'assign', path: [attr('imports')], value: imports }] };
      add('imports', `{ inputs, ... }: ${printNode(this.within(found, body))}`, extern[0].file);
    }
    const args = this.specialArgs(props.get('specialArgs'));
    if (args !== undefined) add('arguments', args);
    const system = props.get('system');
    const platform = system && this.eval.text(system);
    return [{ name, kind, platform, modules, inline }];
  }

  /** A module that gives what the flake gave by `specialArgs`. */
  private specialArgs(value: Value | undefined): string | undefined {
    if (!value) return undefined;
    const resolved = this.eval.resolve(value);
    const members = this.eval.members(value);
    if (!members) {
      if (resolved.node.kind === 'identifier' && resolved.node.name === 'inputs') return undefined;
      this.notes.push(`specialArgs \`${short(resolved.node)}\` cannot be followed`);
      return undefined;
    }
    const given = [...members].flatMap(([name, one]): { name: string; found: Value }[] => {
      const found = this.eval.resolve(one);
      if (found.node.kind === 'identifier' && found.node.name === 'inputs' && name === 'inputs') return [];
      if (folderOf(found.file) !== folderOf(this.file) && hasPaths(found.node)) {
        this.notes.push(`specialArgs.${name} names files from another folder, and is left out`);
        return [];
      }
      return [{ name, found }];
    });
    if (given.length === 0) return undefined;
    const items = given.map(({ name, found }): Binding => ({ kind: 'assign', path: [attr(name)], value: found.node }));
    const path = ['_module', 'args'].map(attr);
    const body: Node = { kind: 'set', items: [{ kind: 'assign', path, value: { kind: 'set', items } }] };
    const text = printNode(
      this.within(
        given.map(({ found }) => found),
        body,
      ),
    );
    return `{ config, inputs, lib, pkgs, ... }: ${text}`;
  }

  /** An expression that holds some values, with the names around them that they use. */
  private within(values: readonly Value[], body: Node): Node {
    const { items } = this.needed(values, new Set());
    return items.length > 0 ? { kind: 'let', items, body } : body;
  }

  /** A module of the flake's text, with the names around it that it uses. */
  private closed(value: Value): string {
    const { node } = value;
    const inner = node.kind === 'lambda' ? node.body : node;
    const given = node.kind === 'lambda' ? paramNames(node) : new Set<string>();
    const { items } = this.needed([{ ...value, node: inner }], given);
    if (items.length === 0 && node.kind === 'lambda') return printNode(node);
    const body: Node = items.length > 0 ? { kind: 'let', items, body: inner } : inner;
    const all = new Set([...given, 'inputs']);
    return `{ ${[...all].join(', ')}, ... }:\n${printNode(body)}`;
  }

  /** Bindings for the names that an expression takes from around it. */
  private needed(values: readonly Value[], given: ReadonlySet<string>): { readonly items: Binding[] } {
    const items: Binding[] = [];
    const known = new Map<string, Node>();
    const open: (Value & { readonly skip: ReadonlySet<string> })[] = values.map((value) => ({ ...value, skip: given }));
    const folder = folderOf(values[0].file);
    for (let at = open.pop(); at; at = open.pop()) {
      if (folderOf(at.file) !== folder && hasPaths(at.node)) {
        throw new Stays('what it is made of names files from another folder');
      }
      const { free, unknowable } = scoping(at.node);
      for (const name of [...free.keys(), ...unknowable.keys()]) {
        if (at.skip.has(name)) continue;
        const found = behind(find(name, at.names));
        if (!found) {
          if (unknowable.has(name) || isGlobal(name) || name === 'inputs') continue;
          if (at.names === undefined && ['config', 'lib', 'pkgs'].includes(name)) continue;
          throw new Stays(`\`${name}\` cannot be followed`);
        }
        const before = known.get(name);
        if (before !== undefined) {
          if (before !== found.node) throw new Stays(`\`${name}\` stands for several things`);
          continue;
        }
        known.set(name, found.node);
        if (found.node.kind === 'identifier' && found.node.name === name) {
          if (name === 'inputs') continue;
        }
        if (given.has(name)) throw new Stays(`\`${name}\` stands for several things`);
        items.push({ kind: 'assign', path: [attr(name)], value: found.node });
        open.push({ node: found.node, names: found.names, file: found.file, skip: new Set() });
      }
    }
    return { items };
  }
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** What a name stands for, where that is another name. */
function behind(value: Value | undefined): Value | undefined {
  let at = value;
  for (let steps = 0; at?.node.kind === 'identifier' && steps < 100; steps += 1) {
    const next = find(at.node.name, at.names);
    if (!next) return at;
    at = next;
  }
  return at;
}

function paramNames(node: Node & { kind: 'lambda' }): Set<string> {
  const { param } = node;
  if (param.kind === 'paramSet') return new Set(param.params.map(({ name }) => name));
  if (param.kind === 'paramName' && param.name.startsWith('_')) return new Set();
  throw new Stays('a module in it takes all its arguments as one');
}

function hasPaths(node: unknown): boolean {
  const open: unknown[] = [node];
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value !== 'object') continue;
    if ((value as { kind?: unknown }).kind === 'path') return true;
    for (const member of Object.values(value)) open.push(member);
  }
  return false;
}

function short(node: Node): string {
  const text = printNode(unwrapped(node)).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
