import { systemdSection } from './systemd-section';
import { systemdSetting } from './systemd-setting';
import { tmpfilesRule } from './tmpfiles-rule';
import { unitName } from './unit-name';
import { unitReference } from './unit-reference';
import type { IRule } from '../../app/rules/rule';

export const SYSTEMD_RULES: readonly IRule[] = [systemdSection, systemdSetting, tmpfilesRule, unitName, unitReference];
