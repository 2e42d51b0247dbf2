import { Construct } from 'constructs';
import {
  Backup,
  BackupRepository,
  Diagnostics,
  Endpoint,
  Feature,
  FeatureProps,
  ISecretFile,
  Nix,
  ReverseProxy,
  SecretContent,
  SecretFile,
  ZfsDataset,
} from 'cosmo-nix';

/** Where the documents are copied to. */
export interface PaperlessBackup {
  /** Where the backups go. */
  readonly repository: BackupRepository;
  /** The file with the password that they are encrypted with. */
  readonly passwordFile: ISecretFile;
}

/** Props of `PaperlessService`. */
export interface PaperlessServiceProps extends FeatureProps {
  /** Where the documents are kept: a dataset that is mounted. */
  readonly documents: ZfsDataset;
  /** The file with the password of the first user, `admin`. */
  readonly adminPassword: ISecretFile;
  /**
   * The name that browsers ask for, such as `paper.home.arpa`.
   * @default - none: `http://127.0.0.1:PORT`
   */
  readonly hostName?: string;
  /**
   * The proxy that serves it under that name.
   * @default - none
   */
  readonly proxy?: ReverseProxy;
  /**
   * The port that it listens on.
   * @default 28981
   */
  readonly port?: number;
  /**
   * The languages that documents are read in, as tesseract calls them.
   * @default ["eng"]
   */
  readonly languages?: string[];
  /**
   * Copy the documents somewhere else each night.
   * @default - none
   */
  readonly backup?: PaperlessBackup;
}

/** Paperless on a host: documents on a dataset, behind a proxy, with backups. */
export class PaperlessService extends Feature {
  /** Where it is reached by what is on the same host. */
  public readonly endpoint: Endpoint;

  /**
   * @throws `PAPERLESS_DOCUMENTS` where the dataset is not mounted
   * @throws `PAPERLESS_NAME` where there is a proxy and no name
   * @throws `PAPERLESS_LANGUAGE` for what cannot be the name of a language
   */
  constructor(scope: Construct, id: string, props: PaperlessServiceProps) {
    super(scope, id, props);
    const { documents, adminPassword, hostName, proxy, backup, port = 28981, languages = ['eng'] } = props;
    SecretFile.checkContent(this, 'adminPassword', SecretContent.VALUE, adminPassword);
    const diagnostics = Diagnostics.of(this);
    if (documents.mountPoint === undefined) {
      diagnostics.refuse({
        code: 'PAPERLESS_DOCUMENTS',
        message: `${documents.node.path} is not mounted`,
        keyPath: 'documents',
        mend: 'give it a mountPoint',
      });
    }
    if (proxy && hostName === undefined) {
      diagnostics.refuse({
        code: 'PAPERLESS_NAME',
        message: 'the proxy needs a name to serve it under',
        keyPath: 'hostName',
        mend: 'give it a hostName',
      });
    }
    const bad = languages.find((language) => !/^[a-z]{3}(_[a-z]+)?$/.test(language));
    if (bad !== undefined) {
      diagnostics.refuse({
        code: 'PAPERLESS_LANGUAGE',
        message: `"${bad}" is no language`,
        keyPath: 'languages',
        mend: 'write eng, deu or chi_sim',
      });
    }

    this.endpoint = new Endpoint({ host: '127.0.0.1', port });
    this.addOptions({
      services: {
        paperless: {
          enable: true,
          address: this.endpoint.host,
          port,
          mediaDir: documents.mountPoint,
          passwordFile: adminPassword.path,
          settings: {
            PAPERLESS_OCR_LANGUAGE: languages.join('+'),
            ...(hostName === undefined ? {} : { PAPERLESS_URL: `https://${hostName}` }),
            PAPERLESS_TIME_ZONE: Nix.mkDefault('UTC'),
          },
        },
      },
      // Without its disk it would begin an archive of its own, on the root.
      systemd: { services: { 'paperless-web': { unitConfig: { RequiresMountsFor: [documents.mountPoint] } } } },
    });
    proxy?.route(hostName!, this.endpoint, { websockets: true });
    if (backup) new Backup(this, 'backup', { ...backup, datasets: [documents] });
  }
}
