import { isIP } from 'net';
import { DeployTargetProps, DeployTool } from './deploy-target-props';
import { isHome, isMachine } from './machine';
import { NixosSystem, System } from '../app';
import { Refuse } from '../app/refuse';
import { checkInteger, checkOneOf, checkPort } from '../app/value-checks';

/** Refuse what cannot be a target of deployments. */
export function checkTarget(system: System, tool: DeployTool, props: DeployTargetProps, refuse: Refuse): void {
  if (!isMachine(system)) {
    refuse(
      'DEPLOY_NO_MACHINE',
      `${system.node.path} is not switched by itself`,
      'make it below a Host, a DarwinHost or a StandaloneHome: what is inside of those goes with them',
    );
  }
  checkOneOf(refuse, tool, Object.values(DeployTool), 'tool');
  if (tool === DeployTool.COLMENA && !NixosSystem.isNixosSystem(system)) {
    refuse(
      'DEPLOY_TOOL',
      `Colmena deploys NixOS, and ${system.systemName} is none`,
      'use DeployTool.DEPLOY_RS or DeployTool.REBUILD',
      'tool',
    );
  }
  checkWay(system, props, refuse);
  for (const key of ['confirmTimeout', 'activationTimeout'] as const) checkInteger(refuse, props[key], key, 1, 65535);
  props.tags?.forEach((tag, index) => {
    if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(tag)) return;
    refuse(
      'DEPLOY_TAG',
      `"${tag}" cannot be a tag`,
      'use letters, digits, - _ and ., a letter or digit first',
      `tags[${index}]`,
      'commas, @ and * have a meaning where tags are asked for',
    );
  });
}

/** Refuse what SSH would not take for a way to a machine. */
function checkWay(system: System, props: DeployTargetProps, refuse: Refuse): void {
  const { address, user } = props;
  if (address === undefined && isHome(system) && !system.systemName.includes('@')) {
    refuse(
      'DEPLOY_NO_ADDRESS',
      `nothing tells on which machine the home ${system.systemName} is`,
      "give the address, or name the home 'user@machine'",
      'address',
    );
  }
  if (address !== undefined && isIP(address) === 0 && !/^[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})$/.test(address)) {
    refuse(
      'DEPLOY_ADDRESS_FORM',
      `${JSON.stringify(address)} is neither an address nor a host name`,
      address.includes('@')
        ? 'give the user apart: user'
        : "give an address without port or prefix, such as '192.168.1.10', or a name such as 'server.example.com'",
      'address',
    );
  }
  if (user !== undefined && !/^[A-Za-z_][A-Za-z0-9._-]{0,31}$/.test(user)) {
    refuse('DEPLOY_USER_FORM', `"${user}" cannot be a login name`, "give one such as 'root' or 'ada'", 'user');
  }
  if (props.port !== undefined) checkPort(refuse, props.port, 'port');
  props.sshOptions?.forEach((option, index) => {
    if (/^[^\s'"]+$/.test(option)) return;
    refuse(
      'DEPLOY_SSH_OPTION',
      `${JSON.stringify(option)} cannot be one argument of ssh here`,
      "give each argument by itself, ['-J', 'jump.example.com']; put what needs spaces into ~/.ssh/config",
      `sshOptions[${index}]`,
      'Nix takes the arguments from a variable, NIX_SSHOPTS, that it splits at spaces',
    );
  });
}
