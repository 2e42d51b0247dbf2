import { acmeNoContact } from './acme-no-contact';
import { acmePortClosed } from './acme-port-closed';
import { backupIntoItself } from './backup-into-itself';
import { backupLiveDatabase } from './backup-live-database';
import { backupNeverChecked } from './backup-never-checked';
import { backupNeverPruned } from './backup-never-pruned';
import { backupPrunedTwice } from './backup-pruned-twice';
import { backupSameDisk } from './backup-same-disk';
import { backupSamePool } from './backup-same-pool';
import { backupTwice } from './backup-twice';
import { dnsAlias } from './dns-alias';
import { dnsName } from './dns-name';
import { dnsNameTwice } from './dns-name-twice';
import { dnsNoAddress } from './dns-no-address';
import { dnsRecordOutside } from './dns-record-outside';
import { dnsStub } from './dns-stub';
import { homeAssistantZigbeeKey } from './home-assistant-zigbee-key';
import { mediaGroupTaken } from './media-group-taken';
import { mediaPlexUnfree } from './media-plex-unfree';
import { monitoringHostMissed } from './monitoring-host-missed';
import { monitoringNoAddress } from './monitoring-no-address';
import { monitoringSilent } from './monitoring-silent';
import { monitoringTwice } from './monitoring-twice';
import { registerRules } from '../../app/rules/registry';

registerRules('services', [
  acmeNoContact,
  acmePortClosed,
  backupIntoItself,
  backupLiveDatabase,
  backupNeverChecked,
  backupNeverPruned,
  backupPrunedTwice,
  backupSameDisk,
  backupSamePool,
  backupTwice,
  dnsAlias,
  dnsNameTwice,
  dnsName,
  dnsNoAddress,
  dnsRecordOutside,
  dnsStub,
  homeAssistantZigbeeKey,
  mediaGroupTaken,
  mediaPlexUnfree,
  monitoringHostMissed,
  monitoringNoAddress,
  monitoringSilent,
  monitoringTwice,
]);
