import { App, AppProps, Diagnostic, Severity, System } from '../app';
import { late } from './late';

/** Props of `Testing.app`. */
export interface TestAppProps extends AppProps {
  /**
   * Files of the project, text by path from its root: assets, encrypted secrets, imported options.
   * @default - none
   */
  readonly files?: Record<string, string>;
}

/** Props of `Testing.synth`. */
export interface TestSynthProps {
  /**
   * Whether `tree.json`, which tools read, is among the files.
   * @default false
   */
  readonly tree?: boolean;
  /**
   * Whether the estate is rendered although checks find errors.
   * @default false: what stops `cosmo synth` stops it
   */
  readonly unchecked?: boolean;
}

/** What a finding has to say, beside its code. */
export interface ExpectedDiagnostic {
  /**
   * The path of the construct that it is about: a string, or a matcher.
   * @default - any
   */
  readonly path?: any;
  /**
   * The option or prop that it is about: a string, or a matcher.
   * @default - any
   */
  readonly keyPath?: any;
  /**
   * What was found: a string, or a matcher such as `Match.stringLike('*8096*')`.
   * @default - any
   */
  readonly message?: any;
  /**
   * How grave it is.
   * @default - any
   */
  readonly severity?: Severity;
}

/**
 * What authors of constructs and owners of estates test with. `Template`
 * asserts what a System sets, `Match` says what is wanted; this class makes
 * apps, renders them and asks what the checks find.
 *
 * @example
 * import { Host, Testing } from 'cosmo-nix';
 *
 * const app = Testing.app({ release: '25.11' });
 * const attic = new Host(app, 'attic', {
 *   stateVersion: '25.11',
 *   allowNoLogin: true,
 *   fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
 * });
 * Testing.expectNoDiagnostics(app);
 * const files = Testing.synth(app);
 */
export class Testing {
  /**
   * An App of a project of its own, in a temporary folder that goes when the
   * tests end, or in `projectRoot`. Neither the environment nor the command
   * that runs the tests reaches it: it is the same everywhere. Failures of a
   * `Template` of it name the line that set an option.
   *
   * @throws `TEST_FILE_PATH` for a file outside of the project
   */
  public static app(props: TestAppProps = {}): App {
    const { files, ...rest } = props;
    return late().testApp({ ...rest, projectRoot: props.projectRoot ?? late().testFolder(files) });
  }

  /**
   * What an app writes, for a snapshot: all files by their paths from the
   * output folder, sorted, with their whole texts. Those beside the project's
   * root stand as `../.sops.yaml`; copied files are told by size and hash.
   *
   * @param app the estate; it is synthesized in memory, and nothing is written
   * @throws where a check finds an error
   */
  public static synth(app: App, props: TestSynthProps = {}): Record<string, string> {
    const rendered = props.unchecked === true ? late().renderUnchecked(app) : app._output();
    return late().markOutput(late().textsOf(app, rendered, props.tree === true));
  }

  /**
   * What of it belongs to a System: the files of its folder, and of what is inside it.
   * The System is looked at by itself: checks of the estate do not stop it.
   *
   * @param system the System whose files are wanted
   */
  public static synthSystem(system: System): Record<string, string> {
    const app = App.of(system);
    const texts = late().textsOf(app, late().renderUnchecked(app), false);
    return late().markOutput(
      Object.fromEntries(Object.entries(texts).filter(([path]) => path.startsWith(`${system.folder}/`))),
    );
  }

  /**
   * What the checks find, errors first; acknowledged findings are not among it.
   * @param app the estate; it is synthesized in memory, and nothing is written
   * @param code only findings of this code.
   */
  public static diagnostics(app: App, code?: string): Diagnostic[] {
    return app.check().filter((found) => code === undefined || found.code === code);
  }

  /**
   * Assert that the checks find something.
   * @param app the estate; it is synthesized in memory, and nothing is written
   * @param code such as `PORT_TAKEN_TWICE`
   * @param expected what it has to say
   * @returns the first such finding, for a closer look
   * @throws `DIAGNOSTIC_MISSING` with all findings
   */
  public static expectDiagnostic(app: App, code: string, expected: ExpectedDiagnostic = {}): Diagnostic {
    return late().assertDiagnostic(app.check(), code, expected);
  }

  /**
   * Assert that the checks find nothing that the owner should look at: no errors and no warnings. With a code,
   * nothing of that code, of whatever severity.
   * @param app the estate; it is synthesized in memory, and nothing is written
   * @param code the code of a rule, such as `ZFS_KERNEL`
   * @throws `DIAGNOSTIC_FOUND` with the findings
   */
  public static expectNoDiagnostics(app: App, code?: string): void {
    late().assertNoDiagnostics(app.check(), code);
  }

  private constructor() {}
}
