import { backupIntoItself } from './backup-into-itself';
import { backupSamePool } from './backup-same-pool';
import { backupTwice } from './backup-twice';
import { dnsAlias } from './dns-alias';
import { dnsName } from './dns-name';
import { dnsNameTwice } from './dns-name-twice';
import { dnsNoAddress } from './dns-no-address';
import { dnsStub } from './dns-stub';
import { homeAssistantZigbeeKey } from './home-assistant-zigbee-key';
import { mediaGroupTaken } from './media-group-taken';
import { mediaPlexUnfree } from './media-plex-unfree';
import { monitoringNoAddress } from './monitoring-no-address';
import { monitoringTwice } from './monitoring-twice';
import { registerRules } from '../../app/rules/registry';

registerRules('services', [
  backupIntoItself,
  backupSamePool,
  backupTwice,
  dnsAlias,
  dnsNameTwice,
  dnsName,
  dnsNoAddress,
  dnsStub,
  homeAssistantZigbeeKey,
  mediaGroupTaken,
  mediaPlexUnfree,
  monitoringNoAddress,
  monitoringTwice,
]);
