// Options of home-manager, from catalogues/home-manager.json. Written by `cosmo import`: import again, do not edit.
import type { Value, List, Attrs, Package } from '../value.js';

export interface HomeManagerOptions {
  /**
   * Not in the manual: for modules that build on others.
   *
   * Type: list of anything
   */
  assertions?: Value<List<any>>;
  home?: Value<Home>;
  /** Not in the manual: for modules that build on others. */
  nixpkgs?: any;
  programs?: Value<Programs>;
  /** Not in the manual: for modules that build on others. */
  warnings?: Value<List<string>>;
  xdg?: Value<Xdg>;
}

export interface Home {
  /** Type: DAG of string */
  activation?: Value<Attrs<string>>;
  checks?: Value<List<Package>>;
  enableDebugInfo?: Value<boolean>;
  enableNixpkgsReleaseCheck?: Value<boolean>;
  /** Not in the manual: for modules that build on others. */
  extraActivationPath?: any;
  /** Not in the manual: for modules that build on others. */
  extraBuilderCommands?: any;
  /** Type: list of path in the Nix store */
  extraDependencies?: Value<List<string>>;
  extraOutputsToInstall?: Value<List<string>>;
  file?: Value<Attrs<HomeFileEntry>>;
  fileOverlapResolution?: Value<"ignore" | "error" | "override">;
  /** Type: absolute path */
  homeDirectory?: Value<string>;
  keyboard?: Value<HomeKeyboard | null>;
  language?: Value<HomeLanguage>;
  packages?: Value<List<Package>>;
  pointerCursor?: Value<HomePointerCursor>;
  preferXdgDirectories?: Value<boolean>;
  /** Type: absolute path */
  profileDirectory?: Value<string>;
  services?: Value<Attrs<Attrs<any>>>;
  sessionPath?: Value<List<string>>;
  /** Type: attribute set of list of string */
  sessionSearchVariables?: Value<Attrs<List<string>>>;
  /** Type: unspecified value */
  sessionVariableSetter?: any;
  /** Type: lazy attribute set of (null or string or absolute path or signed integer or floating point number or boolean) */
  sessionVariables?: Value<Attrs<string | number | boolean | null>>;
  shell?: Value<HomeShell>;
  shellAliases?: Value<Attrs<string>>;
  stateVersion?: Value<"18.09" | "19.03" | "19.09" | "20.03" | "20.09" | "21.03" | "21.05" | "21.11" | "22.05" | "22.11" | "23.05" | "23.11" | "24.05" | "24.11" | "25.05" | "25.11" | "26.05" | "26.11">;
  /** Type: null or (unsigned integer, meaning >=0) */
  uid?: Value<number | null>;
  /** Type: non-empty string */
  username?: Value<string>;
}

export interface HomeFileEntry {
  enable?: Value<boolean>;
  executable?: Value<boolean | null>;
  force?: Value<boolean>;
  ignorelinks?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  onChange?: Value<string>;
  recursive?: Value<boolean>;
  /** Type: absolute path */
  source?: Value<string>;
  /** Type: non-empty string */
  target?: Value<string>;
  /** Type: null or strings concatenated with "\n" */
  text?: Value<string | null>;
}

export interface HomeKeyboard {
  layout?: Value<string | null>;
  model?: Value<string | null>;
  options?: Value<List<string>>;
  variant?: Value<string | null>;
}

export interface HomeLanguage {
  address?: Value<string | null>;
  base?: Value<string | null>;
  collate?: Value<string | null>;
  ctype?: Value<string | null>;
  measurement?: Value<string | null>;
  messages?: Value<string | null>;
  monetary?: Value<string | null>;
  name?: Value<string | null>;
  numeric?: Value<string | null>;
  paper?: Value<string | null>;
  telephone?: Value<string | null>;
  time?: Value<string | null>;
}

