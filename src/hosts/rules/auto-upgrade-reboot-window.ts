import { upgrades } from './facts/upgrades';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const autoUpgradeRebootWindow: IRule = {
  code: 'AUTO_UPGRADE_REBOOT_WINDOW',
  severity: Severity.WARNING,
  title: 'An upgrade may restart the machine when it is done',
  reason: 'the restart is done right after the upgrade or not at all: outside of its span the new kernel never starts',
  source: 'NixOS: system.autoUpgrade.rebootWindow',
  breaks: `
const rebootWindow = { lower: '01:00', upper: '03:00' };
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', allowReboot: true, rebootWindow, schedule: '06:00' };
new Host(app, 'overslept', { ...machine, autoUpgrade });
`,
  holds: `
const rebootWindow = { lower: '01:00', upper: '03:00' };
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', allowReboot: true, rebootWindow, schedule: '01:30' };
new Host(app, 'overslept', { ...machine, autoUpgrade });
`,
  check(estate, report) {
    for (const { host, options, keyPath, value } of estate._table(upgrades)) {
      if (value('allowReboot') !== true) continue;
      const [lower, upper] = [value('rebootWindow', 'lower'), value('rebootWindow', 'upper')].map(minutesOf);
      const dates = options._at(['system', 'autoUpgrade', 'dates']).length === 0 ? '04:40' : value('dates');
      const start = minutesOf(typeof dates === 'string' ? timeOf(dates) : undefined);
      const delay = spanOf(value('randomizedDelaySec') ?? '0');
      if (lower === undefined || upper === undefined || start === undefined || delay === undefined) continue;
      // An upgrade takes its time: the span may begin an hour after it has started at the latest.
      const longest = (((lower - start) % DAY) + DAY) % DAY;
      if (isIn(start, lower, upper) || longest <= delay + 60) continue;
      report.found(host, {
        message: `${host.systemName} upgrades itself at ${String(dates)}, and may restart from ${String(value('rebootWindow', 'lower'))} to ${String(value('rebootWindow', 'upper'))} alone`,
        keyPath: keyPath('rebootWindow'),
        mend: 'let the span begin when the upgrade does, or set the upgrade into it: schedule',
      });
    }
  },
};

const DAY = 24 * 60;

function minutesOf(time: unknown): number | undefined {
  const [, hours, minutes] = typeof time === 'string' ? (/^(\d{1,2}):(\d\d)$/.exec(time) ?? []) : [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The time of day in a calendar event, where it names one. */
function timeOf(event: string): string | undefined {
  if (event === 'daily' || event === 'weekly' || event === 'monthly') return '00:00';
  return /(?:^|\s)(\d{1,2}:\d\d)(?::\d\d)?$/.exec(event)?.[1];
}

/** A span of systemd in minutes. */
function spanOf(span: unknown): number | undefined {
  if (span === '0') return 0;
  const [, number, unit] = typeof span === 'string' ? (/^(\d+)\s*(s|sec|m|min|h|hr)?$/.exec(span) ?? []) : [];
  if (number === undefined) return undefined;
  return Number(number) * (unit?.startsWith('h') ? 60 : unit?.startsWith('m') ? 1 : 1 / 60);
}

function isIn(time: number, lower: number, upper: number): boolean {
  return lower <= upper ? time >= lower && time <= upper : time >= lower || time <= upper;
}
