// Options of nixos, from catalogues/nixos.json. Written by `cosmo import`: import again, do not edit.
import type { Value, List, Attrs, Package, Expr } from '../value.js';

export interface NixosOptions {
  /**
   * Not in the manual: for modules that build on others.
   *
   * Type: list of anything
   */
  assertions?: Value<List<any>>;
  boot?: Value<Boot>;
  console?: Value<Console>;
  documentation?: Value<Documentation>;
  environment?: Value<Environment>;
  /** @default { } */
  fileSystems?: Value<Attrs<FileSystemsEntry>>;
  i18n?: Value<I18n>;
  networking?: Value<Networking>;
  nix?: Value<Nix>;
  nixpkgs?: Value<Nixpkgs>;
  security?: Value<Security>;
  services?: Value<Services>;
  system?: Value<System>;
  systemd?: Value<Systemd>;
  time?: Value<Time>;
  users?: Value<Users>;
  /** Not in the manual: for modules that build on others. */
  warnings?: Value<List<string>>;
  zramSwap?: Value<ZramSwap>;
}

export interface Boot {
  initrd?: Value<BootInitrd>;
  kernel?: Value<BootKernel>;
  loader?: Value<BootLoader>;
  tmp?: Value<BootTmp>;
}

export interface BootInitrd {
  /** Not in the manual: for modules that build on others. */
  extraUtilsCommands?: any;
  /** Not in the manual: for modules that build on others. */
  extraUtilsCommandsTest?: any;
  systemd?: Value<BootInitrdSystemd>;
}

export interface BootInitrdSystemd {
  /** Not in the manual: for modules that build on others. */
  managerEnvironment?: any;
}

export interface BootKernel {
  /** @default true */
  enable?: Value<boolean>;
  /** Not in the manual: for modules that build on others. */
  features?: any;
  /** @default "" */
  randstructSeed?: Value<string>;
  /**
   * Type: attribute set of (sysctl option value)
   * @default { }
   */
  sysctl?: Value<BootKernelSysctl>;
}

export interface BootKernelSysctl {
  _net?: Value<BootKernelSysctlNet>;
  [name: string]: any;
}

export interface BootKernelSysctlNet {
  core?: Value<BootKernelSysctlNetCore>;
}

export interface BootKernelSysctlNetCore {
  /**
   * Type: null or (unsigned integer, meaning >=0)
   * @default null
   */
  rmem_max_?: Value<number | null>;
  /**
   * Type: null or (unsigned integer, meaning >=0)
   * @default null
   */
  wmem_max_?: Value<number | null>;
}

export interface BootLoader {
  efi?: Value<BootLoaderEfi>;
  "systemd-boot"?: Value<BootLoaderSystemdBoot>;
  /**
   * Type: null or signed integer
   * @default 5
   */
  timeout?: Value<number | null>;
}

export interface BootLoaderEfi {
  /** @default false */
  canTouchEfiVariables?: Value<boolean>;
  /** @default "/boot" */
  efiSysMountPoint?: Value<string>;
}

export interface BootLoaderSystemdBoot {
  /**
   * Type: null or signed integer
   * @default null
   */
  configurationLimit?: Value<number | null>;
  /** @default "keep" */
  consoleMode?: Value<"0" | "1" | "2" | "5" | "auto" | "max" | "keep">;
  /** @default true */
  editor?: Value<boolean>;
  "edk2-uefi-shell"?: Value<BootLoaderSystemdBootEdk2UefiShell>;
  /** @default false */
  enable?: Value<boolean>;
  /**
   * Type: attribute set of strings concatenated with "\n"
   * @default { }
   */
  extraEntries?: Value<Attrs<string>>;
  /** @default { } */
  extraFiles?: Value<Attrs<string>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraInstallCommands?: Value<string>;
  /** @default false */
  graceful?: Value<boolean>;
  /**
   * Type: unspecified value
   * @default "with config.hardware.deviceTree; enable && name != null"
   */
  installDeviceTree?: any;
  memtest86?: Value<BootLoaderSystemdBootMemtest86>;
  netbootxyz?: Value<BootLoaderSystemdBootNetbootxyz>;
  /** @default false */
  rebootForBitlocker?: Value<boolean>;
  /** @default "nixos" */
  sortKey?: Value<string>;
  /** @default { } */
  windows?: Value<Attrs<BootLoaderSystemdBootWindowsEntry>>;
  /** @default null */
  xbootldrMountPoint?: Value<string | null>;
}

export interface BootLoaderSystemdBootEdk2UefiShell {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "o_edk2-uefi-shell" */
  sortKey?: Value<string>;
}

export interface BootLoaderSystemdBootMemtest86 {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "o_memtest86" */
  sortKey?: Value<string>;
}

export interface BootLoaderSystemdBootNetbootxyz {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "o_netbootxyz" */
  sortKey?: Value<string>;
}

export interface BootLoaderSystemdBootWindowsEntry {
  efiDeviceHandle?: Value<string>;
  sortKey?: Value<string>;
  /** @default "attribute name of this entry, prefixed with \"Windows \"" */
  title?: Value<string>;
}

export interface BootTmp {
  /** @default false */
  cleanOnBoot?: Value<boolean>;
  /**
   * Type: string or (positive integer, meaning >0)
   * @default "50%"
   */
  tmpfsSize?: Value<string | number>;
  /** @default false */
  useTmpfs?: Value<boolean>;
}

export interface Console {
  /**
   * Type: list of string matching the pattern [[:xdigit:]]{6}
   * @default [ ]
   */
  colors?: Value<List<string>>;
  /** @default false */
  earlySetup?: Value<boolean>;
  /** @default true */
  enable?: Value<boolean>;
  /**
   * Type: null or string or path
   * @default null
   */
  font?: Value<string | null>;
  /**
   * Type: string or path
   * @default "us"
   */
  keyMap?: Value<string>;
  /** @default [ ] */
  packages?: Value<List<Package>>;
  /** @default false */
  useXkbConfig?: Value<boolean>;
}

export interface Documentation {
  dev?: Value<DocumentationDev>;
  doc?: Value<DocumentationDoc>;
  /** @default true */
  enable?: Value<boolean>;
  info?: Value<DocumentationInfo>;
  man?: Value<DocumentationMan>;
  nixos?: Value<DocumentationNixos>;
}

