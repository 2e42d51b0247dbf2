/**
 * Names of options whose strings are put together when several modules set
 * them: lines, comma-separated lists and the like, as the option catalogues of
 * NixOS, home-manager and nix-darwin have them.
 */
const FORMS =
  /^(extra|pre|post|append|prepend)(?=[A-Z]|$)|(Config|Conf|Commands?|Init|Scripts?|Hooks?|Rules|Text|Options|Opts|Args|Css|CSS|Extra|Section|Setup|Snippet|Content|Headers?|Settings|Defs)$|^(config|conf|scripts?|text|hooks?|rules|commands?|init|source|style|settings|options|contents?|data)$|-(command|exit|checkout|artifact)$/;

const NAMES = new Set(
  `
  IpAddresses action actionYAML addresses admin admin_email agents apps authentication authorizedPrincipals
  autodetected automaticPreferences banner buckets cache canonical capabilities checkout ciphers clusterNetwork
  commandCriticalLevel commandLeftClick completions configFile configLua configs configuration connections context
  contextOverride custom-instructions customJS declarativeContents default defaultPreferences default_ defaults
  dnsBlacklistOverrides down environment excludes exports extmap filters functions gammu generatedConfigViml
  generatedConfigs helpLine hosting hosts identMap ignore ignore_startup_parameters imageModifications inclexcl
  includes initExtraFirst initFile initLua inputClassSections jails keyBindings keybindings keys labels layout layouts
  listen_addr log log4jProperties logFormat logging mainboard menu menus monHost monInitialMembers monitored motd
  nanorc npmrc onChange outputStyles parent pauseList pingLimit plugins policies postswitch predetect preswitch profile
  publicNetwork pythonFile read reload remap robotsEntries routing ruleset screenrc serverConfiguration serverXml
  servers session shellInitLast siteFunctions skills slitlist smsd splitDns src sslMulticert stdlib stopList storage
  stylesets summary syntaxes systab templates theme themes tools transport up userActions userChrome userFilters
  virtual virtualExtensions visidatarc windowmenu yamlJobs zookeeperQuorum
  `.split(/\s+/),
);

/** Whether strings of several modules may be put together at an option of that name. */
export function mayMerge(name: string): boolean {
  return FORMS.test(name) || NAMES.has(name);
}
