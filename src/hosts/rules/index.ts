import { hostNoLogin } from './host-no-login';
import { hostNoRoot } from './host-no-root';
import { imageBootLoader } from './image-boot-loader';
import { imageFileSystems } from './image-file-systems';
import { networkGatewayOutside } from './network-gateway-outside';
import { passwordEmpty } from './password-empty';
import { passwordInStore } from './password-in-store';
import { passwordOnlyOnce } from './password-only-once';
import { passwordTwice } from './password-twice';
import { sshAllowsUnknownUser } from './ssh-allows-unknown-user';
import { sshKeyWeak } from './ssh-key-weak';
import { sshPasswordsOpen } from './ssh-passwords-open';
import { sshRootPassword } from './ssh-root-password';
import { sudoWithoutPassword } from './sudo-without-password';
import { userCannotLogIn } from './user-cannot-log-in';
import { userGroupUnknown } from './user-group-unknown';
import { userIdTwice } from './user-id-twice';
import { userKind } from './user-kind';
import { userShellDisabled } from './user-shell-disabled';
import { userSystemGroup } from './user-system-group';
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
  passwordEmpty,
  passwordInStore,
  passwordOnlyOnce,
  passwordTwice,
  sshAllowsUnknownUser,
  sshKeyWeak,
  sshPasswordsOpen,
  sshRootPassword,
  sudoWithoutPassword,
  userCannotLogIn,
  userGroupUnknown,
  userIdTwice,
  userKind,
  userShellDisabled,
  userSystemGroup,
  wslCannot,
  wslDefaultUser,
  wslNoResolver,
  wslSshAgent,
  ...DARWIN_RULES,
]);