export interface DocumentationDev {
  /** @default false */
  enable?: Value<boolean>;
}

export interface DocumentationDoc {
  /** @default true */
  enable?: Value<boolean>;
}

export interface DocumentationInfo {
  /** @default true */
  enable?: Value<boolean>;
}

export interface DocumentationMan {
  /** @default true */
  enable?: Value<boolean>;
  /** @default false */
  generateCaches?: Value<boolean>;
  "man-db"?: Value<DocumentationManManDb>;
  mandoc?: Value<DocumentationManMandoc>;
}

export interface DocumentationManManDb {
  /** @default config.documentation.man.enable */
  enable?: Value<boolean>;
  manualPages?: Value<string>;
  /** @default pkgs.man-db */
  package?: Value<Package>;
}

export interface DocumentationManMandoc {
  /** @default config.documentation.man.mandoc.manPath */
  cachePath?: Value<List<string>>;
  /** @default false */
  enable?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  manPath?: Value<List<string>>;
  /** @default pkgs.mandoc */
  package?: Value<Package>;
  /** @default { } */
  settings?: Value<DocumentationManMandocSettings>;
}

export interface DocumentationManMandocSettings {
  /** @default [ ] */
  manpath?: Value<List<string>>;
  output?: Value<DocumentationManMandocSettingsOutput>;
}

export interface DocumentationManMandocSettingsOutput {
  /** @default false */
  fragment?: Value<boolean>;
  /** @default null */
  includes?: Value<string | null>;
  /**
   * Type: null or signed integer
   * @default null
   */
  indent?: Value<number | null>;
  /** @default null */
  man?: Value<string | null>;
  /** @default null */
  paper?: Value<string | null>;
  /** @default null */
  style?: Value<string | null>;
  /** @default false */
  toc?: Value<boolean>;
  /**
   * Type: null or signed integer
   * @default null
   */
  width?: Value<number | null>;
}

export interface DocumentationNixos {
  /** @default true */
  enable?: Value<boolean>;
  /**
   * Type: list of (path or string)
   * @default [ ]
   */
  extraModuleSources?: Value<List<string>>;
  /**
   * Type: list of raw value
   * @default [ ]
   */
  extraModules?: Value<List<any>>;
  /** @default false */
  includeAllModules?: Value<boolean>;
  options?: Value<DocumentationNixosOptions>;
}

export interface DocumentationNixosOptions {
  /** @default true */
  splitBuild?: Value<boolean>;
  /** @default true */
  warningsAreErrors?: Value<boolean>;
}

export interface Environment {
  /** @default [ ] */
  systemPackages?: Value<List<Package>>;
}

export interface FileSystemsEntry {
  /** @default false */
  autoFormat?: Value<boolean>;
  /** @default false */
  autoResize?: Value<boolean>;
  /**
   * Type: list of string (with check: non-empty without trailing slash)
   * @default [ ]
   */
  depends?: Value<List<string>>;
  /**
   * Type: null or string (with check: non-empty)
   * @default null
   */
  device?: Value<string | null>;
  encrypted?: Value<FileSystemsEntryEncrypted>;
  /**
   * Type: string (with check: non-empty)
   * @default "auto"
   */
  fsType?: Value<string>;
  /**
   * Type: null or string (with check: non-empty)
   * @default null
   */
  label?: Value<string | null>;
  /** Type: string (with check: non-empty without trailing slash) */
  mountPoint?: Value<string>;
  /** @default false */
  neededForBoot?: Value<boolean>;
  /** @default false */
  noCheck?: Value<boolean>;
  /** Type: non-empty (list of string (with check: non-empty)) */
  options?: Value<List<string>>;
  overlay?: Value<FileSystemsEntryOverlay>;
  stratis?: Value<FileSystemsEntryStratis>;
}

export interface FileSystemsEntryEncrypted {
  /** @default null */
  blkDev?: Value<string | null>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default null */
  keyFile?: Value<string | null>;
  /** @default null */
  label?: Value<string | null>;
}

export interface FileSystemsEntryOverlay {
  /**
   * Type: null or (non-empty (list of (string or path in the Nix store)))
   * @default null
   */
  lowerdir?: Value<List<string> | null>;
  /** @default null */
  upperdir?: Value<string | null>;
  /** @default null */
  workdir?: Value<string | null>;
}

export interface FileSystemsEntryStratis {
  /** @default null */
  poolUuid?: Value<string | null>;
}

export interface I18n {
  /** @default "en_US.UTF-8" */
  defaultLocale?: Value<string>;
  supportedLocales?: Value<List<string>>;
}

export interface Networking {
  firewall?: Value<NetworkingFirewall>;
  /** @default null */
  hostId?: Value<string | null>;
  /**
   * Type: string matching the pattern ^$|^[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?$
   * @default config.system.nixos.distroId
   */
  hostName?: Value<string>;
  networkmanager?: Value<NetworkingNetworkmanager>;
  /** @default true */
  useDHCP?: Value<boolean>;
  /** @default false */
  useNetworkd?: Value<boolean>;
}

export interface NetworkingFirewall {
  /** @default true */
  allowPing?: Value<boolean>;
  /**
   * Type: list of attribute set of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedTCPPortRanges?: Value<List<Attrs<number>>>;
  /**
   * Type: list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedTCPPorts?: Value<List<number>>;
  /**
   * Type: list of attribute set of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedUDPPortRanges?: Value<List<Attrs<number>>>;
  /**
   * Type: list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedUDPPorts?: Value<List<number>>;
  /** @default false */
  autoLoadConntrackHelpers?: Value<boolean>;
  /**
   * Type: boolean or one of "strict", "loose"
   * @default true
   */
  checkReversePath?: Value<boolean | "strict" | "loose">;
  /** @default [ ] */
  connectionTrackingModules?: Value<List<string>>;
  /** @default true */
  enable?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraCommands?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraForwardRules?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraInputRules?: Value<string>;
  /** @default [ ] */
  extraPackages?: Value<List<Package>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraReversePathFilterRules?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraStopCommands?: Value<string>;
  /** @default false */
  filterForward?: Value<boolean>;
  /** @default { } */
  interfaces?: Value<Attrs<NetworkingFirewallInterfacesEntry>>;
  /** @default true */
  logRefusedConnections?: Value<boolean>;
  /** @default false */
  logRefusedPackets?: Value<boolean>;
  /** @default true */
  logRefusedUnicastsOnly?: Value<boolean>;
  /** @default false */
  logReversePathDrops?: Value<boolean>;
  package?: Value<Package>;
  /**
   * Type: null or strings concatenated with " "
   * @default null
   */
  pingLimit?: Value<string | null>;
  /** @default false */
  rejectPackets?: Value<boolean>;
  /** @default [ ] */
  trustedInterfaces?: Value<List<string>>;
}

