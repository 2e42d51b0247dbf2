import { Construct } from 'constructs';
import { bashWords } from './bash-word';
import { HealthCheck, HealthCheckProps } from './health-check';
import { placeOf } from './health-place';
import { Connections, Endpoint } from '../app';
import { Expr, Nix } from '../nix';

/** Props of `HttpHealth`. */
export interface HttpHealthProps extends HealthCheckProps {
  /**
   * The whole URL.
   * @default - from `endpoint` or `port`, with `scheme` and `path`
   */
  readonly url?: string;
  /**
   * Where the service is, such as `container.endpoint(8096)`.
   * @default - `url` or `port`
   */
  readonly endpoint?: Endpoint;
  /**
   * A port of the system that the check stands in: at 127.0.0.1, of a container at the container's address.
   * @default - `url` or `endpoint`
   */
  readonly port?: number;
  /**
   * `http` or `https`, with `endpoint` or `port`.
   * @default "http"
   */
  readonly scheme?: string;
  /**
   * What is asked for, with `endpoint` or `port`.
   * @default "/"
   */
  readonly path?: string;
  /**
   * The statuses that are well. Redirects are not followed.
   * @default - all from 200 to 399
   */
  readonly statuses?: number[];
  /**
   * A text that the answer must hold.
   * @default - any answer
   */
  readonly text?: string;
  /**
   * Connect here, whatever the URL's name resolves to: for a site behind a reverse proxy of the machine itself,
   * `url: 'https://photos.example.com', connectTo: host.endpoint(443)`.
   * @default - where the URL leads
   */
  readonly connectTo?: Endpoint;
  /**
   * Take a certificate that nobody vouches for.
   * @default false
   */
  readonly insecure?: boolean;
}

/**
 * A service answers over HTTP, asked from the machine itself.
 *
 * @example
 * import { HttpHealth, NixosContainer } from 'cosmo-nix';
 * declare const media: NixosContainer;
 *
 * new HttpHealth(media.inside, 'web', { port: 8096, path: '/health', text: 'Healthy', timeout: 90 });
 */
export class HttpHealth extends HealthCheck {
  /** Whether `construct` is an HttpHealth. */
  public static isHttpHealth(construct: any): construct is HttpHealth {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** What is asked for. */
  public readonly url: string;
  private readonly statuses: number[];
  private readonly text: string;
  private readonly insecure: boolean;
  private readonly connectTo: Endpoint | undefined;

  /**
   * @throws `HEALTH_PLACE` where not exactly one of url, endpoint and port is given; `HEALTH_UDP` where the endpoint
   * speaks UDP; `HEALTH_URL` where the URL is none of HTTP, or holds a password; `HEALTH_STATUS` where a status is none
   */
  constructor(scope: Construct, id: string, props: HttpHealthProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const connections = Connections.of(this);
    const purpose = `the health check ${id}`;
    if (props.url === undefined) {
      const place = placeOf(this, props.endpoint, props.port, this._refuse);
      this.url = place.url(props.scheme ?? 'http', props.path ?? '/');
      if (!props.connectTo) connections.add(place, { purpose, keyPath: 'endpoint' });
    } else {
      this.url = props.url;
      for (const key of ['endpoint', 'port', 'scheme', 'path'] as const) {
        if (props[key] === undefined) continue;
        this._refuse('HEALTH_PLACE', `the check is told a url and ${key}`, `leave ${key} out, or url`, key);
      }
    }
    this.connectTo = props.connectTo;
    this.statuses = [...new Set(props.statuses ?? [])].sort((a, b) => a - b);
    this.text = props.text ?? '';
    this.insecure = props.insecure ?? false;
    this.checkUrl();
    if (props.connectTo) connections.add(props.connectTo, { purpose, keyPath: 'connectTo' });
    else if (props.url !== undefined) connections._addUrl(props.url, { purpose, keyPath: 'url' });
    const wrong = this.statuses.find((status) => !Number.isInteger(status) || status < 100 || status > 599);
    if (wrong !== undefined || props.statuses?.length === 0) {
      this._refuse(
        'HEALTH_STATUS',
        wrong === undefined ? 'no status is well' : `${wrong} is no status of HTTP`,
        'give some, such as [200, 401], or leave statuses out',
        'statuses',
      );
    }
  }

  /** `URL answers STATUS` */
  public get what(): string {
    const statuses = this.statuses.length > 0 ? ` ${this.statuses.join(' or ')}` : '';
    const text = this.text === '' ? '' : ` with ${JSON.stringify(this.text)}`;
    const at = this.connectTo ? ` at ${this.connectTo.address}` : '';
    return `${this.url} answers${statuses}${text}${at}`;
  }

  /** @internal */
  public get _attempt(): string {
    const statuses = this.statuses.length > 0 ? this.statuses.join('|') : '[23][0-9][0-9]';
    const options = [
      ...(this.insecure ? ['--insecure'] : []),
      ...(this.connectTo ? ['--connect-to', `::${this.connectTo.address}`] : []),
    ];
    return bashWords('http_answers', statuses, this.text, this.url, ...options);
  }

  /** @internal */
  public get _helpers(): string[] {
    return ['http'];
  }

  /** @internal */
  public get _packages(): Expr[] {
    return [Nix.pkg('curl')];
  }

  private checkUrl(): void {
    const parsed =
      /^https?:\/\/[^\s/?#]+([/?#]\S*)?$/.test(this.url) && URL.canParse(this.url) ? new URL(this.url) : undefined;
    if (parsed && parsed.username === '' && parsed.password === '') return;
    this._refuse(
      'HEALTH_URL',
      parsed ? 'the url holds a user name or a password' : `${JSON.stringify(this.url)} is no URL of HTTP`,
      parsed
        ? 'ask for a page that needs none, or take its refusal as well: statuses: [401]'
        : "give one such as 'http://127.0.0.1:8096/health'",
      'url',
      parsed ? 'the program stands in the Nix store, which everyone can read' : undefined,
    );
  }
}

const BRAND = Symbol.for('cosmo-nix.HttpHealth');
