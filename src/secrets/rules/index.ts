import { hostKeyUnusable } from './host-key-unusable';
import { secretAdminCannotDecrypt } from './secret-admin-cannot-decrypt';
import { secretCannotDecrypt } from './secret-cannot-decrypt';
import { secretEmpty } from './secret-empty';
import { secretExtraRecipient } from './secret-extra-recipient';
import { secretFileBroken } from './secret-file-broken';
import { secretFileShared } from './secret-file-shared';
import { secretFileUnknown } from './secret-file-unknown';
import { secretFolderPlaintext } from './secret-folder-plaintext';
import { secretGroupUnknown } from './secret-group-unknown';
import { secretKeyGroups } from './secret-key-groups';
import { secretKeyMissing } from './secret-key-missing';
import { secretMissing } from './secret-missing';
import { secretNoHostKey } from './secret-no-host-key';
import { secretOwnerDynamic } from './secret-owner-dynamic';
import { secretOwnerUnknown } from './secret-owner-unknown';
import { secretPassphrase } from './secret-passphrase';
import { secretPlaintext } from './secret-plaintext';
import { secretPrivateUsers } from './secret-private-users';
import { secretUnused } from './secret-unused';
import { secretUsersLate } from './secret-users-late';
import { secretUsersOwner } from './secret-users-owner';
import { registerRules } from '../../app/rules/registry';

registerRules('secrets', [
  hostKeyUnusable,
  secretAdminCannotDecrypt,
  secretCannotDecrypt,
  secretEmpty,
  secretExtraRecipient,
  secretFileBroken,
  secretFileShared,
  secretFileUnknown,
  secretFolderPlaintext,
  secretGroupUnknown,
  secretKeyGroups,
  secretKeyMissing,
  secretMissing,
  secretNoHostKey,
  secretOwnerDynamic,
  secretOwnerUnknown,
  secretPassphrase,
  secretPlaintext,
  secretPrivateUsers,
  secretUnused,
  secretUsersLate,
  secretUsersOwner,
]);
