import { ACCESS_RULES } from './access';
import { CAPACITY_RULES } from './capacity';
import { DEPLOY_RULES } from './deploy';
import { FILE_RULES } from './files';
import { GIT_RULES } from './git';
import { GUEST_SERVICE_RULES } from './guest-services';
import { HOST_DEVICE_RULES } from './host-devices';
import { HOST_PATH_RULES } from './host-paths';
import { NETWORK_RULES } from './network';
import { OPTION_RULES } from './options';
import { PORT_RULES } from './ports';
import { PROXY_RULES } from './reverse-proxy';
import { SETTING_RULES } from './settings';
import { SYSTEMD_RULES } from './systemd';
import { libraryRules, registerRules } from '../app/rules/registry';
import type { IRule } from '../app/rules/rule';

/** The rules that look at more than one domain, by topic: the folder they stand in. */
const ESTATE_RULES: Readonly<Record<string, readonly IRule[]>> = {
  access: ACCESS_RULES,
  capacity: CAPACITY_RULES,
  deploy: DEPLOY_RULES,
  files: FILE_RULES,
  git: GIT_RULES,
  'host-devices': HOST_DEVICE_RULES,
  'host-paths': HOST_PATH_RULES,
  network: NETWORK_RULES,
  options: OPTION_RULES,
  'guest-services': GUEST_SERVICE_RULES,
  ports: PORT_RULES,
  'reverse-proxy': PROXY_RULES,
  settings: SETTING_RULES,
  systemd: SYSTEMD_RULES,
};

for (const [topic, rules] of Object.entries(ESTATE_RULES)) registerRules(topic, rules);

/** All rules of the library, by their codes. */
export const ALL_RULES: readonly IRule[] = [...libraryRules().values()].sort((a, b) => (a.code < b.code ? -1 : 1));