export interface NetworkingFirewallInterfacesEntry {
  /**
   * Type: list of attribute set of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedTCPPortRanges?: Value<List<Attrs<number>>>;
  /**
   * Type: list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedTCPPorts?: Value<List<number>>;
  /**
   * Type: list of attribute set of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedUDPPortRanges?: Value<List<Attrs<number>>>;
  /**
   * Type: list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default [ ]
   */
  allowedUDPPorts?: Value<List<number>>;
}

export interface NetworkingNetworkmanager {
  /** @default false */
  enable?: Value<boolean>;
}

export interface Nix {
  channel?: Value<NixChannel>;
  gc?: Value<NixGc>;
  optimise?: Value<NixOptimise>;
  /**
   * Type: attribute set of (Nix config atom (null, bool, int, float, str, path or package) or list of (Nix config atom (null, bool, int, float, str, path or package)))
   * @default { }
   */
  settings?: Value<NixSettings>;
}

export interface NixChannel {
  /** @default true */
  enable?: Value<boolean>;
}

export interface NixGc {
  /** @default false */
  automatic?: Value<boolean>;
  /**
   * Type: (optionally newline-terminated) single-line string
   * @default "03:15"
   */
  dates?: Value<string>;
  /**
   * Type: (optionally newline-terminated) single-line string
   * @default ""
   */
  options?: Value<string>;
  /** @default true */
  persistent?: Value<boolean>;
  /**
   * Type: (optionally newline-terminated) single-line string
   * @default "0"
   */
  randomizedDelaySec?: Value<string>;
}

export interface NixOptimise {
  /** @default false */
  automatic?: Value<boolean>;
  dates?: Value<List<string>>;
}

export interface NixSettings {
  "allowed-users"?: Value<List<string>>;
  /** @default false */
  "auto-optimise-store"?: Value<boolean>;
  /**
   * Type: signed integer
   * @default 0
   */
  cores?: Value<number>;
  /** @default [ ] */
  "extra-sandbox-paths"?: Value<List<string>>;
  /**
   * Type: signed integer or value "auto" (singular enum)
   * @default "auto"
   */
  "max-jobs"?: Value<number | "auto">;
  /** @default true */
  "require-sigs"?: Value<boolean>;
  /**
   * Type: boolean or value "relaxed" (singular enum)
   * @default true
   */
  sandbox?: Value<boolean | "relaxed">;
  substituters?: Value<List<string>>;
  "system-features"?: Value<List<string>>;
  "trusted-public-keys"?: Value<List<string>>;
  /** @default [ ] */
  "trusted-substituters"?: Value<List<string>>;
  "trusted-users"?: Value<List<string>>;
  [name: string]: any;
}

export interface Nixpkgs {
  /**
   * Type: string or (attribute set)
   * @default config.nixpkgs.hostPlatform
   */
  buildPlatform?: Value<string | Attrs<any>>;
  /**
   * Type: nixpkgs config
   * @default { }
   */
  config?: Value<Attrs<any>>;
  /**
   * Type: null or (attribute set)
   * @default null
   */
  crossSystem?: Value<Attrs<any> | null>;
  flake?: Value<NixpkgsFlake>;
  /** Type: string or (attribute set) */
  hostPlatform?: Value<string | Attrs<any>>;
  localSystem?: Value<Attrs<any>>;
  /**
   * Type: list of (nixpkgs overlay)
   * @default [ ]
   */
  overlays?: Value<List<Expr>>;
  /** Type: An evaluation of Nixpkgs; the top level attribute set of packages */
  pkgs?: Value<Expr>;
  system?: Value<string>;
}

export interface NixpkgsFlake {
  /** @default "config.nixpkgs.flake.source != null" */
  setFlakeRegistry?: Value<boolean>;
  /** @default "config.nixpkgs.flake.source != null" */
  setNixPath?: Value<boolean>;
  /** Type: null or string or path */
  source?: Value<string | null>;
}

export interface Security {
  acme?: Value<SecurityAcme>;
  sudo?: Value<SecuritySudo>;
}

export interface SecurityAcme {
  /** @default false */
  acceptTerms?: Value<boolean>;
  /** @default { } */
  certs?: Value<Attrs<SecurityAcmeCertsEntry>>;
  defaults?: Value<SecurityAcmeDefaults>;
  /**
   * Type: signed integer
   * @default 5
   */
  maxConcurrentRenewals?: Value<number>;
  /** @default true */
  preliminarySelfsigned?: Value<boolean>;
  /** @default false */
  useRoot?: Value<boolean>;
}