export interface HomePointerCursor {
  dotIcons?: Value<HomePointerCursorDotIcons>;
  enable?: Value<boolean>;
  gtk?: Value<HomePointerCursorGtk>;
  hyprcursor?: Value<HomePointerCursorHyprcursor>;
  name?: Value<string>;
  package?: Value<Package>;
  /** Type: signed integer */
  size?: Value<number>;
  sway?: Value<HomePointerCursorSway>;
  x11?: Value<HomePointerCursorX11>;
}

export interface HomePointerCursorDotIcons {
  enable?: Value<boolean>;
}

export interface HomePointerCursorGtk {
  enable?: Value<boolean>;
  /** Type: signed integer */
  size?: Value<number>;
}

export interface HomePointerCursorHyprcursor {
  enable?: Value<boolean>;
  /** Type: signed integer */
  size?: Value<number>;
}

export interface HomePointerCursorSway {
  enable?: Value<boolean>;
  /** Type: signed integer */
  size?: Value<number>;
}

export interface HomePointerCursorX11 {
  defaultCursor?: Value<string>;
  enable?: Value<boolean>;
  /** Type: signed integer */
  size?: Value<number>;
}

export interface HomeShell {
  enableBashIntegration?: Value<boolean>;
  enableFishIntegration?: Value<boolean>;
  enableIonIntegration?: Value<boolean>;
  enableNushellIntegration?: Value<boolean>;
  enableShellIntegration?: Value<boolean>;
  enableZshIntegration?: Value<boolean>;
}

export interface Programs {
  git?: Value<ProgramsGit>;
  zsh?: Value<ProgramsZsh>;
}

export interface ProgramsGit {
  aliases?: Value<Attrs<any>>;
  attributes?: Value<List<string>>;
  delta?: Value<ProgramsGitDelta>;
  "diff-highlight"?: Value<ProgramsGitDiffHighlight>;
  "diff-so-fancy"?: Value<ProgramsGitDiffSoFancy>;
  difftastic?: Value<ProgramsGitDifftastic>;
  enable?: Value<boolean>;
  /** Type: (attribute set of attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer) or attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer)))) or list of attribute set of attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer) or attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer))) */
  extraConfig?: Value<Attrs<Attrs<string | boolean | number | List<string | boolean | number> | Attrs<string | boolean | number | List<string | boolean | number>>>> | List<Attrs<Attrs<string | boolean | number | List<string | boolean | number> | Attrs<string | boolean | number | List<string | boolean | number>>>>>>;
  /** Type: attribute set of absolute path */
  hooks?: Value<Attrs<string>>;
  ignores?: Value<List<string>>;
  includes?: Value<List<ProgramsGitIncludesItem>>;
  lfs?: Value<ProgramsGitLfs>;
  maintenance?: Value<ProgramsGitMaintenance>;
  package?: Value<Package | null>;
  patdiff?: Value<ProgramsGitPatdiff>;
  riff?: Value<ProgramsGitRiff>;
  /** Type: (attribute set of attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer) or attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer)))) or list of attribute set of attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer) or attribute set of (string or boolean or signed integer or list of (string or boolean or signed integer))) */
  settings?: Value<Attrs<Attrs<string | boolean | number | List<string | boolean | number> | Attrs<string | boolean | number | List<string | boolean | number>>>> | List<Attrs<Attrs<string | boolean | number | List<string | boolean | number> | Attrs<string | boolean | number | List<string | boolean | number>>>>>>;
  signing?: Value<ProgramsGitSigning>;
  userEmail?: Value<Attrs<any>>;
  userName?: Value<Attrs<any>>;
}

export interface ProgramsGitDelta {
  enable?: Value<boolean>;
  /** Type: attribute set of (string or boolean or signed integer or attribute set of (string or boolean or signed integer)) */
  options?: Value<Attrs<string | boolean | number | Attrs<string | boolean | number>>>;
  package?: Value<Package>;
}

export interface ProgramsGitDiffHighlight {
  enable?: Value<boolean>;
  pagerOpts?: Value<List<string>>;
}

