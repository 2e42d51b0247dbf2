import { hostNoLogin } from './host-no-login';
import { hostNoRoot } from './host-no-root';
import { imageBootLoader } from './image-boot-loader';
import { imageFileSystems } from './image-file-systems';
import { networkGatewayOutside } from './network-gateway-outside';
import { sshAllowsUnknownUser } from './ssh-allows-unknown-user';
import { sshPasswordsOpen } from './ssh-passwords-open';
import { sshRootPassword } from './ssh-root-password';
import { sudoWithoutPassword } from './sudo-without-password';
import { wslCannot } from './wsl-cannot';
import { wslDefaultUser } from './wsl-default-user';
import { wslNoResolver } from './wsl-no-resolver';
import { wslSshAgent } from './wsl-ssh-agent';
import { registerRules } from '../../app/rules/registry';
import { DARWIN_RULES } from '../darwin/rules';

registerRules('hosts', [
  hostNoLogin,
  hostNoRoot,
  imageBootLoader,
  imageFileSystems,
  networkGatewayOutside,
  sshAllowsUnknownUser,
  sshPasswordsOpen,
  sshRootPassword,
  sudoWithoutPassword,
  wslCannot,
  wslDefaultUser,
  wslNoResolver,
  wslSshAgent,
  ...DARWIN_RULES,
]);
