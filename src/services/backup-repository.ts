import { ConnectionProps, Connections, CosmoError, IMountPoint, ISecretFile, Protocol } from '../app';

/** What a repository on another machine is reached with by SFTP. */
export interface SftpRepositoryProps {
  /** The other machine: its name or address. */
  readonly host: string;
  /** The folder there: absolute, or from the user's home. */
  readonly path: string;
  /**
   * Who logs in there.
   * @default "root"
   */
  readonly user?: string;
  /**
   * The file with the private SSH key.
   * @default - the keys that root has
   */
  readonly sshKey?: ISecretFile;
  /**
   * The SSH port.
   * @default 22
   */
  readonly port?: number;
}

/** @internal */
export type RepositoryKind = 'local' | 'sftp' | 's3' | 'rest' | 'b2';

/**
 * Where restic keeps its backups.
 *
 * @example
 * import { Backup, BackupRepository, Host, SecretFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new Backup(laddie, 'cellar', {
 *   repository: BackupRepository.sftp({ host: 'cellar.home.arpa', user: 'backup', path: '/srv/laddie' }),
 *   passwordFile: SecretFile.at('/run/keys/restic'),
 *   paths: ['/var/lib'],
 *   keep: { daily: 7, monthly: 12 },
 *   checkReadPercent: 2,
 * });
 */
export class BackupRepository {
  /**
   * A folder of the machine, or what is mounted on it, such as a dataset.
   * @param place an absolute path, or something with a mount point
   * @param folder the folder below the mount point
   * @throws `BACKUP_REPOSITORY` where it is relative, or not mounted
   */
  public static local(place: string | IMountPoint, folder?: string): BackupRepository {
    const base = typeof place === 'string' ? place : place.mountPoint;
    if (base === undefined || !/^\/[^\0\n]*$/.test(base)) {
      refuse(
        `${JSON.stringify(base ?? 'what is not mounted')} is no place for a repository`,
        'give an absolute path, or a dataset with a mount point',
      );
    }
    if (folder !== undefined && !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(folder)) {
      refuse(`"${folder}" is no folder`, "give one without a slash at either end: 'restic'");
    }
    return new BackupRepository(
      'local',
      `${base!.replace(/\/$/, '')}${folder === undefined ? '' : `/${folder}`}` || '/',
    );
  }

  /**
   * Another machine, by SFTP.
   * @throws `BACKUP_REPOSITORY` for what is no host, user or path
   */
  public static sftp(props: SftpRepositoryProps): BackupRepository {
    const { host, path, user = 'root', port } = props;
    if (!/^[A-Za-z0-9.:-]+$/.test(host)) refuse(`"${host}" is no machine`, 'give its name or address');
    if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(user)) refuse(`"${user}" is no user`, 'give a user name');
    if (!/^[^\s\0]+$/.test(path)) refuse(`"${path}" is no folder`, 'give a path without spaces');
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      refuse(`${port} is no port`, 'correct it');
    }
    const at = host.includes(':') ? `[${host}]` : host;
    return new BackupRepository('sftp', `sftp:${user}@${at}:${path}`, undefined, props);
  }

  /**
   * An S3 bucket, of Amazon or of anybody else.
   * @param url the bucket: `https://s3.eu-central-1.amazonaws.com/bucket/folder`
   * @param environmentFile the file with `AWS_ACCESS_KEY_ID=…` and `AWS_SECRET_ACCESS_KEY=…`
   * @throws `BACKUP_REPOSITORY` where that is no URL with a bucket
   */
  public static s3(url: string, environmentFile: ISecretFile): BackupRepository {
    if (!/^https?:\/\/[^\s/@]+(\/[^\s/]+)+$/.test(url)) {
      refuse(`"${url}" is no bucket`, "give the server and the bucket: 'https://s3.example.com/backups'");
    }
    return new BackupRepository('s3', `s3:${url}`, environmentFile);
  }

  /**
   * restic's own server.
   * @param url `https://backup.home.example/server`, without a password
   * @param environmentFile the file with `RESTIC_REST_USERNAME=…` and `RESTIC_REST_PASSWORD=…`
   * @throws `BACKUP_REPOSITORY` where that is no URL, or a password is in it
   */
  public static rest(url: string, environmentFile?: ISecretFile): BackupRepository {
    if (/^https?:\/\/[^/]*@/.test(url)) {
      refuse(
        'the URL of the server has a password in it',
        'give it in environmentFile: RESTIC_REST_USERNAME, RESTIC_REST_PASSWORD',
      );
    }
    if (!/^https?:\/\/[^\s/]+(\/\S*)?$/.test(url)) {
      refuse(`"${url}" is no server`, "give one: 'https://backup.home.example/server'");
    }
    return new BackupRepository('rest', `rest:${url.endsWith('/') ? url : `${url}/`}`, environmentFile);
  }

  /**
   * A bucket of Backblaze B2.
   * @param bucket the name of the bucket
   * @param folder the folder of the bucket that the repository lies in; the top unless given
   * @param environmentFile the file with `B2_ACCOUNT_ID=…` and `B2_ACCOUNT_KEY=…`
   * @throws `BACKUP_REPOSITORY` for what is no bucket or folder
   */
  public static b2(bucket: string, environmentFile: ISecretFile, folder: string = ''): BackupRepository {
    if (!/^[A-Za-z0-9-]{6,63}$/.test(bucket)) refuse(`"${bucket}" is no bucket`, 'give 6 to 63 letters, digits and -');
    if (!/^[^\s:]*$/.test(folder)) refuse(`"${folder}" is no folder`, 'give a path without spaces');
    return new BackupRepository('b2', `b2:${bucket}:${folder}`, environmentFile);
  }

  private constructor(
    /** @internal */
    public readonly _kind: RepositoryKind,
    /** @internal as restic takes it. */
    public readonly _location: string,
    /** @internal */
    public readonly _environmentFile?: ISecretFile,
    /** @internal */
    public readonly _sftp?: SftpRepositoryProps,
  ) {}

  /** @internal say who uses the machine that it is on. */
  public _connect(connections: Connections, props: ConnectionProps): void {
    const { _sftp: sftp } = this;
    if (sftp) connections._add({ host: sftp.host, port: sftp.port ?? 22, protocol: Protocol.TCP }, props);
    else connections._addUrl(this._location.replace(/^[a-z0-9]+:(?=https?:)/, ''), props);
  }
}

function refuse(message: string, mend: string): never {
  throw new CosmoError({ code: 'BACKUP_REPOSITORY', message, mend, keyPath: 'repository' });
}