export interface SecurityAcmeCertsEntry {
  /** @default config.security.acme.defaults.credentialFiles */
  credentialFiles?: Value<Attrs<string>>;
  /**
   * Type: none
   * @default "/var/lib/acme/‹name›"
   */
  directory?: any;
  /** @default config.security.acme.defaults.dnsPropagationCheck */
  dnsPropagationCheck?: Value<boolean>;
  /** @default config.security.acme.defaults.dnsProvider */
  dnsProvider?: Value<string | null>;
  /** @default config.security.acme.defaults.dnsResolver */
  dnsResolver?: Value<string | null>;
  /** @default "‹name›" */
  domain?: Value<string>;
  /** @default config.security.acme.defaults.email */
  email?: Value<string | null>;
  /** @default config.security.acme.defaults.enableDebugLogs */
  enableDebugLogs?: Value<boolean>;
  /** @default config.security.acme.defaults.environmentFile */
  environmentFile?: Value<string | null>;
  /** @default [ ] */
  extraDomainNames?: Value<List<string>>;
  /** @default config.security.acme.defaults.extraLegoFlags */
  extraLegoFlags?: Value<List<string>>;
  /** @default config.security.acme.defaults.extraLegoRenewFlags */
  extraLegoRenewFlags?: Value<List<string>>;
  /** @default config.security.acme.defaults.extraLegoRunFlags */
  extraLegoRunFlags?: Value<List<string>>;
  /** @default config.security.acme.defaults.group */
  group?: Value<string>;
  /** @default true */
  inheritDefaults?: Value<boolean>;
  /** @default config.security.acme.defaults.keyType */
  keyType?: Value<string>;
  /** @default null */
  listenHTTP?: Value<string | null>;
  /** @default config.security.acme.defaults.ocspMustStaple */
  ocspMustStaple?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default config.security.acme.defaults.postRun
   */
  postRun?: Value<string>;
  /** @default config.security.acme.defaults.reloadServices */
  reloadServices?: Value<List<string>>;
  /** @default config.security.acme.defaults.renewInterval */
  renewInterval?: Value<string>;
  /** @default null */
  s3Bucket?: Value<string | null>;
  /** @default config.security.acme.defaults.server */
  server?: Value<string | null>;
  /**
   * Type: signed integer
   * @default config.security.acme.defaults.validMinDays
   */
  validMinDays?: Value<number>;
  /** @default config.security.acme.defaults.webroot */
  webroot?: Value<string | null>;
}

export interface SecurityAcmeDefaults {
  /** @default { } */
  credentialFiles?: Value<Attrs<string>>;
  /** @default true */
  dnsPropagationCheck?: Value<boolean>;
  /** @default null */
  dnsProvider?: Value<string | null>;
  /** @default null */
  dnsResolver?: Value<string | null>;
  /** @default null */
  email?: Value<string | null>;
  /** @default true */
  enableDebugLogs?: Value<boolean>;
  /** @default null */
  environmentFile?: Value<string | null>;
  /** @default [ ] */
  extraLegoFlags?: Value<List<string>>;
  /** @default [ ] */
  extraLegoRenewFlags?: Value<List<string>>;
  /** @default [ ] */
  extraLegoRunFlags?: Value<List<string>>;
  /** @default "acme" */
  group?: Value<string>;
  /** @default "ec256" */
  keyType?: Value<string>;
  /** @default false */
  ocspMustStaple?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  postRun?: Value<string>;
  /** @default [ ] */
  reloadServices?: Value<List<string>>;
  /** @default "daily" */
  renewInterval?: Value<string>;
  /** @default "https://acme-v02.api.letsencrypt.org/directory" */
  server?: Value<string | null>;
  /**
   * Type: signed integer
   * @default 30
   */
  validMinDays?: Value<number>;
  /** @default null */
  webroot?: Value<string | null>;
}

export interface SecuritySudo {
  /** Type: strings concatenated with "\n" */
  configFile?: Value<string>;
  defaultOptions?: Value<List<string>>;
  /** @default true */
  enable?: Value<boolean>;
  /** @default false */
  execWheelOnly?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  /** @default [ ] */
  extraRules?: Value<List<SecuritySudoExtraRulesItem>>;
  /** @default true */
  keepTerminfo?: Value<boolean>;
  /** @default pkgs.sudo */
  package?: Value<Package>;
  /** @default true */
  wheelNeedsPassword?: Value<boolean>;
}

export interface SecuritySudoExtraRulesItem {
  /** Type: list of (string or (submodule)) */
  commands?: Value<List<string | Attrs<any>>>;
  /**
   * Type: list of (string or signed integer)
   * @default [ ]
   */
  groups?: Value<List<string | number>>;
  /** @default "ALL" */
  host?: Value<string>;
  /** @default "ALL:ALL" */
  runAs?: Value<string>;
  /**
   * Type: list of (string or signed integer)
   * @default [ ]
   */
  users?: Value<List<string | number>>;
}

export interface Services {
  nginx?: Value<ServicesNginx>;
  openssh?: Value<ServicesOpenssh>;
  postgresql?: Value<ServicesPostgresql>;
  tailscale?: Value<ServicesTailscale>;
}

export interface ServicesNginx {
  /**
   * Type: list of attribute set of anything
   * @default [ ]
   */
  additionalModules?: Value<List<Attrs<any>>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  appendConfig?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  appendHttpConfig?: Value<string>;
  /** @default "10m" */
  clientMaxBodySize?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  commonHttpConfig?: Value<string>;
  /** @default "" */
  config?: Value<string>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 80
   */
  defaultHTTPListenPort?: Value<number>;
  /** @default [ ] */
  defaultListen?: Value<List<ServicesNginxDefaultListenItem>>;
  defaultListenAddresses?: Value<List<string>>;
  /** @default $''{pkgs.mailcap}/etc/nginx/mime.types */
  defaultMimeTypes?: Value<string>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 443
   */
  defaultSSLListenPort?: Value<number>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default false */
  enableQuicBPF?: Value<boolean>;
  /** @default false */
  enableReload?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  eventsConfig?: Value<string>;
  gitweb?: Value<ServicesNginxGitweb>;
  /** @default "nginx" */
  group?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  httpConfig?: Value<string>;
  /** @default "stderr" */
  logError?: Value<string>;
  /** @default null */
  mapHashBucketSize?: Value<32 | 64 | 128 | null>;
  /**
   * Type: null or (positive integer, meaning >0)
   * @default null
   */
  mapHashMaxSize?: Value<number | null>;
  /** @default pkgs.nginxStable */
  package?: Value<Package>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  preStart?: Value<string>;
  /** @default { } */
  proxyCachePath?: Value<Attrs<ServicesNginxProxyCachePathEntry>>;
  /** @default false */
  proxyResolveWhileRunning?: Value<boolean>;
  /** @default "60s" */
  proxyTimeout?: Value<string>;
  /** @default false */
  recommendedBrotliSettings?: Value<boolean>;
  /** @default false */
  recommendedGzipSettings?: Value<boolean>;
  /** @default false */
  recommendedOptimisation?: Value<boolean>;
  /** @default false */
  recommendedProxySettings?: Value<boolean>;
  /** @default false */
  recommendedTlsSettings?: Value<boolean>;
  /** @default false */
  recommendedZstdSettings?: Value<boolean>;
  /** @default { } */
  resolver?: Value<ServicesNginxResolver>;
  /**
   * Type: null or (positive integer, meaning >0)
   * @default null
   */
  serverNamesHashBucketSize?: Value<number | null>;
  /**
   * Type: null or (positive integer, meaning >0)
   * @default null
   */
  serverNamesHashMaxSize?: Value<number | null>;
  /** @default false */
  serverTokens?: Value<boolean>;
  sslCiphers?: Value<string | null>;
  /** @default null */
  sslDhparam?: Value<string | null>;
  /** @default "TLSv1.2 TLSv1.3" */
  sslProtocols?: Value<string>;
  sso?: Value<ServicesNginxSso>;
  /** @default false */
  statusPage?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  streamConfig?: Value<string>;
  tailscaleAuth?: Value<ServicesNginxTailscaleAuth>;
  /** Type: positive integer, meaning >0 */
  typesHashMaxSize?: Value<number>;
  /** @default { } */
  upstreams?: Value<Attrs<ServicesNginxUpstreamsEntry>>;
  /** @default "nginx" */
  user?: Value<string>;
  /** @default true */
  validateConfigFile?: Value<boolean>;
  virtualHosts?: Value<Attrs<ServicesNginxVirtualHostsEntry>>;
}