export interface ProgramsGitDiffSoFancy {
  changeHunkIndicators?: Value<Attrs<any>>;
  enable?: Value<boolean>;
  markEmptyLines?: Value<Attrs<any>>;
  pagerOpts?: Value<List<string>>;
  rulerWidth?: Value<Attrs<any>>;
  stripLeadingSymbols?: Value<Attrs<any>>;
  useUnicodeRuler?: Value<Attrs<any>>;
}

export interface ProgramsGitDifftastic {
  background?: Value<Attrs<any>>;
  color?: Value<Attrs<any>>;
  context?: Value<Attrs<any>>;
  display?: Value<Attrs<any>>;
  enable?: Value<boolean>;
  /** Type: unspecified value */
  enableAsDifftool?: any;
  /** Type: unspecified value */
  extraArgs?: any;
  /** Type: attribute set of (string or signed integer or boolean or list of (string or signed integer or boolean)) */
  options?: Value<Attrs<string | number | boolean | List<string | number | boolean>>>;
  package?: Value<Package>;
}

export interface ProgramsGitIncludesItem {
  condition?: Value<string | null>;
  contentSuffix?: Value<string>;
  /** Type: attribute set of anything */
  contents?: Value<Attrs<any>>;
  /** Type: string or absolute path */
  path?: Value<string>;
}

export interface ProgramsGitLfs {
  enable?: Value<boolean>;
  package?: Value<Package | null>;
  skipSmudge?: Value<boolean>;
}

export interface ProgramsGitMaintenance {
  enable?: Value<boolean>;
  repositories?: Value<List<string>>;
  timers?: Value<Attrs<string>>;
}

export interface ProgramsGitPatdiff {
  enable?: Value<boolean>;
  package?: Value<Package>;
}

export interface ProgramsGitRiff {
  commandLineOptions?: Value<List<string>>;
  enable?: Value<boolean>;
  package?: Value<Package>;
}

export interface ProgramsGitSigning {
  format?: Value<"openpgp" | "ssh" | "x509" | null>;
  gpgPath?: Value<string | null>;
  key?: Value<string | null>;
  signByDefault?: Value<boolean | null>;
  signer?: Value<string | null>;
}

export interface ProgramsZsh {
  antidote?: Value<ProgramsZshAntidote>;
  autocd?: Value<boolean | null>;
  autosuggestion?: Value<ProgramsZshAutosuggestion>;
  cdpath?: Value<List<string>>;
  /** Type: strings concatenated with "\n" */
  completionInit?: Value<string>;
  defaultKeymap?: Value<"emacs" | "vicmd" | "viins" | null>;
  dirHashes?: Value<Attrs<string>>;
  dotDir?: Value<string | null>;
  enable?: Value<boolean>;
  enableAutosuggestions?: Value<boolean>;
  enableCompletion?: Value<boolean>;
  enableSyntaxHighlighting?: Value<Attrs<any>>;
  enableVteIntegration?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  envExtra?: Value<string>;
  fastSyntaxHighlighting?: Value<ProgramsZshFastSyntaxHighlighting>;
  history?: Value<ProgramsZshHistory>;
  historySubstringSearch?: Value<ProgramsZshHistorySubstringSearch>;
  /** Type: strings concatenated with "\n" */
  initContent?: Value<string>;
  /** Type: strings concatenated with "\n" */
  initExtra?: Value<string>;
  /** Type: strings concatenated with "\n" */
  initExtraBeforeCompInit?: Value<string>;
  /** Type: strings concatenated with "\n" */
  initExtraFirst?: Value<string>;
  localVariables?: Value<Attrs<any>>;
  /** Type: strings concatenated with "\n" */
  loginExtra?: Value<string>;
  /** Type: strings concatenated with "\n" */
  logoutExtra?: Value<string>;
  "oh-my-zsh"?: Value<ProgramsZshOhMyZsh>;
  package?: Value<Package>;
  plugins?: Value<List<ProgramsZshPluginsItem>>;
  prezto?: Value<ProgramsZshPrezto>;
  /** Type: strings concatenated with "\n" */
  profileExtra?: Value<string>;
  /** Type: lazy attribute set of (null or string or absolute path or signed integer or floating point number or boolean) */
  sessionVariables?: Value<Attrs<string | number | boolean | null>>;
  setOptions?: Value<List<string>>;
  shellAliases?: Value<Attrs<string>>;
  shellGlobalAliases?: Value<Attrs<string>>;
  /** Type: attribute set of strings concatenated with "\n" */
  siteFunctions?: Value<Attrs<string>>;
  syntaxHighlighting?: Value<ProgramsZshSyntaxHighlighting>;
  zplug?: Value<ProgramsZshZplug>;
  zprof?: Value<ProgramsZshZprof>;
  zproof?: Value<Attrs<any>>;
  "zsh-abbr"?: Value<ProgramsZshZshAbbr>;
}

