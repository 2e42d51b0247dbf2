import { isolatedContainer } from './isolated-container';
import { isolatedGuest } from './isolated-guest';
import { lockedDownForward } from './locked-down-forward';
import { lockedDownInterface } from './locked-down-interface';
import { lockedDownNoFirewall } from './locked-down-no-firewall';
import { lockedDownPackage } from './locked-down-package';
import { lockedDownPort } from './locked-down-port';
import { lockedDownProgram } from './locked-down-program';
import { lockedDownTrusted } from './locked-down-trusted';
import { lockedDownUnseen } from './locked-down-unseen';
import { lockedDownWayIn } from './locked-down-way-in';
import { plaintextSecret } from './plaintext-secret';
import { plaintextSecretName } from './plaintext-secret-name';
import { sshHardenedExtraConfig } from './ssh-hardened-extra-config';
import { sshHardenedKeyboardInteractive } from './ssh-hardened-keyboard-interactive';
import { sshHardenedPasswords } from './ssh-hardened-passwords';
import { sshHardenedRoot } from './ssh-hardened-root';
import { registerRules } from '../../app/rules/registry';

registerRules('policy', [
  isolatedContainer,
  isolatedGuest,
  lockedDownForward,
  lockedDownInterface,
  lockedDownNoFirewall,
  lockedDownPackage,
  lockedDownPort,
  lockedDownProgram,
  lockedDownTrusted,
  lockedDownUnseen,
  lockedDownWayIn,
  plaintextSecret,
  plaintextSecretName,
  sshHardenedExtraConfig,
  sshHardenedKeyboardInteractive,
  sshHardenedPasswords,
  sshHardenedRoot,
]);
