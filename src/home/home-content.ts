import { Construct } from 'constructs';
import { CosmoError } from '../app';
import { filled } from '../app/compact';
import { Expr, Nix } from '../nix';
import type { HomeContentProps } from './home-content-props';
import { homeFiles, refuseSameFile } from './home-files';
import { checkHomeStateVersion } from './state-version';

/**
 * Namespaces of services and programs without an `enable` of their own.
 */
const NO_ENABLE = new Set(['barrier', 'home-manager', 'muchsync', 'password-store-sync', 'plan9port', 'radicle']);

/** The props as options of home-manager, without `options` and `override`. */
export function homeContent(construct: Construct, props: HomeContentProps): Record<string, any> {
  if (props.stateVersion !== undefined) checkHomeStateVersion(construct, props.stateVersion);
  refuseSameFile(construct, props.files, props.configFiles);
  const configFile = homeFiles(construct, 'configFiles', props.configFiles);
  return filled({
    home: filled({
      stateVersion: props.stateVersion,
      packages: props.packages?.map((name, index) => packageOf(construct, name, index)),
      file: homeFiles(construct, 'files', props.files),
      sessionVariables: checkVariables(construct, props.sessionVariables),
      sessionPath: checkSessionPath(construct, props.sessionPath),
      shellAliases: props.shellAliases,
    }),
    xdg: configFile && { configFile },
    programs: enabled(construct, 'programs', props.programs),
    services: enabled(construct, 'services', props.services, NO_ENABLE),
  });
}

function packageOf(construct: Construct, name: string | Expr, index: number): Expr {
  if (typeof name !== 'string') return name;
  try {
    return Nix.pkg(name);
  } catch {
    throw new CosmoError({
      code: 'HOME_PACKAGE',
      message: `${JSON.stringify(name)} cannot be a package of nixpkgs`,
      mend: "give its attribute path, such as 'ripgrep', or an Expr",
      construct,
      keyPath: `packages[${index}]`,
    });
  }
}

function enabled(
  construct: Construct,
  prop: string,
  members: Record<string, any> | undefined,
  without: ReadonlySet<string> = new Set(),
): Record<string, any> | undefined {
  if (members === undefined) return undefined;
  const made: Record<string, any> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    if (typeof value === 'boolean') {
      made[name] = { enable: value };
    } else if (Expr.isExpr(value)) {
      made[name] = value;
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      made[name] = without.has(name) || value.enable !== undefined ? value : { enable: true, ...value };
    } else {
      throw new CosmoError({
        code: 'HOME_PROGRAM',
        message: `${prop}.${name} is ${JSON.stringify(value)}, which is no set of options`,
        mend: `give true, false, or its options: ${name}: { … }`,
        construct,
        keyPath: `${prop}.${name}`,
      });
    }
  }
  return made;
}

function checkVariables(
  construct: Construct,
  variables: Record<string, any> | undefined,
): Record<string, any> | undefined {
  for (const name of Object.keys(variables ?? {})) {
    if (name === 'PATH' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new CosmoError({
        code: 'HOME_SESSION_VARIABLE',
        message:
          name === 'PATH' ? 'PATH would be replaced as a whole' : `"${name}" cannot name an environment variable`,
        mend: name === 'PATH' ? 'add folders to it with sessionPath' : 'use letters, digits and _',
        construct,
        keyPath: `sessionVariables.${name}`,
      });
    }
  }
  return variables;
}

function checkSessionPath(construct: Construct, folders: (string | Expr)[] | undefined): (string | Expr)[] | undefined {
  folders?.forEach((folder, index) => {
    if (typeof folder !== 'string' || /^[/$.]/.test(folder)) return;
    throw new CosmoError({
      code: 'HOME_SESSION_PATH',
      message: `${JSON.stringify(folder)} is not found on the search path`,
      why: 'the entry stands in double quotes in the shell, which expands $HOME there but no ~',
      mend: `use HomePath.inHome('${folder.replace(/^~\/?/, '') || 'bin'}'), $HOME/… or an absolute path`,
      construct,
      keyPath: `sessionPath[${index}]`,
    });
  });
  return folders;
}
