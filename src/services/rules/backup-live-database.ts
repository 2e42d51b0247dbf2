import { Severity } from '../../app';
import { isWithin } from '../../app/paths';
import type { IRule } from '../../app/rules/rule';
import { Backup } from '../backup';

/** Databases of NixOS: where their files are, and how they are written out whole. */
const DATABASES: readonly (readonly [string, string, string])[] = [
  ['postgresql', '/var/lib/postgresql', 'write it out with services.postgresqlBackup, back that up'],
  ['mysql', '/var/lib/mysql', 'write it out with services.mysqlBackup, back that up'],
  ['mongodb', '/var/db/mongodb', 'write it out with mongodump, back that up'],
  ['influxdb', '/var/db/influxdb', 'write it out with influxd backup, back that up'],
  ['influxdb2', '/var/lib/influxdb2', 'write it out with influx backup, back that up'],
  ['couchdb', '/var/lib/couchdb', 'replicate it, back the replica up'],
];

export const backupLiveDatabase: IRule = {
  code: 'BACKUP_LIVE_DATABASE',
  severity: Severity.WARNING,
  title: 'The files of a running database are not backed up as they are',
  reason: 'they change while they are read: what is restored does not start, or has lost what was written last',
  source: 'PostgreSQL: file system level backup; restic reads one file after the other',
  breaks: `
const host = new Host(app, 'livedb', { ...machine, options: { services: { postgresql: { enable: true } } } });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('livedb-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/var/lib'],
  keep: { daily: 7 },
  check: true,
});
`,
  holds: `
const host = new Host(app, 'livedb', { ...machine, options: { services: { postgresql: { enable: true } } } });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('livedb-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/var/lib'],
  keep: { daily: 7 },
  check: true,
  exclude: ['/var/lib/postgresql'],
});
`,
  check(estate, report) {
    for (const job of estate._all(Backup.isBackup)) {
      const { paths = [], exclude = [] } = job._props;
      if (paths.length === 0) continue;
      const options = estate.optionsOf(job.system);
      for (const [service, folder, dump] of DATABASES) {
        const around = paths.find((path) => isWithin(folder, path) || isWithin(path, folder));
        if (around === undefined || exclude.some((pattern) => isWithin(folder, pattern.replace(/\/(\*\*?)?$/, '')))) {
          continue;
        }
        if (options._value(['services', service, 'enable']) !== true) continue;
        report.found(job, {
          message: `${around} holds ${folder}, the files of ${service}, which runs meanwhile`,
          keyPath: 'paths',
          mend: `${dump}, and leave the files out: exclude: ['${folder}']; or keep them on a dataset, which is read from a snapshot`,
        });
      }
    }
  },
};
