import { System } from '../app';

/**
 * Who may reach what. Sources and destinations are written as Tailscale does:
 * users (`ada@example.com`, `ada@github`), `group:…`, `tag:…`, `autogroup:…`,
 * names of `hosts`, addresses, networks, `svc:…`, `ipset:…`, or `*`.
 */
export interface TailnetGrant {
  /** From where. */
  readonly src: string[];
  /** Where to. */
  readonly dst: string[];
  /**
   * Ports, each with or without a protocol: `*`, `443`, `8000-8010`, `tcp:443`, `udp:53`, `icmp:*`.
   * @default - none: `app` is what is granted
   */
  readonly ip?: string[];
  /**
   * Capabilities of applications, by their names: `{ 'tailscale.com/cap/drive': [{ shares: ['*'], access: 'ro' }] }`.
   * @default - none
   */
  readonly app?: Record<string, any>;
  /**
   * Tags of the routers and exit nodes that it goes through.
   * @default - any
   */
  readonly via?: string[];
  /**
   * What the sources' devices must be like: names of `postures`, or conditions.
   * @default - as they are
   */
  readonly srcPosture?: string[];
  /**
   * What it is for: a comment in the file.
   * @default - none
   */
  readonly comment?: string;
}

/** An access rule of the older form. Prefer `TailnetGrant`. */
export interface TailnetAcl {
  /** From where. */
  readonly src: string[];
  /** Where to, each with ports: `tag:server:22`, `*:*`, `nas:80,443`, `192.168.1.0/24:8000-8010`. */
  readonly dst: string[];
  /**
   * The protocol: a name such as `tcp`, or its number.
   * @default - TCP and UDP
   */
  readonly proto?: string;
  /**
   * What it is for: a comment in the file.
   * @default - none
   */
  readonly comment?: string;
}

/** What Tailscale SSH does with a connection. */
export enum TailnetSshAction {
  /** Let it in. */
  ACCEPT = 'accept',
  /** Let it in when the user has lately logged in to Tailscale again. */
  CHECK = 'check',
}

/** Who may come in by Tailscale SSH, and as whom. A grant must lead to port 22 of the destination, too. */
export interface TailnetSshRule {
  /** From where: users, groups, tags, autogroups. */
  readonly src: string[];
  /** Where to: tags, or `autogroup:self`. */
  readonly dst: string[];
  /** As whom: users of the machine, or `autogroup:nonroot`. */
  readonly users: string[];
  /**
   * What is done.
   * @default TailnetSshAction.ACCEPT
   */
  readonly action?: TailnetSshAction;
  /**
   * How long a check holds: minutes or hours (`20h`), or `always`.
   * @default - 12 hours
   */
  readonly checkPeriod?: string;
  /**
   * Environment variables that may be sent; `*` and `?` stand for any text and any letter.
   * @default - none
   */
  readonly acceptEnv?: string[];
  /**
   * What it is for: a comment in the file.
   * @default - none
   */
  readonly comment?: string;
}

/** Who may offer what without an approval by hand. */
export interface TailnetAutoApprovers {
  /**
   * Who may offer a network, and networks inside it, by the network.
   * @default - none
   */
  readonly routes?: Record<string, string[]>;
  /**
   * Who may be an exit node.
   * @default - nobody
   */
  readonly exitNode?: string[];
  /**
   * Who may serve a Tailscale Service, by its name with `svc:`.
   * @default - none
   */
  readonly services?: Record<string, string[]>;
}

/** Attributes of nodes, such as `funnel` or `nextdns:abc123`. */
export interface TailnetNodeAttr {
  /** Which nodes: tags, users, groups, autogroups, `*`. */
  readonly target: string[];
  /**
   * The attributes.
   * @default - none
   */
  readonly attr?: string[];
  /**
   * Capabilities of applications, such as `tailscale.com/app-connectors`.
   * @default - none
   */
  readonly app?: Record<string, any>;
  /**
   * What it is for: a comment in the file.
   * @default - none
   */
  readonly comment?: string;
}