export interface ProgramsZshAntidote {
  enable?: Value<boolean>;
  package?: Value<Package | null>;
  plugins?: Value<List<string>>;
  useFriendlyNames?: Value<boolean>;
}

export interface ProgramsZshAutosuggestion {
  enable?: Value<boolean>;
  highlight?: Value<string | null>;
  /** Type: list of (one of "history", "completion", "match_prev_cmd") */
  strategy?: Value<List<"history" | "completion" | "match_prev_cmd">>;
}

export interface ProgramsZshFastSyntaxHighlighting {
  enable?: Value<boolean>;
  package?: Value<Package>;
  settings?: Value<Attrs<string>>;
  theme?: Value<string | null>;
}

export interface ProgramsZshHistory {
  append?: Value<boolean>;
  expireDuplicatesFirst?: Value<boolean>;
  extended?: Value<boolean>;
  findNoDups?: Value<boolean>;
  ignoreAllDups?: Value<boolean>;
  ignoreDups?: Value<boolean>;
  ignorePatterns?: Value<List<string>>;
  ignoreSpace?: Value<boolean>;
  path?: Value<string>;
  /** Type: signed integer */
  save?: Value<number>;
  saveNoDups?: Value<boolean>;
  share?: Value<boolean>;
  /** Type: signed integer */
  size?: Value<number>;
}

export interface ProgramsZshHistorySubstringSearch {
  enable?: Value<boolean>;
  /** Type: (list of string) or string */
  searchDownKey?: Value<List<string> | string>;
  /** Type: (list of string) or string */
  searchUpKey?: Value<List<string> | string>;
}

export interface ProgramsZshOhMyZsh {
  custom?: Value<string>;
  enable?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  extraConfig?: Value<string>;
  package?: Value<Package>;
  plugins?: Value<List<string>>;
  theme?: Value<string>;
}

export interface ProgramsZshPluginsItem {
  completions?: Value<List<string>>;
  file?: Value<string>;
  functions?: Value<List<string>>;
  name?: Value<string>;
  /** Type: absolute path */
  src?: Value<string>;
}

export interface ProgramsZshPrezto {
  autosuggestions?: Value<ProgramsZshPreztoAutosuggestions>;
  caseSensitive?: Value<boolean | null>;
  color?: Value<boolean | null>;
  completions?: Value<ProgramsZshPreztoCompletions>;
  editor?: Value<ProgramsZshPreztoEditor>;
  enable?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  extraConfig?: Value<string>;
  extraFunctions?: Value<List<string>>;
  extraModules?: Value<List<string>>;
  git?: Value<ProgramsZshPreztoGit>;
  gnuUtility?: Value<ProgramsZshPreztoGnuUtility>;
  historySubstring?: Value<ProgramsZshPreztoHistorySubstring>;
  macOS?: Value<ProgramsZshPreztoMacOS>;
  package?: Value<Package>;
  /** Type: list of absolute path */
  pmoduleDirs?: Value<List<string>>;
  pmodules?: Value<List<string>>;
  prompt?: Value<ProgramsZshPreztoPrompt>;
  python?: Value<ProgramsZshPreztoPython>;
  ruby?: Value<ProgramsZshPreztoRuby>;
  screen?: Value<ProgramsZshPreztoScreen>;
  ssh?: Value<ProgramsZshPreztoSsh>;
  syntaxHighlighting?: Value<ProgramsZshPreztoSyntaxHighlighting>;
  terminal?: Value<ProgramsZshPreztoTerminal>;
  tmux?: Value<ProgramsZshPreztoTmux>;
  utility?: Value<ProgramsZshPreztoUtility>;
}

