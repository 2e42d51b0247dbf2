import { autoUpgradeDesktop } from './auto-upgrade-desktop';
import { autoUpgradeMissed } from './auto-upgrade-missed';
import { autoUpgradeNoFlake } from './auto-upgrade-no-flake';
import { autoUpgradeRebootWindow } from './auto-upgrade-reboot-window';
import { autoUpgradeRebootsGuests } from './auto-upgrade-reboots-guests';
import { bootEfiMountPoint } from './boot-efi-mount-point';
import { bootEfiVariables } from './boot-efi-variables';
import { bootLoaderNone } from './boot-loader-none';
import { bootLoaderTwice } from './boot-loader-twice';
import { hostNameDiffers } from './host-name-differs';
import { hostNoLogin } from './host-no-login';
import { hostNoRoot } from './host-no-root';
import { imageBootLoader } from './image-boot-loader';
import { imageFileSystems } from './image-file-systems';
import { inputReleasesDiffer } from './input-releases-differ';
import { kernelModuleBlacklisted } from './kernel-module-blacklisted';
import { kernelParamTwice } from './kernel-param-twice';
import { networkGatewayOutside } from './network-gateway-outside';
import { nixCacheReplaced } from './nix-cache-replaced';
import { nixCacheWithoutKey } from './nix-cache-without-key';
import { nixGcTooSoon } from './nix-gc-too-soon';
import { nixGcTwice } from './nix-gc-twice';
import { nixSandboxOff } from './nix-sandbox-off';
import { nixSignaturesOff } from './nix-signatures-off';
import { nixTrustsEveryone } from './nix-trusts-everyone';
import { passwordEmpty } from './password-empty';
import { passwordInStore } from './password-in-store';
import { passwordOnlyOnce } from './password-only-once';
import { passwordTwice } from './password-twice';
import { sshAllowsUnknownUser } from './ssh-allows-unknown-user';
import { sshEmptyPasswords } from './ssh-empty-passwords';
import { sshKeyWeak } from './ssh-key-weak';
import { sshPasswordsOpen } from './ssh-passwords-open';
import { sshRootPassword } from './ssh-root-password';
import { sshSettingIgnored } from './ssh-setting-ignored';
import { stateVersion } from './state-version';
import { stateVersionNewer } from './state-version-newer';
import { sudoWithoutPassword } from './sudo-without-password';
import { unfreeNotAllowed } from './unfree-not-allowed';
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
  autoUpgradeDesktop,
  autoUpgradeMissed,
  autoUpgradeNoFlake,
  autoUpgradeRebootWindow,
  autoUpgradeRebootsGuests,
  bootEfiMountPoint,
  bootEfiVariables,
  bootLoaderNone,
  bootLoaderTwice,
  hostNameDiffers,
  hostNoLogin,
  hostNoRoot,
  imageBootLoader,
  imageFileSystems,
  inputReleasesDiffer,
  kernelModuleBlacklisted,
  kernelParamTwice,
  networkGatewayOutside,
  nixCacheReplaced,
  nixCacheWithoutKey,
  nixGcTooSoon,
  nixGcTwice,
  nixSandboxOff,
  nixSignaturesOff,
  nixTrustsEveryone,
  passwordEmpty,
  passwordInStore,
  passwordOnlyOnce,
  passwordTwice,
  sshAllowsUnknownUser,
  sshEmptyPasswords,
  sshKeyWeak,
  sshPasswordsOpen,
  sshRootPassword,
  sshSettingIgnored,
  stateVersionNewer,
  stateVersion,
  sudoWithoutPassword,
  unfreeNotAllowed,
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
