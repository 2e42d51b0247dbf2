import { compact, listed } from '../../app/compact';
import { Refuse } from '../../app/refuse';
import { checkIp } from '../addresses';

/** The firewall for applications: `networking.applicationFirewall`. What is not given stays as it is. */
export interface ApplicationFirewallProps {
  /**
   * Turn it on.
   * @default - unset
   */
  readonly enable?: boolean;
  /**
   * Let nothing in.
   * @default - unset
   */
  readonly blockAllIncoming?: boolean;
  /**
   * Do not answer who looks for the Mac, such as by ping.
   * @default - unset
   */
  readonly stealth?: boolean;
  /**
   * Let connections to programs in that came with macOS.
   * @default - unset
   */
  readonly allowBuiltIn?: boolean;
  /**
   * Let connections to signed programs in.
   * @default - unset
   */
  readonly allowSigned?: boolean;
}

/** The network of a Mac. */
export interface DarwinNetworkingProps {
  /**
   * The name that people see.
   * @default - unset; it stays as it is
   */
  readonly computerName?: string;
  /**
   * The name in the local network, before `.local`.
   * @default - the host name
   */
  readonly localHostName?: string;
  /**
   * The domain of the host's name.
   * @default - none
   */
  readonly domain?: string;
  /**
   * The network services that `nameservers` and `searchDomains` are set for,
   * as `networksetup -listallnetworkservices` names them: `Wi-Fi`.
   * @default - none
   */
  readonly services?: string[];
  /**
   * DNS servers of those network services.
   * @default - what DHCP says
   */
  readonly nameservers?: string[];
  /**
   * Domains in which those network services look short names up.
   * @default - what DHCP says
   */
  readonly searchDomains?: string[];
  /**
   * Wake up when the network asks for it.
   * @default - unset
   */
  readonly wakeOnLan?: boolean;
  /**
   * The firewall for applications. From release 25.11 on.
   * @default - unset
   */
  readonly firewall?: ApplicationFirewallProps;
}

/** @internal `networking` of a Mac. */
export function darwinNetworkingOptions(
  hostName: string,
  props: DarwinNetworkingProps,
  refuse: Refuse,
): Record<string, any> {
  const { localHostName, firewall } = props;
  if (localHostName !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(localHostName)) {
    refuse(
      'DARWIN_LOCAL_HOST_NAME',
      `"${localHostName}" cannot be a name in the local network`,
      'use letters, digits and -, without .local',
      'networking.localHostName',
    );
  }
  props.nameservers?.forEach((server, index) => checkIp(server, `networking.nameservers[${index}]`, refuse));
  const dns = listed(props.nameservers) ?? listed(props.searchDomains);
  if (dns && !listed(props.services)) {
    refuse(
      'DARWIN_NETWORK_SERVICES',
      'DNS servers are given, but no network services that they are for',
      "name them: networking: { services: ['Wi-Fi'] }",
      'networking.services',
      'macOS keeps DNS servers by network service; nix-darwin sets none without',
    );
  }
  return compact({
    networking: {
      hostName,
      computerName: props.computerName,
      localHostName,
      domain: props.domain,
      knownNetworkServices: listed(props.services),
      dns: listed(props.nameservers),
      search: listed(props.searchDomains),
      wakeOnLan: { enable: props.wakeOnLan },
      applicationFirewall: firewall && {
        enable: firewall.enable,
        blockAllIncoming: firewall.blockAllIncoming,
        enableStealthMode: firewall.stealth,
        allowSigned: firewall.allowBuiltIn,
        allowSignedApp: firewall.allowSigned,
      },
    },
  });
}