export interface ProgramsZshPreztoAutosuggestions {
  color?: Value<string | null>;
}

export interface ProgramsZshPreztoCompletions {
  ignoredHosts?: Value<List<string>>;
}

export interface ProgramsZshPreztoEditor {
  dotExpansion?: Value<boolean | null>;
  keymap?: Value<"emacs" | "vi" | null>;
  promptContext?: Value<boolean | null>;
}

export interface ProgramsZshPreztoGit {
  submoduleIgnore?: Value<"dirty" | "untracked" | "all" | "none" | null>;
}

export interface ProgramsZshPreztoGnuUtility {
  prefix?: Value<string | null>;
}

export interface ProgramsZshPreztoHistorySubstring {
  foundColor?: Value<string | null>;
  globbingFlags?: Value<string | null>;
  notFoundColor?: Value<string | null>;
}

export interface ProgramsZshPreztoMacOS {
  dashKeyword?: Value<string | null>;
}

export interface ProgramsZshPreztoPrompt {
  pwdLength?: Value<"short" | "long" | "full" | null>;
  showReturnVal?: Value<boolean | null>;
  theme?: Value<string | null>;
}

export interface ProgramsZshPreztoPython {
  virtualenvAutoSwitch?: Value<boolean | null>;
  virtualenvInitialize?: Value<boolean | null>;
}

export interface ProgramsZshPreztoRuby {
  chrubyAutoSwitch?: Value<boolean | null>;
}

export interface ProgramsZshPreztoScreen {
  autoStartLocal?: Value<boolean | null>;
  autoStartRemote?: Value<boolean | null>;
}

export interface ProgramsZshPreztoSsh {
  identities?: Value<List<string>>;
}

export interface ProgramsZshPreztoSyntaxHighlighting {
  highlighters?: Value<List<string>>;
  pattern?: Value<Attrs<string>>;
  styles?: Value<Attrs<string>>;
}

export interface ProgramsZshPreztoTerminal {
  autoTitle?: Value<boolean | null>;
  multiplexerTitleFormat?: Value<string | null>;
  tabTitleFormat?: Value<string | null>;
  windowTitleFormat?: Value<string | null>;
}

export interface ProgramsZshPreztoTmux {
  autoStartLocal?: Value<boolean | null>;
  autoStartRemote?: Value<boolean | null>;
  defaultSessionName?: Value<string | null>;
  itermIntegration?: Value<boolean | null>;
}

export interface ProgramsZshPreztoUtility {
  safeOps?: Value<boolean | null>;
}

export interface ProgramsZshSyntaxHighlighting {
  enable?: Value<boolean>;
  highlighters?: Value<List<string>>;
  package?: Value<Package>;
  patterns?: Value<Attrs<string>>;
  styles?: Value<Attrs<string>>;
}

export interface ProgramsZshZplug {
  enable?: Value<boolean>;
  package?: Value<Package>;
  plugins?: Value<List<ProgramsZshZplugPluginsItem>>;
  /** Type: absolute path */
  zplugHome?: Value<string>;
}

export interface ProgramsZshZplugPluginsItem {
  name?: Value<string>;
  tags?: Value<List<string>>;
}

export interface ProgramsZshZprof {
  enable?: Value<boolean>;
}

export interface ProgramsZshZshAbbr {
  abbreviations?: Value<Attrs<string>>;
  enable?: Value<boolean>;
  globalAbbreviations?: Value<Attrs<string>>;
  package?: Value<Package>;
}

export interface Xdg {
  enable?: Value<boolean>;
}
