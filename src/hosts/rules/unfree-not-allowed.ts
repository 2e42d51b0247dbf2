import { IConstruct } from 'constructs';
import { DarwinSystem, NixosSystem, Severity, System } from '../../app';
import { SystemOptions } from '../../app/definitions/system-options';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';

/** Packages whose license is unfree, in every release there was. */
const PACKAGES = new Set(
  `
  _1password-cli _1password-gui anydesk beeper corefonts davinci-resolve discord dropbox google-chrome insync
  makemkv microsoft-edge obsidian opera parsec-bin plexamp postman reaper slack spotify steam steam-run sublime4
  teamviewer termius terraform typora unrar viber vista-fonts vivaldi vscode winbox zoom-us
  `
    .trim()
    .split(/\s+/),
);
/** Modules that install unfree programs. */
const MODULES = ['programs._1password', 'programs._1password-gui', 'programs.steam', 'services.teamviewer'];
/** Where packages are installed from the package set of the machine. */
const LISTS = [
  'environment.systemPackages',
  'fonts.packages',
  'users.users.*.packages',
  'home-manager.users.*.home.packages',
];

export const unfreeNotAllowed: IRule = {
  code: 'UNFREE_NOT_ALLOWED',
  severity: Severity.WARNING,
  title: 'Unfree packages are allowed where they are installed',
  reason: 'nixpkgs refuses to evaluate an unfree package that is not allowed, and with it the whole machine',
  source: 'nixpkgs: "has an unfree license, refusing to evaluate"; config.allowUnfree',
  breaks: `
new Host(app, 'purist', { ...machine, packages: ['spotify'] });
`,
  holds: `
new Host(app, 'purist', { ...machine, packages: ['spotify'], allowUnfreePackages: ['spotify'] });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (!isMachine(system)) continue;
      const options = estate.optionsOf(system);
      const found = unfree(options);
      if (found.size === 0 || mayBeAllowed(options)) continue;
      const [[, owner]] = found as unknown as [[string, IConstruct]];
      const names = [...found.keys()];
      report.found(system, {
        message: `${system.systemName} has ${names.join(', ')}, and no unfree package is allowed there`,
        keyPath: 'allowUnfree',
        mend: 'allow it: allowUnfreePackages: […] by the names that nixpkgs gives in its message, or allowUnfree: true',
        related: owner === system ? undefined : [owner],
      });
    }
  },
};

/** A machine with a package set of its own. */
function isMachine(system: System): boolean {
  return DarwinSystem.isDarwinSystem(system) || NixosSystem.isNixosSystem(system);
}

/** What is unfree of the packages and programs, with who installs it. */
function unfree(options: SystemOptions): Map<string, IConstruct> {
  const found = new Map<string, IConstruct>();
  for (const list of LISTS) {
    for (const { value, owner, conditional } of options._at(list.split('.'))) {
      for (const one of Array.isArray(value) && !conditional ? value : []) {
        const name = Expr.isExpr(one) ? /^pkgs\.([\w-]+)$/.exec((one as Expr).source())?.[1] : undefined;
        if (name !== undefined && PACKAGES.has(name)) found.set(name, owner);
      }
    }
  }
  for (const module of MODULES) {
    const [by] = options._at([...module.split('.'), 'enable']);
    if (by?.value === true && !by.conditional) found.set(module, by.owner);
  }
  return found;
}

/** Whether something allows unfree packages, or the package set comes from elsewhere. */
function mayBeAllowed(options: SystemOptions): boolean {
  if (options.unseen.length > 0) return true;
  const paths = [['pkgs'], ['overlays'], ['config', 'allowUnfree'], ['config', 'allowUnfreePredicate']];
  if (paths.some((path) => options._at(['nixpkgs', ...path]).some(({ value }) => value !== false))) return true;
  return options._at(['nixpkgs', 'config']).some(({ value }) => Expr.isExpr(value));
}
