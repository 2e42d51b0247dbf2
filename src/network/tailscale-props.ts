import { FeatureProps, ISecretFile } from '../app';
import { Expr } from '../nix';

/** How a node logs in with the secret of an OAuth client (`tskey-client-…`), which does not expire. */
export interface TailscaleOauth {
  /**
   * Forget the node soon after it goes offline.
   * @default false
   */
  readonly ephemeral?: boolean;
  /**
   * Admit the node without an approval by hand.
   * @default false
   */
  readonly preauthorized?: boolean;
  /**
   * The API that issues the key, for another control server.
   * @default - that of Tailscale
   */
  readonly baseUrl?: string;
}

/** A Tailscale Service that a node serves, with a name and an address of its own in the tailnet. */
export interface TailscaleService {
  /**
   * What is reached at which port: `{ 'tcp:443': 'http://localhost:8080' }`.
   * Keys are `tcp:PORT` or `tcp:FROM-TO`, values `http://`, `https://` or `tcp://` with host and port.
   */
  readonly endpoints: Record<string, string>;
  /**
   * Whether it takes new connections.
   * @default true
   */
  readonly advertised?: boolean;
}

/** Props of `TailscaleNode`. */
export interface TailscaleNodeProps extends FeatureProps {
  /**
   * The file with an auth key, or with the secret of an OAuth client (then `oauth` too).
   * Auth keys expire after 90 days at most; a node that has logged in stays.
   * @default - none: log in by hand, `tailscale up`
   */
  readonly authKey?: ISecretFile;
  /**
   * The key is the secret of an OAuth client. It asks for `tags`.
   * @default - it is an auth key
   */
  readonly oauth?: TailscaleOauth;
  /**
   * The control server, such as a headscale: `https://headscale.example.com`.
   * @default - Tailscale's own
   */
  readonly loginServer?: string;
  /**
   * Tags, each `tag:name`. They are asked for when the node logs in: to change them later, log in again.
   * @default - none: the node belongs to a user
   */
  readonly tags?: string[];
  /**
   * The node's name in the tailnet.
   * @default - the host name
   */
  readonly hostname?: string;
  /**
   * Networks that other nodes reach through this one, such as `192.168.1.0/24`. They must be approved in the tailnet.
   * @default - none
   */
  readonly routes?: string[];
  /**
   * Offer to be the way to the internet for other nodes. It must be approved in the tailnet.
   * @default false
   */
  readonly exitNode?: boolean;
  /**
   * Go to the internet through this node: its name or its address in the tailnet.
   * @default - none
   */
  readonly useExitNode?: string;
  /**
   * Reach the local network directly while `useExitNode` is on.
   * @default false
   */
  readonly exitNodeAllowLanAccess?: boolean;
  /**
   * Use the networks that other nodes offer.
   * @default - false, as Tailscale on Linux has it
   */
  readonly acceptRoutes?: boolean;
  /**
   * Use the name servers and names of the tailnet.
   * @default - true, as Tailscale has it
   */
  readonly acceptDns?: boolean;
  /**
   * Ask the tailnet's name servers alone, as "Override local DNS" in its
   * settings has it; that must be on there, with a name server. For Macs, whose
   * `tailscaled` does not do it by itself; needs `networking: { services }` of the DarwinHost.
   * @default false
   */
  readonly overrideLocalDns?: boolean;
  /**
   * Let in by SSH whom the access rules of the tailnet let in, without keys.
   * @default false
   */
  readonly ssh?: boolean;
  /**
   * Refuse every connection from the tailnet.
   * @default false
   */
  readonly shieldsUp?: boolean;
  /**
   * Offer to be an app connector.
   * @default false
   */
  readonly appConnector?: boolean;
  /**
   * Hide other nodes behind this one's address in `routes`. Without it the
   * networks see who it is, and need a way back.
   * @default true
   */
  readonly snatSubnetRoutes?: boolean;
  /**
   * A user who may run `tailscale` without being root.
   * @default - none
   */
  readonly operator?: string;
  /**
   * A user who may fetch the node's TLS certificate, such as `caddy`.
   * @default - root alone
   */
  readonly permitCertUid?: string;
  /**
   * Tailscale Services that the node serves, by their name without `svc:`. They ask for `tags`, and for NixOS 26.05 or newer.
   * @default - none
   */
  readonly serve?: Record<string, TailscaleService>;
  /**
   * The UDP port that it listens on.
   * @default 41641
   */
  readonly port?: number;
  /**
   * Open that port in the firewall. Direct connections come about without it too, except behind hard NATs.
   * @default false
   */
  readonly openFirewall?: boolean;
  /**
   * Let everything in that comes from the tailnet: its access rules decide, the firewall does not.
   * @default false
   */
  readonly trustInterface?: boolean;
  /**
   * The network interface; `userspace-networking` for none.
   * @default "tailscale0"
   */
  readonly interfaceName?: string;
  /**
   * The interface towards `routes` or the internet, on which UDP is to be
   * forwarded in larger pieces: several times faster on Linux 6.2 and newer.
   * @default - none
   */
  readonly udpGroInterface?: string;
  /**
   * Refuse files that other nodes send.
   * @default false
   */
  readonly disableTaildrop?: boolean;
  /**
   * Send no logs to Tailscale. Needs NixOS 25.11 or newer.
   * @default false
   */
  readonly disableUpstreamLogging?: boolean;
  /**
   * The package: an attribute path in nixpkgs, or an Expr.
   * @default "tailscale"
   */
  readonly package?: string | Expr;
  /**
   * Further flags of `tailscale set`, such as `--webclient`.
   * @default - none
   */
  readonly extraSetFlags?: string[];
  /**
   * Further flags of `tailscaled`, such as `--no-logs-no-support`.
   * @default - none
   */
  readonly extraDaemonFlags?: string[];
}