/** What must stay reachable and what must not: the tailnet refuses a policy that breaks it. */
export interface TailnetTest {
  /** Who: a user, a group, a tag, a name of `hosts`. */
  readonly src: string;
  /**
   * What must be reached, each with one port: `tag:server:443`.
   * @default - none
   */
  readonly accept?: string[];
  /**
   * What must not.
   * @default - none
   */
  readonly deny?: string[];
  /**
   * The protocol, such as `tcp` or `icmp`.
   * @default - TCP or UDP
   */
  readonly proto?: string;
}

/** The same for Tailscale SSH. */
export interface TailnetSshTest {
  /** Who. */
  readonly src: string;
  /** Where to. */
  readonly dst: string[];
  /**
   * As whom it must be let in.
   * @default - nobody
   */
  readonly accept?: string[];
  /**
   * As whom only after a check.
   * @default - nobody
   */
  readonly check?: string[];
  /**
   * As whom it must not.
   * @default - nobody
   */
  readonly deny?: string[];
}

/** Props of `Tailnet`. */
export interface TailnetProps {
  /**
   * The tailnet's name in DNS, such as `tail1a2b3c.ts.net`, or the base domain of a headscale: nodes get names below it.
   * @default - none: `dnsName` of nodes is refused
   */
  readonly tailnetName?: string;
  /**
   * Who may give a tag, by the tag; an empty list for the administrators alone. Every tag of a node must be here.
   * @default - none
   */
  readonly tagOwners?: Record<string, string[]>;
  /**
   * Groups of users, by their names with `group:`.
   * @default - none
   */
  readonly groups?: Record<string, string[]>;
  /**
   * Names for addresses and networks.
   * @default - none
   */
  readonly hosts?: Record<string, string>;
  /**
   * Sets of addresses, by their names with `ipset:`.
   * @default - none
   */
  readonly ipsets?: Record<string, string[]>;
  /**
   * What devices must be like, by the name with `posture:`.
   * @default - none
   */
  readonly postures?: Record<string, string[]>;
  /**
   * Who may reach what.
   * @default - nobody reaches anything
   */
  readonly grants?: TailnetGrant[];
  /**
   * Access rules of the older form.
   * @default - none
   */
  readonly acls?: TailnetAcl[];
  /**
   * Who may come in by Tailscale SSH.
   * @default - nobody
   */
  readonly ssh?: TailnetSshRule[];
  /**
   * Approvals beside those that follow from the nodes.
   * @default - what the nodes offer is approved for their tags
   */
  readonly autoApprovers?: TailnetAutoApprovers;
  /**
   * Approve what the tagged nodes of the estate offer: networks, exit nodes, services.
   * @default true
   */
  readonly approveNodes?: boolean;
  /**
   * Networks that several nodes offer on purpose, so that one can stand in for another.
   * @default - none
   */
  readonly failoverRoutes?: string[];
  /**
   * Tags of machines outside of the estate, such as CI runners: rules may name them.
   * @default - none
   */
  readonly externalTags?: string[];
  /**
   * Attributes of nodes.
   * @default - none
   */
  readonly nodeAttrs?: TailnetNodeAttr[];
  /**
   * What must stay reachable and what must not.
   * @default - none
   */
  readonly tests?: TailnetTest[];
  /**
   * The same for Tailscale SSH.
   * @default - none
   */
  readonly sshTests?: TailnetSshTest[];
  /**
   * Further members of the policy, such as `{ randomizeClientPort: true }`.
   * @default - none
   */
  readonly extra?: Record<string, any>;
  /**
   * Where the policy is written, from the project's root.
   * @default "policy.hujson"; with `headscale` in the folder of that System alone
   */
  readonly path?: string;
  /**
   * The control server that the nodes log in to, as they have it: `https://headscale.example.com`.
   * @default - Tailscale's own
   */
  readonly loginServer?: string;
  /**
   * The System of the estate that runs headscale: it reads the policy as a file. Grants are written as the older rules.
   * @default - none
   */
  readonly headscale?: System;
}