export interface ServicesNginxDefaultListenItem {
  addr?: Value<string>;
  /** @default [ ] */
  extraParameters?: Value<List<string>>;
  /**
   * Type: null or 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default null
   */
  port?: Value<number | null>;
  /** @default false */
  proxyProtocol?: Value<boolean>;
  /** @default null */
  ssl?: Value<boolean | null>;
}

export interface ServicesNginxGitweb {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "nginx" */
  group?: Value<string>;
  /** @default "/gitweb" */
  location?: Value<string>;
  /** @default "nginx" */
  user?: Value<string>;
  /** @default "_" */
  virtualHost?: Value<string>;
}

export interface ServicesNginxProxyCachePathEntry {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "10m" */
  inactive?: Value<string>;
  /** @default "cache" */
  keysZoneName?: Value<string>;
  /** @default "10m" */
  keysZoneSize?: Value<string>;
  /** @default "1:2" */
  levels?: Value<string>;
  /** @default "1g" */
  maxSize?: Value<string>;
  /** @default false */
  useTempPath?: Value<boolean>;
}

export interface ServicesNginxResolver {
  /** @default [ ] */
  addresses?: Value<List<string>>;
  /** @default true */
  ipv4?: Value<boolean>;
  /** @default true */
  ipv6?: Value<boolean>;
  /** @default "" */
  valid?: Value<string>;
}

export interface ServicesNginxSso {
  /**
   * Type: attribute set of unspecified value
   * @default { }
   */
  configuration?: Value<Attrs<any>>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default pkgs.nginx-sso */
  package?: Value<Package>;
}

export interface ServicesNginxTailscaleAuth {
  /** @default false */
  enable?: Value<boolean>;
  /** @default "" */
  expectedTailnet?: Value<string | null>;
  group?: Value<string>;
  package?: Value<Package>;
  socketPath?: Value<string>;
  user?: Value<string>;
  /** @default [ ] */
  virtualHosts?: Value<List<string>>;
}

export interface ServicesNginxUpstreamsEntry {
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  /**
   * Type: attribute set of (attribute set of (boolean or signed integer or string))
   * @default { }
   */
  servers?: Value<Attrs<ServicesNginxUpstreamsEntryServersEntry>>;
}

export interface ServicesNginxUpstreamsEntryServersEntry {
  /** @default false */
  backup?: Value<boolean>;
  [name: string]: any;
}

export interface ServicesNginxVirtualHostsEntry {
  /** @default null */
  acmeFallbackHost?: Value<string | null>;
  /** @default "/var/lib/acme/acme-challenge" */
  acmeRoot?: Value<string | null>;
  /** @default false */
  addSSL?: Value<boolean>;
  /** @default { } */
  basicAuth?: Value<Attrs<string>>;
  /** @default null */
  basicAuthFile?: Value<string | null>;
  /** @default false */
  default?: Value<boolean>;
  /** @default false */
  enableACME?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  /** @default false */
  forceSSL?: Value<boolean>;
  /** @default null */
  globalRedirect?: Value<string | null>;
  /** @default true */
  http2?: Value<boolean>;
  /** @default true */
  http3?: Value<boolean>;
  /** @default false */
  http3_hq?: Value<boolean>;
  /** @default false */
  kTLS?: Value<boolean>;
  /** @default [ ] */
  listen?: Value<List<ServicesNginxVirtualHostsEntryListenItem>>;
  /** @default [ ] */
  listenAddresses?: Value<List<string>>;
  /** @default { } */
  locations?: Value<Attrs<ServicesNginxVirtualHostsEntryLocationsEntry>>;
  /** @default false */
  onlySSL?: Value<boolean>;
  /** @default false */
  quic?: Value<boolean>;
  /**
   * Type: integer between 300 and 399 (both inclusive)
   * @default 301
   */
  redirectCode?: Value<number>;
  /** @default false */
  rejectSSL?: Value<boolean>;
  /** @default false */
  reuseport?: Value<boolean>;
  /** @default null */
  root?: Value<string | null>;
  /** @default [ ] */
  serverAliases?: Value<List<string>>;
  /** @default null */
  serverName?: Value<string | null>;
  sslCertificate?: Value<string>;
  sslCertificateKey?: Value<string>;
  /** @default null */
  sslTrustedCertificate?: Value<string | null>;
  /** @default null */
  useACMEHost?: Value<string | null>;
}

export interface ServicesNginxVirtualHostsEntryListenItem {
  addr?: Value<string>;
  /** @default [ ] */
  extraParameters?: Value<List<string>>;
  /**
   * Type: null or 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default null
   */
  port?: Value<number | null>;
  /** @default false */
  proxyProtocol?: Value<boolean>;
  /** @default false */
  ssl?: Value<boolean>;
}

