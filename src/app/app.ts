import { resolve } from 'path';
import { Construct, IConstruct, RootConstruct } from 'constructs';
import { Aspects } from './aspects';
import type { Asset } from './asset';
import { Audit, auditTree } from './check';
import { Diagnostic } from './diagnostics';
import { CosmoError } from './error';
import type { FlakeInput } from './flake-input';
import type { FlakeOutput } from './flake-output';
import { watchHostLines } from './host-lines';
import { synthesized } from './looks';
import type { ProjectFile } from './project-file';
import { renderApp, Rendered } from './render/render-app';
import { checkRule, libraryRules } from './rules/registry';
import type { IRule } from './rules/rule';
import { noteApp, runContext } from './run-context';
import { whileStill } from './still';
import { writeApp } from './synth';
import { SynthResult } from './synth-result';
import type { System } from './system';
import type { TextFile } from './text-file';
import type { RenderedFile } from './write';

/** Props of `App`. */
export interface AppProps {
  /**
   * What the estate is, in one line: the flake's description.
   * @default "A homelab, described as code"
   */
  readonly description?: string;
  /**
   * The release of NixOS that the well-known inputs are taken from, such as
   * `25.11`, or `unstable`.
   * @default "26.05"
   */
  readonly release?: string;
  /**
   * The output folder, from the project's root. The command line's `--out` goes before it.
   * @default "nix-out"
   */
  readonly outdir?: string;
  /**
   * The project's root: assets are read below it and nothing is written outside it.
   * @default - the folder of `cosmo.toml`, or the working directory
   */
  readonly projectRoot?: string;
  /**
   * Whether warnings stop synthesis as errors do. Those that are acknowledged do not.
   * The command line's `--warnings-as-errors` and `warnings = "error"` in `cosmo.toml` ask for it too;
   * verbs that only look at the estate (`list`, `tree`, `diff`, `graph`) show it all the same.
   * @default false
   */
  readonly warningsAsErrors?: boolean;
  /**
   * The folder with the option types that `cosmo import` wrote, from the
   * project's root. What modules set is checked against them.
   * @default "options"
   */
  readonly importsFolder?: string;
  /**
   * Options that none of the imported types describes and that may be set all
   * the same, with all below them: `disko`, `programs.*.theme`. A `*` stands for any one name.
   * @default - none
   */
  readonly freeOptions?: string[];
}

/**
 * The root of the tree: one estate, one flake.
 *
 * @example
 * import { App, Host, SecretFile } from 'cosmo-nix';
 *
 * const app = new App({ description: 'Our home', release: '25.11' });
 * const laddie = new Host(app, 'laddie', {
 *   stateVersion: '25.11',
 *   fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
 * });
 * laddie.addUser('patrick', { admin: true, hashedPasswordFile: SecretFile.at('/etc/secrets/patrick') });
 *
 * app.synth();
 */
