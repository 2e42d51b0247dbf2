import { agenixNoIdentity } from './agenix-no-identity';
import { diskKeyNotAtBoot } from './disk-key-not-at-boot';
import { hostKeyEphemeral } from './host-key-ephemeral';
import { hostKeyLate } from './host-key-late';
import { hostKeyUnusable } from './host-key-unusable';
import { secretAdminCannotDecrypt } from './secret-admin-cannot-decrypt';
import { secretCannotDecrypt } from './secret-cannot-decrypt';
import { secretEmpty } from './secret-empty';
import { secretExtraRecipient } from './secret-extra-recipient';
import { secretFileBroken } from './secret-file-broken';
import { secretFileShared } from './secret-file-shared';
import { secretFileUnknown } from './secret-file-unknown';
import { secretFolderMounted } from './secret-folder-mounted';
import { secretFolderPlaintext } from './secret-folder-plaintext';
import { secretGroupUnknown } from './secret-group-unknown';
import { secretInStore } from './secret-in-store';
import { secretKeyGroups } from './secret-key-groups';
import { secretKeyMissing } from './secret-key-missing';
import { secretMissing } from './secret-missing';
import { secretModeForm } from './secret-mode-form';
import { secretModeOpen } from './secret-mode-open';
import { secretNeededForUsers } from './secret-needed-for-users';
import { secretNoHostKey } from './secret-no-host-key';
import { secretOwnerDynamic } from './secret-owner-dynamic';
import { secretOwnerUnknown } from './secret-owner-unknown';
import { secretPassphrase } from './secret-passphrase';
import { secretPlaintext } from './secret-plaintext';
import { secretPrivateUsers } from './secret-private-users';
import { secretUndeclared } from './secret-undeclared';
import { secretUnitUnknown } from './secret-unit-unknown';
import { secretUnreadable } from './secret-unreadable';
import { secretUnused } from './secret-unused';
import { secretUsersLate } from './secret-users-late';
import { secretUsersOwner } from './secret-users-owner';
import { sopsGnupgKeys } from './sops-gnupg-keys';
import { sopsRuleShadowed } from './sops-rule-shadowed';
import { sopsRuleSplit } from './sops-rule-split';
import { registerRules } from '../../app/rules/registry';

registerRules('secrets', [
  agenixNoIdentity,
  diskKeyNotAtBoot,
  hostKeyEphemeral,
  hostKeyLate,
  hostKeyUnusable,
  secretAdminCannotDecrypt,
  secretCannotDecrypt,
  secretEmpty,
  secretExtraRecipient,
  secretFileBroken,
  secretFileShared,
  secretFileUnknown,
  secretFolderMounted,
  secretFolderPlaintext,
  secretGroupUnknown,
  secretInStore,
  secretKeyGroups,
  secretKeyMissing,
  secretMissing,
  secretModeForm,
  secretModeOpen,
  secretNeededForUsers,
  secretNoHostKey,
  secretOwnerDynamic,
  secretOwnerUnknown,
  secretPassphrase,
  secretPlaintext,
  secretPrivateUsers,
  secretUndeclared,
  secretUnitUnknown,
  secretUnreadable,
  secretUnused,
  secretUsersLate,
  secretUsersOwner,
  sopsGnupgKeys,
  sopsRuleShadowed,
  sopsRuleSplit,
]);