export interface ServicesNginxVirtualHostsEntryLocationsEntry {
  /** @default null */
  alias?: Value<string | null>;
  /** @default { } */
  basicAuth?: Value<Attrs<string>>;
  /** @default null */
  basicAuthFile?: Value<string | null>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  /**
   * Type: attribute set of (string or path)
   * @default { }
   */
  fastcgiParams?: Value<Attrs<string>>;
  /** @default null */
  index?: Value<string | null>;
  /**
   * Type: signed integer
   * @default 1000
   */
  priority?: Value<number>;
  /** @default null */
  proxyPass?: Value<string | null>;
  /** @default false */
  proxyWebsockets?: Value<boolean>;
  /** @default config.services.nginx.recommendedProxySettings */
  recommendedProxySettings?: Value<boolean>;
  /**
   * Type: null or string or signed integer
   * @default null
   */
  return?: Value<string | number | null>;
  /** @default null */
  root?: Value<string | null>;
  /** @default null */
  tryFiles?: Value<string | null>;
}

export interface ServicesOpenssh {
  /** @default true */
  allowSFTP?: Value<boolean>;
  /** @default "none" */
  authorizedKeysCommand?: Value<string>;
  /** @default "nobody" */
  authorizedKeysCommandUser?: Value<string>;
  /** @default [ ] */
  authorizedKeysFiles?: Value<List<string>>;
  /** @default true */
  authorizedKeysInHomedir?: Value<boolean>;
  /**
   * Type: null or strings concatenated with "\n"
   * @default null
   */
  banner?: Value<string | null>;
  /** @default false */
  enable?: Value<boolean>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  extraConfig?: Value<string>;
  /** Type: list of (attribute set) */
  hostKeys?: Value<List<Attrs<any>>>;
  knownHosts?: Value<Attrs<ServicesOpensshKnownHostsEntry>>;
  /** @default [ ] */
  listenAddresses?: Value<List<ServicesOpensshListenAddressesItem>>;
  moduliFile?: Value<string>;
  /** @default true */
  openFirewall?: Value<boolean>;
  /** @default programs.ssh.package */
  package?: Value<Package>;
  /** Type: list of 16 bit unsigned integer; between 0 and 65535 (both inclusive) */
  ports?: Value<List<number>>;
  /**
   * Type: attribute set of (atom (null, bool, int, float or string))
   * @default { }
   */
  settings?: Value<ServicesOpensshSettings>;
  /** @default [ ] */
  sftpFlags?: Value<List<string>>;
  sftpServerExecutable?: Value<string>;
  /** @default false */
  startWhenNeeded?: Value<boolean>;
}

export interface ServicesOpensshKnownHostsEntry {
  /** @default false */
  certAuthority?: Value<boolean>;
  /** @default [ ] */
  extraHostNames?: Value<List<string>>;
  hostNames?: Value<List<string>>;
  /** @default null */
  publicKey?: Value<string | null>;
  /** @default null */
  publicKeyFile?: Value<string | null>;
}

export interface ServicesOpensshListenAddressesItem {
  /** @default null */
  addr?: Value<string | null>;
  /**
   * Type: null or signed integer
   * @default null
   */
  port?: Value<number | null>;
}

export interface ServicesOpensshSettings {
  /**
   * Type: null or (list of string)
   * @default null
   */
  AllowGroups?: Value<List<string> | null>;
  /**
   * Type: null or (list of string)
   * @default null
   */
  AllowUsers?: Value<List<string> | null>;
  /** @default "none" */
  AuthorizedPrincipalsFile?: Value<string | null>;
  /** Type: null or (list of string) */
  Ciphers?: Value<List<string> | null>;
  /**
   * Type: null or (list of string)
   * @default null
   */
  DenyGroups?: Value<List<string> | null>;
  /**
   * Type: null or (list of string)
   * @default null
   */
  DenyUsers?: Value<List<string> | null>;
  /** @default "no" */
  GatewayPorts?: Value<string | null>;
  /** @default true */
  KbdInteractiveAuthentication?: Value<boolean | null>;
  /** Type: null or (list of string) */
  KexAlgorithms?: Value<List<string> | null>;
  /** @default "INFO" */
  LogLevel?: Value<"QUIET" | "FATAL" | "ERROR" | "INFO" | "VERBOSE" | "DEBUG" | "DEBUG1" | "DEBUG2" | "DEBUG3" | null>;
  /** Type: null or (list of string) */
  Macs?: Value<List<string> | null>;
  /** @default true */
  PasswordAuthentication?: Value<boolean | null>;
  /** @default "prohibit-password" */
  PermitRootLogin?: Value<"yes" | "without-password" | "prohibit-password" | "forced-commands-only" | "no" | null>;
  /** @default false */
  PrintMotd?: Value<boolean | null>;
  /** @default true */
  StrictModes?: Value<boolean | null>;
  /** @default false */
  UseDns?: Value<boolean | null>;
  /** @default true */
  UsePAM?: Value<boolean | null>;
  /** @default false */
  X11Forwarding?: Value<boolean | null>;
  [name: string]: any;
}

export interface ServicesPostgresql {
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  authentication?: Value<string>;
  /** @default true */
  checkConfig?: Value<boolean>;
  dataDir?: Value<string>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default false */
  enableJIT?: Value<boolean>;
  /** @default false */
  enableTCPIP?: Value<boolean>;
  /** @default [ ] */
  ensureDatabases?: Value<List<string>>;
  /** @default [ ] */
  ensureUsers?: Value<List<ServicesPostgresqlEnsureUsersItem>>;
  /**
   * Type: (function that evaluates to a(n) list of path) or (list of path) convertible to it
   * @default <function>
   */
  extensions?: Value<Expr | List<string>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  identMap?: Value<string>;
  /** @default [ ] */
  initdbArgs?: Value<List<string>>;
  /** @default null */
  initialScript?: Value<string | null>;
  /** @default pkgs.postgresql */
  package?: Value<Package>;
  /**
   * Type: null or strings concatenated with "\n"
   * @default null
   */
  recoveryConfig?: Value<string | null>;
  /**
   * Type: attribute set of (boolean or floating point number or signed integer or string)
   * @default { }
   */
  settings?: Value<ServicesPostgresqlSettings>;
}

