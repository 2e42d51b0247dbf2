import { IConstruct } from 'constructs';
import { App, CosmoError, OptionDefinition, System } from '../app';
import { compare } from './compare';
import { late } from './late';
import { Match } from './match';
import type { OptionPlace } from './option-place';
import type { Flake } from './rendered';
import { pathText } from './show';
import { Aspects } from '../app/aspects';
import { allDefinitions, Seen } from '../app/definitions/definitions';
import { SystemOptions } from '../app/definitions/system-options';
import { parseOptionPath } from '../app/option-tree';
import type { Rendered } from '../app/render/render-app';
import { whileStill } from '../app/still';

/**
 * What a System sets, to make assertions about: read once, as it is when
 * `Template.of` is called.
 *
 * Options are seen as the module system merges them, as far as that is known
 * without their types: of several definitions those of the lowest priority
 * number are taken (`mkForce` wins, `mkDefault` gives way), sets are merged,
 * lists are joined in their order, and `mkIf` is taken to hold. In a path, a
 * `*` stands for any one name.
 *
 * Nothing is checked: what the rules find is asked of `Testing`.
 *
 * @example
 * import { Host, Match, Template } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const template = Template.of(laddie);
 * template.hasOption('services.openssh.settings.PasswordAuthentication', false);
 * template.hasOption('services.openssh.settings.PermitRootLogin', Match.not('yes'));
 * template.lacksOption('services.nginx');
 */
export class Template {
  /**
   * The template of the System that `construct` is or stands in; of an App,
   * the flake alone: its inputs, outputs, files and constructs.
   *
   * Aspects are run; a Template sees nothing of what is added later.
   *
   * @throws `SYSTEM_MISSING` where it stands in no System
   */
  public static of(construct: IConstruct): Template {
    Aspects._run(App.of(construct));
    return new Template(construct);
  }

  private readonly app: App;
  private readonly construct: IConstruct;
  private readonly system?: System;
  private readonly seen?: Seen;
  private readonly root?: OptionPlace;
  private output?: Rendered;

  private constructor(construct: IConstruct) {
    this.app = App.of(construct);
    this.construct = this.app;
    if (App.isApp(construct)) return;
    const system = System.of(construct);
    this.construct = this.system = system;
    this.seen = whileStill(() => allDefinitions(system));
    this.root = late().OptionPlace.root(this.seen.definitions);
  }

  // --- options ---

  /**
   * Assert that an option is set, to a value that matches.
   * @param path such as `services.openssh.ports`, or `fileSystems."/".device`. Where it has stars, one of the
   * options has to match.
   * @param pattern a value, or a matcher; any value will do unless given. Sets may have more members than it tells.
   * @throws `OPTION_NOT_SET`, `OPTION_DIFFERS`, `OPTION_CONFLICT` with what comes closest, and who set it
   */
  public hasOption(path: string, pattern?: any): void {
    this.assertOption(path, pattern, false);
  }

  /**
   * Assert that all options of a path with stars, and one at least, match.
   * @param path the path, with a `*` in place of one key each
   * @param pattern a value or a pattern of `Match`
   * @throws as `hasOption`
   */
  public everyOption(path: string, pattern: any): void {
    this.assertOption(path, pattern, true);
  }

  /**
   * Assert that an option is not set, nor anything below it.
   * @param path the path of the option, such as `services.openssh.enable`
   * @throws `OPTION_SET` with who set it
   */
  public lacksOption(path: string): void {
    const segments = parseOptionPath(path);
    const places = this.options.at(segments);
    if (places.length > 0) throw late().isSet(this.name, segments, places);
  }

  /**
   * The value of an option; undefined where it is not set.
   * @param path without stars.
   * @throws `OPTION_CONFLICT` where modules set it to values that do not go together
   */
  public optionOf(path: string): any {
    const [place] = this.options.at(parseOptionPath(path));
    if (place?.isConflict) throw late().conflict(this.name, place);
    return place?.value;
  }

