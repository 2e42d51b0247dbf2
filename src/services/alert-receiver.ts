import { Connections, CosmoError, ISecretFile } from '../app';

/** A mail server, and who is written to. */
export interface AlertEmailProps {
  /** Who is written to. */
  readonly to: string;
  /** Who writes. */
  readonly from: string;
  /** The mail server with its port: `smtp.example.org:587`. */
  readonly smarthost: string;
  /**
   * The name to log in with.
   * @default - no login
   */
  readonly username?: string;
  /**
   * The file with the password.
   * @default - no login
   */
  readonly passwordFile?: ISecretFile;
}

/** @internal a secret by the name of its credential. */
export interface AlertCredential {
  readonly name: string;
  readonly file: ISecretFile;
}

/**
 * Whom Alertmanager tells.
 *
 * @example
 * import { AlertReceiver, Host, Monitoring, SecretFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new Monitoring(laddie, 'monitoring', {
 *   alertmanager: { receiver: AlertReceiver.telegram(4711, SecretFile.at('/run/keys/telegram')) },
 * });
 */
export class AlertReceiver {
  /**
   * By mail.
   * @throws `ALERT_RECEIVER` for what is no address or server, and a password without a name
   */
  public static email(props: AlertEmailProps): AlertReceiver {
    for (const address of [props.to, props.from]) {
      if (!/^[^\s@]+@[^\s@]+$/.test(address)) refuse(`"${address}" is no mail address`, "give one: 'ada@example.org'");
    }
    if (!/^[^\s:/]+:\d+$/.test(props.smarthost)) {
      refuse(`"${props.smarthost}" is no mail server`, "give its name and port: 'smtp.example.org:587'");
    }
    if ((props.username === undefined) !== (props.passwordFile === undefined)) {
      refuse('a login takes a name and a password', 'give username and passwordFile, or neither');
    }
    const config: Record<string, any> = {
      to: props.to,
      from: props.from,
      smarthost: props.smarthost,
      send_resolved: true,
    };
    if (!props.passwordFile) return new AlertReceiver('email_configs', config);
    return new AlertReceiver('email_configs', { ...config, auth_username: props.username }, 'auth_password_file', {
      name: 'smtp-password',
      file: props.passwordFile,
    });
  }

  /**
   * By a request to a URL, which is kept secret.
   * @param urlFile the file with the URL
   */
  public static webhook(urlFile: ISecretFile): AlertReceiver {
    return new AlertReceiver('webhook_configs', {}, 'url_file', { name: 'webhook-url', file: urlFile });
  }

  /**
   * By a Telegram bot.
   * @param chatId the number of the chat
   * @param botTokenFile the file with the bot's token
   * @throws `ALERT_RECEIVER` where the chat is no whole number
   */
  public static telegram(chatId: number, botTokenFile: ISecretFile): AlertReceiver {
    if (!Number.isSafeInteger(chatId) || chatId === 0) refuse(`${chatId} is no chat of Telegram`, 'give its number');
    return new AlertReceiver('telegram_configs', { chat_id: chatId }, 'bot_token_file', {
      name: 'telegram-token',
      file: botTokenFile,
    });
  }

  /**
   * Into a channel of Slack, or of what takes its messages.
   * @param urlFile the file with the URL of the incoming webhook
   */
  public static slack(urlFile: ISecretFile): AlertReceiver {
    return new AlertReceiver('slack_configs', { send_resolved: true }, 'api_url_file', {
      name: 'slack-url',
      file: urlFile,
    });
  }

  private constructor(
    /** @internal */
    public readonly _kind: string,
    /** @internal */
    public readonly _config: Record<string, any>,
    /** @internal the setting that names the secret's file. */
    public readonly _setting?: string,
    /** @internal */
    public readonly _credential?: AlertCredential,
  ) {}

  /** @internal say who uses its mail server. */
  public _connect(connections: Connections): void {
    const { smarthost } = this._config;
    if (smarthost === undefined) return;
    connections._addUrl(`smtp://${smarthost}`, { purpose: 'Alertmanager', keyPath: 'alertmanager.receiver' });
  }
}

function refuse(message: string, mend: string): never {
  throw new CosmoError({ code: 'ALERT_RECEIVER', message, mend, keyPath: 'alertmanager.receiver' });
}