export interface ServicesPostgresqlEnsureUsersItem {
  ensureClauses?: Value<ServicesPostgresqlEnsureUsersItemEnsureClauses>;
  /** @default false */
  ensureDBOwnership?: Value<boolean>;
  name?: Value<string>;
}

export interface ServicesPostgresqlEnsureUsersItemEnsureClauses {
  /** @default null */
  bypassrls?: Value<boolean | null>;
  /** @default null */
  createdb?: Value<boolean | null>;
  /** @default null */
  createrole?: Value<boolean | null>;
  /** @default null */
  inherit?: Value<boolean | null>;
  /** @default null */
  login?: Value<boolean | null>;
  /** @default null */
  replication?: Value<boolean | null>;
  /** @default null */
  superuser?: Value<boolean | null>;
}

export interface ServicesPostgresqlSettings {
  /** @default "[%p] " */
  log_line_prefix?: Value<string>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 5432
   */
  port?: Value<number>;
  /**
   * Type: null or (string or (list of string) convertible to it)
   * @default null
   */
  shared_preload_libraries?: Value<string | List<string> | null>;
  [name: string]: any;
}

export interface ServicesTailscale {
  /** @default null */
  authKeyFile?: Value<string | null>;
  /** @default { } */
  authKeyParameters?: Value<ServicesTailscaleAuthKeyParameters>;
  derper?: Value<ServicesTailscaleDerper>;
  /** @default false */
  disableTaildrop?: Value<boolean>;
  /** @default false */
  disableUpstreamLogging?: Value<boolean>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default [ ] */
  extraDaemonFlags?: Value<List<string>>;
  /** @default [ ] */
  extraSetFlags?: Value<List<string>>;
  /** @default [ ] */
  extraUpFlags?: Value<List<string>>;
  /** @default "tailscale0" */
  interfaceName?: Value<string>;
  /** @default false */
  openFirewall?: Value<boolean>;
  /** @default pkgs.tailscale */
  package?: Value<Package>;
  /**
   * Type: null or non-empty string
   * @default null
   */
  permitCertUid?: Value<string | null>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 41641
   */
  port?: Value<number>;
  serve?: Value<ServicesTailscaleServe>;
  /** @default "none" */
  useRoutingFeatures?: Value<"none" | "client" | "server" | "both">;
}

export interface ServicesTailscaleAuthKeyParameters {
  /** @default null */
  baseURL?: Value<string | null>;
  /** @default null */
  ephemeral?: Value<boolean | null>;
  /** @default null */
  preauthorized?: Value<boolean | null>;
}

export interface ServicesTailscaleDerper {
  domain?: Value<string>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default true */
  openFirewall?: Value<boolean>;
  /** @default pkgs.tailscale.derper */
  package?: Value<Package>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 8010
   */
  port?: Value<number>;
  /**
   * Type: 16 bit unsigned integer; between 0 and 65535 (both inclusive)
   * @default 3478
   */
  stunPort?: Value<number>;
  /** @default false */
  verifyClients?: Value<boolean>;
}

export interface ServicesTailscaleServe {
  /** @default null */
  configFile?: Value<string | null>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default { } */
  services?: Value<Attrs<ServicesTailscaleServeServicesEntry>>;
}

export interface ServicesTailscaleServeServicesEntry {
  /** @default null */
  advertised?: Value<boolean | null>;
  endpoints?: Value<Attrs<string>>;
}

export interface System {
  /** Not in the manual: for modules that build on others. */
  build?: any;
  /** Not in the manual: for modules that build on others. */
  checks?: any;
  /** Not in the manual: for modules that build on others. */
  extraSystemBuilderCmds?: any;
  /** Not in the manual: for modules that build on others. */
  fsPackages?: any;
  /** Not in the manual: for modules that build on others. */
  path?: any;
  /** Not in the manual: for modules that build on others. */
  requiredKernelConfig?: any;
  /** @default config.system.nixos.release */
  stateVersion?: Value<string>;
  /** Not in the manual: for modules that build on others. */
  systemBuilderCommands?: any;
}

export interface Systemd {
  /** @default { } */
  services?: Value<Attrs<SystemdServicesEntry>>;
}

export interface SystemdServicesEntry {
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  after?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  aliases?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  before?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  bindsTo?: Value<List<string>>;
  confinement?: Value<SystemdServicesEntryConfinement>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  conflicts?: Value<List<string>>;
  /**
   * Type: (optionally newline-terminated) single-line string
   * @default ""
   */
  description?: Value<string>;
  /** @default [ ] */
  documentation?: Value<List<string>>;
  /** @default true */
  enable?: Value<boolean>;
  /** @default config.systemd.enableStrictShellChecks */
  enableStrictShellChecks?: Value<boolean>;
  /**
   * Type: attribute set of (null or string or path or package)
   * @default { }
   */
  environment?: Value<Attrs<string | Package | null>>;
  name?: Value<string>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  onFailure?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  onSuccess?: Value<List<string>>;
  /** @default "asDropinIfExists" */
  overrideStrategy?: Value<"asDropinIfExists" | "asDropin">;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  partOf?: Value<List<string>>;
  /**
   * Type: list of (package or string)
   * @default [ ]
   */
  path?: Value<List<Package | string>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  postStart?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  postStop?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  preStart?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  preStop?: Value<string>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  reload?: Value<string>;
  /** @default false */
  reloadIfChanged?: Value<boolean>;
  /**
   * Type: list of (systemd option)
   * @default [ ]
   */
  reloadTriggers?: Value<List<any>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  requiredBy?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  requires?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  requisite?: Value<List<string>>;
  /** @default true */
  restartIfChanged?: Value<boolean>;
  /**
   * Type: list of unspecified value
   * @default [ ]
   */
  restartTriggers?: Value<List<any>>;
  /**
   * Type: strings concatenated with "\n"
   * @default ""
   */
  script?: Value<string>;
  /** @default "" */
  scriptArgs?: Value<string>;
  /**
   * Type: attribute set of (systemd option)
   * @default { }
   */
  serviceConfig?: Value<Attrs<any>>;
  /**
   * Type: string or list of string
   * @default [ ]
   */
  startAt?: Value<string | List<string>>;
  /** Type: signed integer */
  startLimitBurst?: Value<number>;
  /** Type: signed integer */
  startLimitIntervalSec?: Value<number>;
  /** @default true */
  stopIfChanged?: Value<boolean>;
  /**
   * Type: attribute set of (systemd option)
   * @default { }
   */
  unitConfig?: Value<Attrs<any>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  upheldBy?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  upholds?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  wantedBy?: Value<List<string>>;
  /**
   * Type: list of string matching the pattern [a-zA-Z0-9@%:_.\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)
   * @default [ ]
   */
  wants?: Value<List<string>>;
}