  /**
   * All options that are set below a path, by their paths, with their values:
   * for snapshots of what a construct is about.
   * @param path all of them unless given.
   */
  public optionsUnder(path: string = ''): Record<string, any> {
    const places = path === '' ? [this.options] : this.options.at(parseOptionPath(path));
    const found = places.flatMap((place) => place.leaves()).filter((place) => place.path.length > 0);
    const entries = found.map((place) => [pathText(place.path), place.value] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /**
   * All definitions of an option, with who makes them, their priorities and conditions, in the order of the modules.
   *
   * @param path the path of the option, such as `services.openssh.enable`
   */
  public definitionsOf(path: string): OptionDefinition[] {
    return new SystemOptions(this.systemOrRefuse).definitions(path);
  }

  // --- counting ---

  /**
   * How many options there are of a path with stars, or constructs of a class.
   * @param what a path such as `services.nginx.virtualHosts.*`, or the class: in TypeScript itself, elsewhere its name.
   * Subclasses count.
   */
  public countOf(what: any): number {
    return this.named(what).length;
  }

  /**
   * Assert how many options there are of a path with stars, or constructs of a class.
   * @param what a path with stars, or a class of constructs
   * @param count how many there must be
   * @throws `COUNT_DIFFERS` with what there is
   */
  public hasCount(what: any, count: number): void {
    const found = this.named(what);
    if (found.length === count) return;
    const called = typeof what === 'function' ? (what as { name: string }).name : String(what);
    throw late().failure(
      'COUNT_DIFFERS',
      `${this.name} has ${found.length} of ${called}, and not ${count}`,
      found.length > 0 ? [late().indented(found)] : [],
    );
  }

  /**
   * The constructs of a class, in the order of the tree.
   * @param className such as `NixosContainer`. Subclasses count.
   */
  public constructsOf(className: string): IConstruct[] {
    return this.construct.node.findAll().filter((one) => isOfClass(one, className));
  }

  // --- the flake ---

  /**
   * Assert that the flake has an input. Those that nothing uses are not written.
   * @param name the name in `inputs`
   * @param pattern of what is written for it: `{ url: Match.stringLike('github:*') }`
   * @throws `INPUT_DIFFERS` with the inputs that there are
   */
  public hasInput(name: string, pattern?: any): void {
    const { inputs } = this.flake;
    late().assertValue(
      'INPUT_DIFFERS',
      'the input',
      name,
      late().placesIn(inputs, [name]),
      pattern,
      Object.keys(inputs),
    );
  }

  /**
   * Assert that the flake has no such input.
   * @param name the name in `inputs`
   * @throws `INPUT_SET`
   */
  public lacksInput(name: string): void {
    const [found] = late().placesIn(this.flake.inputs, [name]);
    if (found) throw late().failure('INPUT_SET', `the flake has the input ${name}`, []);
  }

  /**
   * Assert that the flake has an output.
   * @param path such as `packages.x86_64-linux.image`; stars stand for any one name.
   * @param pattern a value or a pattern of `Match`
   * @throws `OUTPUT_DIFFERS` with what comes closest
   */
  public hasOutput(path: string, pattern?: any): void {
    const { outputs } = this.flake;
    const segments = parseOptionPath(path);
    late().assertValue(
      'OUTPUT_DIFFERS',
      'the output',
      path,
      late().placesIn(outputs, segments),
      pattern,
      Object.keys(outputs),
    );
  }

  // --- files ---

  /**
   * Assert that a file is written.
   * @param path from the output folder, such as `hosts/attic/web.nix` or `../.sops.yaml`; a `*` stands for any text
   * without a slash.
   * @param pattern its whole text, or a matcher for it
   * @throws `FILE_DIFFERS` with the lines that differ
   */
  public hasFile(path: string, pattern?: any): void {
    late().assertText(path, this.files, pattern);
  }

  /**
   * Assert that no such file is written.
   * @param path the path from the output folder
   * @throws `FILE_WRITTEN`
   */
  public lacksFile(path: string): void {
    const found = Object.keys(this.files).filter((file) => late().matchesPath(file, path));
    if (found.length > 0) throw late().failure('FILE_WRITTEN', `${late().listed(found)} is written`, []);
  }

  /**
   * The text of a file; undefined where there is none.
   *
   * @param path the path from the output folder
   */
  public fileOf(path: string): string | undefined {
    return this.files[path];
  }

  private assertOption(path: string, given: unknown, all: boolean): void {
    const pattern = given === undefined ? Match.anyValue() : given;
    const segments = parseOptionPath(path);
    const places = this.options.at(segments);
    if (places.length === 0) {
      if (compare(pattern, undefined).isMatch) return;
      throw late().notSet(this.name, segments, this.options, this.seen!.unseen);
    }
    const tried = places.map((place) => {
      const results = place.candidates.map((value) => compare(pattern, value));
      return { place, result: results.find(({ isMatch }) => isMatch) ?? results[0]! };
    });
    const matching = tried.filter(({ result }) => result.isMatch);
    const failed = tried.filter(({ result }) => !result.isMatch);
    if (all ? failed.length > 0 : matching.length === 0) throw late().noMatch(this.name, segments, pattern, failed);
    const torn = (all ? tried : matching).find(({ place }) => place.isConflict);
    if (torn) throw late().conflict(this.name, torn.place);
    for (const { result } of matching) for (const act of result._whenMatched) act();
  }

  private named(what: unknown): string[] {
    if (typeof what === 'function') return this.pathsOf((one) => one instanceof what);
    const name = String(what);
    // Options begin with a small letter, classes with a capital one.
    if (/^[A-Z]\w*$/.test(name)) return this.pathsOf((one) => isOfClass(one, name));
    return this.options.at(parseOptionPath(name)).map((place) => pathText(place.path));
  }

  private pathsOf(isWanted: (construct: IConstruct) => boolean): string[] {
    return this.construct.node
      .findAll()
      .filter(isWanted)
      .map((one) => one.node.path || '(the app)');
  }

  private get options(): OptionPlace {
    void this.systemOrRefuse;
    return this.root!;
  }

  private get systemOrRefuse(): System {
    if (this.system) return this.system;
    throw new CosmoError({
      code: 'TEMPLATE_OF_APP',
      message: 'an app has no options',
      why: 'they belong to a host, a container, a guest, a home or a shared module',
      mend: 'ask the template of one of them: Template.of(host)',
    });
  }

  private get name(): string {
    return this.construct.node.path || 'the app';
  }

  private get rendered(): Rendered {
    return (this.output ??= late().renderUnchecked(this.app));
  }

  private get files(): Record<string, string> {
    return late().textsOf(this.app, this.rendered, true);
  }

  private get flake(): Flake {
    return late().readFlake(String(this.rendered.files.get('flake.nix')!.content));
  }
}

function isOfClass(construct: IConstruct, name: string): boolean {
  for (let at: unknown = Object.getPrototypeOf(construct); at; at = Object.getPrototypeOf(at)) {
    if ((at as object).constructor.name === name) return true;
  }
  return false;
}