export class App extends RootConstruct {
  /** Whether `construct` is an App. */
  public static isApp(construct: any): construct is App {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The App that `construct` stands in.
   * @throws `APP_MISSING` where its root is no App
   */
  public static of(construct: IConstruct): App {
    const root = construct.node.root;
    if (App.isApp(root)) return root;
    throw new CosmoError({
      code: 'APP_MISSING',
      message: `${construct.node.path} stands in no App`,
      mend: 'the root of the tree must be `new App()`',
      construct,
    });
  }

  /** What the estate is. */
  public readonly description: string;
  /** The release of NixOS that the well-known inputs are taken from. */
  public readonly release: string;
  /** The output folder, from the project's root. */
  public readonly outdir: string;
  /** The project's root. */
  public readonly projectRoot: string;
  /** Whether warnings stop synthesis as errors do. */
  public readonly warningsAsErrors: boolean;
  /** The folder with the option types that `cosmo import` wrote, from the project's root. */
  public readonly importsFolder: string;
  /** Options that none of the imported types describes and that may be set all the same. */
  public readonly freeOptions: string[];
  /** @internal */
  public readonly _inputs = new Map<string, FlakeInput>();
  /** @internal */
  public readonly _systems: System[] = [];
  /** @internal */
  public readonly _assets: Asset[] = [];
  /** @internal */
  public readonly _textFiles: TextFile[] = [];
  /** @internal */
  public readonly _projectFiles: ProjectFile[] = [];
  /** @internal */
  public readonly _flakeOutputs: FlakeOutput[] = [];
  private readonly ownRules = new Map<string, IRule>();
  /** @internal whether what is checked is to be written: the command line runs the program, or `synth` was called. */
  public _isForWriting: boolean;
  /** @internal what the last `synth` did. */
  public _lastResult?: SynthResult;

  constructor(props: AppProps = {}) {
    super('');
    Object.defineProperty(this, BRAND, { value: true });
    watchHostLines();
    const context = runContext();
    this._isForWriting = context.apps !== undefined;
    this.description = props.description ?? 'A homelab, described as code';
    this.release = props.release ?? '26.05';
    if (!/^(\d\d\.(05|11)|unstable)$/.test(this.release)) {
      throw new CosmoError({
        code: 'RELEASE',
        message: `"${this.release}" is no release of NixOS`,
        mend: "give a release such as '25.11', or 'unstable'",
        construct: this,
        keyPath: 'release',
      });
    }
    this.projectRoot = resolve(context.root ?? '.', props.projectRoot ?? '.');
    this.outdir = context.outdir ?? props.outdir ?? 'nix-out';
    this.warningsAsErrors = context.warningsAsErrors ?? props.warningsAsErrors === true;
    this.importsFolder = props.importsFolder ?? 'options';
    this.freeOptions = [...(props.freeOptions ?? [])];
    noteApp(this);
  }

  /**
   * Run the aspects and every check of the tree. Nothing is rendered.
   * @returns all findings, errors first.
   */
  public check(): Diagnostic[] {
    return this._audit().diagnostics;
  }

  /**
   * Add a rule to those that the estate is held to.
   * @param rule what looks at the estate and reports; its code is its own
   * @throws `RULE_CODE` where its code is none; `RULE_TWICE` where there is a rule of that code; `RULE_TEXT` where it
   * has no title or no reason
   */
  public addRule(rule: IRule): void {
    checkRule(rule, (code) => this.ownRules.has(code) || libraryRules().has(code));
    this.ownRules.set(rule.code, rule);
  }

  /** All rules that the estate is held to: the library's and those that were added, by their codes. */
  public get rules(): IRule[] {
    return [...libraryRules().values(), ...this.ownRules.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /**
   * Check and render in memory: path in the output to text. Files that are
   * no text are left out. The same tree gives the same result on every machine.
   * @throws where a check finds an error, or a warning with `warningsAsErrors`.
   */
  public render(): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const [path, file] of this._render()) {
      if (typeof file.content === 'string') texts[path] = file.content;
    }
    return texts;
  }

  /**
   * Check and render the files that stand outside the output folder, beside
   * the project's root: path from the root to text.
   * @throws where a check finds an error.
   */
  public renderProjectFiles(): Record<string, string> {
    const { projectFiles: files } = this._output();
    return Object.fromEntries([...files].map(([path, { content }]) => [path, String(content)]));
  }

  /**
   * Check, render and write the output.
   * @returns what was written.
   * @throws where a check finds an error, or a warning with `warningsAsErrors`; then nothing is written.
   */
  public synth(): SynthResult {
    this._isForWriting = true;
    this._lastResult = writeApp(this);
    synthesized(this);
    return this._lastResult;
  }

  /** @internal what `check` finds, and what is acknowledged. */
  public _audit(): Audit {
    Aspects._run(this);
    return whileStill(() => auditTree(this, this._rules));
  }

  /** @internal check and render. */
  public _output(): Rendered & { readonly audit: Audit } {
    Aspects._run(this);
    return whileStill(() => {
      const audit = auditTree(this, this._rules);
      return { ...renderApp(this, audit), audit };
    });
  }

  /** @internal the whole output in memory. */
  public _render(): ReadonlyMap<string, RenderedFile> {
    return this._output().files;
  }

  /** @internal rules that were added. */
  public get _rules(): readonly IRule[] {
    return [...this.ownRules.values()];
  }

  /** @internal */
  public _addSystem(system: System): void {
    this._systems.push(system);
  }

  /** @internal the scope of constructs that nobody made by hand. */
  public _implicit(): Construct {
    return (this.node.tryFindChild('$inputs') as Construct | undefined) ?? new Construct(this, '$inputs');
  }
}

const BRAND = Symbol.for('cosmo-nix.App');