export interface SystemdServicesEntryConfinement {
  /** @default config.environment.binsh */
  binSh?: Value<string | null>;
  /** @default false */
  enable?: Value<boolean>;
  /** @default false */
  fullUnit?: Value<boolean>;
  /** @default "full-apivfs" */
  mode?: Value<"full-apivfs" | "chroot-only">;
  /**
   * Type: list of (string or package)
   * @default [ ]
   */
  packages?: Value<List<string | Package>>;
}

export interface Time {
  /** @default false */
  hardwareClockInLocalTime?: Value<boolean>;
  /**
   * Type: null or string without spaces
   * @default null
   */
  timeZone?: Value<string | null>;
}

export interface Users {
  /** @default { } */
  groups?: Value<Attrs<UsersGroupsEntry>>;
  /** @default true */
  mutableUsers?: Value<boolean>;
  /** @default { } */
  users?: Value<Attrs<UsersUsersEntry>>;
}

export interface UsersGroupsEntry {
  /**
   * Type: null or signed integer
   * @default null
   */
  gid?: Value<number | null>;
  /**
   * Type: list of (string, not containing newlines or colons)
   * @default [ ]
   */
  members?: Value<List<string>>;
  /** Type: string, not containing newlines or colons */
  name?: Value<string>;
}

export interface UsersUsersEntry {
  /** @default false */
  autoSubUidGidRange?: Value<boolean>;
  /** @default false */
  createHome?: Value<boolean>;
  /** @default null */
  cryptHomeLuks?: Value<string | null>;
  /**
   * Type: string, not containing newlines or colons
   * @default ""
   */
  description?: Value<string>;
  /**
   * Type: null or string matching the pattern [[:digit:]]{4}-[[:digit:]]{2}-[[:digit:]]{2}
   * @default null
   */
  expires?: Value<string | null>;
  /** @default [ ] */
  extraGroups?: Value<List<string>>;
  /** @default "" */
  group?: Value<string>;
  /**
   * Type: null or (string, not containing newlines or colons)
   * @default null
   */
  hashedPassword?: Value<string | null>;
  /** @default null */
  hashedPasswordFile?: Value<string | null>;
  /**
   * Type: path, not containing newlines or colons
   * @default "/var/empty"
   */
  home?: Value<string>;
  /**
   * Type: string matching the pattern [0-7]{1,5}
   * @default "700"
   */
  homeMode?: Value<string>;
  /** @default false */
  ignoreShellProgramCheck?: Value<boolean>;
  /**
   * Type: null or (string, not containing newlines or colons)
   * @default null
   */
  initialHashedPassword?: Value<string | null>;
  /** @default null */
  initialPassword?: Value<string | null>;
  /** @default false */
  isNormalUser?: Value<boolean>;
  /** @default false */
  isSystemUser?: Value<boolean>;
  /** @default false */
  linger?: Value<boolean>;
  /** Type: string, not containing newlines or colons */
  name?: Value<string>;
  openssh?: Value<UsersUsersEntryOpenssh>;
  /** @default [ ] */
  packages?: Value<List<Package>>;
  /** @default { } */
  pamMount?: Value<Attrs<string>>;
  /** @default null */
  password?: Value<string | null>;
  /**
   * Type: null or package or (path, not containing newlines or colons)
   * @default pkgs.shadow
   */
  shell?: Value<Package | string | null>;
  /** @default [ ] */
  subGidRanges?: Value<List<UsersUsersEntrySubGidRangesItem>>;
  /** @default [ ] */
  subUidRanges?: Value<List<UsersUsersEntrySubUidRangesItem>>;
  /**
   * Type: null or signed integer
   * @default null
   */
  uid?: Value<number | null>;
  /** @default false */
  useDefaultShell?: Value<boolean>;
}

export interface UsersUsersEntryOpenssh {
  authorizedKeys?: Value<UsersUsersEntryOpensshAuthorizedKeys>;
  /**
   * Type: list of (optionally newline-terminated) single-line string
   * @default [ ]
   */
  authorizedPrincipals?: Value<List<string>>;
}

export interface UsersUsersEntryOpensshAuthorizedKeys {
  /** @default [ ] */
  keyFiles?: Value<List<string>>;
  /**
   * Type: list of (optionally newline-terminated) single-line string
   * @default [ ]
   */
  keys?: Value<List<string>>;
}

export interface UsersUsersEntrySubGidRangesItem {
  /**
   * Type: signed integer
   * @default 1
   */
  count?: Value<number>;
  /** Type: signed integer */
  startGid?: Value<number>;
}

export interface UsersUsersEntrySubUidRangesItem {
  /**
   * Type: signed integer
   * @default 1
   */
  count?: Value<number>;
  /** Type: signed integer */
  startUid?: Value<number>;
}

export interface ZramSwap {
  /** @default "zstd" */
  algorithm?: Value<"842" | "lzo" | "lzo-rle" | "lz4" | "lz4hc" | "zstd" | string>;
  /** @default false */
  enable?: Value<boolean>;
  /**
   * Type: null or signed integer
   * @default null
   */
  memoryMax?: Value<number | null>;
  /**
   * Type: signed integer
   * @default 50
   */
  memoryPercent?: Value<number>;
  /**
   * Type: signed integer
   * @default 5
   */
  priority?: Value<number>;
  /**
   * Type: signed integer
   * @default 1
   */
  swapDevices?: Value<number>;
  /** @default null */
  writebackDevice?: Value<string | null>;
}
