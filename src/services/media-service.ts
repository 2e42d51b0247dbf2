import { Construct } from 'constructs';
import { Claims, Endpoint, Feature } from '../app';
import { NixosContainer } from '../containers';
import { Host } from '../hosts';
import { AnyServiceProps, MEDIA_FACTS, MediaServiceName } from './media-catalogue';
import { MediaSurroundings, mediaServiceOptions, portsOf } from './media-options';

/**
 * A service of a `MediaStack`, where it runs. Made by the stack.
 *
 * @example
 * import { ContainerNetwork, Host, MediaStack, ReverseProxy, ZfsDataset } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const proxy: ReverseProxy;
 * declare const photos: ZfsDataset;
 *
 * new ContainerNetwork(laddie, 'container-network', { externalInterface: 'br0' });
 * const stack = new MediaStack(laddie, 'stack', { media: [photos], jellyfin: {}, sonarr: {} });
 * proxy.route('jellyfin.home.arpa', stack.jellyfin.endpoint);
 */
export class MediaService extends Feature {
  /** @internal */
  public static _make(
    scope: Construct,
    id: string,
    props: AnyServiceProps,
    name: MediaServiceName,
    around: MediaSurroundings,
  ): MediaService {
    return new MediaService(scope, id, props, name, around);
  }

  /** Its name: `jellyfin`. */
  public readonly serviceName: string;
  /** The port of its web interface. */
  public readonly port: number;
  private readonly server: NixosContainer | Host;

  private constructor(
    scope: Construct,
    id: string,
    props: AnyServiceProps,
    name: MediaServiceName,
    around: MediaSurroundings,
  ) {
    super(scope, id, props);
    this.serviceName = name;
    this.server = around.server;
    const { title, tcp, udp } = MEDIA_FACTS[name];
    const ports = portsOf(name, props);
    this.port = ports.web;
    const claims = Claims.of(this);
    const realm = { within: around.realm.node.path };
    claims.tcpPort(this.port, { ...realm, purpose: title });
    for (const port of [...(tcp ?? []), ...(ports.torrent ?? [])]) claims.tcpPort(port, { ...realm, purpose: title });
    for (const port of [...(udp ?? []), ...(ports.torrent ?? [])]) claims.udpPort(port, { ...realm, purpose: title });
    this.module.addOptions(mediaServiceOptions(name, props, around));
  }

  /**
   * Where its web interface can be reached: in the container, or on the host.
   * @throws `CONTAINER_NO_ADDRESS` where only DHCP knows the container's address
   */
  public get endpoint(): Endpoint {
    return this.server.endpoint(this.port);
  }
}
