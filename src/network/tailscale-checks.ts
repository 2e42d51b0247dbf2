import { TailscaleNodeProps } from './tailscale-props';
import { formatNetwork, parseAddress, parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';

/** A name in DNS. */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** The interface name that stands for none. */
export const USERSPACE = 'userspace-networking';

/** Refuse props that Tailscale would refuse, or ignore without a word. */
export function checkTailscale(props: TailscaleNodeProps, refuse: Refuse): void {
  checkLogin(props, refuse);
  checkRouting(props, refuse);
  checkServe(props, refuse);
  if (props.hostname !== undefined && !LABEL.test(props.hostname)) {
    refuse(
      'TAILSCALE_HOSTNAME',
      `"${props.hostname}" cannot be a name in the tailnet`,
      'use letters, digits and -, at most 63 of them, without a domain',
      'hostname',
    );
  }
  const { interfaceName, port } = props;
  if (interfaceName !== undefined && interfaceName !== USERSPACE && !/^[^\s/:]{1,15}$/.test(interfaceName)) {
    refuse(
      'TAILSCALE_INTERFACE',
      `"${interfaceName}" cannot be a network interface`,
      'give at most 15 characters',
      'interfaceName',
    );
  }
  if (interfaceName === USERSPACE && props.trustInterface) {
    refuse(
      'TAILSCALE_INTERFACE',
      'there is no interface to trust with userspace-networking',
      'leave out trustInterface',
      'trustInterface',
    );
  }
  if (props.udpGroInterface !== undefined && !/^[A-Za-z0-9._@-]{1,15}$/.test(props.udpGroInterface)) {
    refuse(
      'TAILSCALE_INTERFACE',
      `"${props.udpGroInterface}" cannot be a network interface`,
      "give its name, such as 'enp4s0'",
      'udpGroInterface',
    );
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    refuse(
      'TAILSCALE_PORT',
      `${port} is no port number`,
      'give an integer from 1 to 65535, or 0 for any free port',
      'port',
    );
  }
  if (port === 0 && props.openFirewall) {
    refuse('TAILSCALE_PORT', 'a port that is chosen anew at each start cannot be opened', 'give a port', 'port');
  }
  for (const name of ['operator', 'permitCertUid'] as const) {
    const user = props[name];
    if (user === undefined || /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(user)) continue;
    refuse('TAILSCALE_USER', `"${user}" is no user`, "give a user's name or number", name);
  }
  for (const name of ['extraSetFlags', 'extraDaemonFlags'] as const) {
    props[name]?.forEach((flag, index) => {
      if (/^--?[a-z]\S*$/.test(flag)) return;
      refuse(
        'TAILSCALE_FLAG',
        `"${flag}" is no flag`,
        "give a flag and its value in one, with =: '--nickname=nas'",
        `${name}[${index}]`,
        'each entry is passed as one argument',
      );
    });
  }
}

function checkLogin(props: TailscaleNodeProps, refuse: Refuse): void {
  const seen = new Set<string>();
  props.tags?.forEach((tag, index) => {
    const keyPath = `tags[${index}]`;
    if (!/^tag:[A-Za-z][A-Za-z0-9-]*$/.test(tag)) {
      refuse(
        'TAILSCALE_TAG',
        `"${tag}" is no tag`,
        `write tag: and a name of letters, digits and - that begins with a letter: 'tag:${tag.replace(/^tag:/, '').replace(/[^A-Za-z0-9-]+/g, '-') || 'server'}'`,
        keyPath,
      );
    }
    if (seen.has(tag)) refuse('TAILSCALE_TAG', `${tag} is given twice`, 'leave one out', keyPath);
    seen.add(tag);
  });
  if (props.oauth && props.authKey === undefined) {
    refuse(
      'TAILSCALE_OAUTH',
      'oauth is given without a key',
      'give the secret of the OAuth client as authKey',
      'oauth',
    );
  }
  if (props.oauth && (props.tags ?? []).length === 0) {
    refuse(
      'TAILSCALE_OAUTH',
      'a node that logs in by an OAuth client has no tags',
      "give tags that the client may hand out: tags: ['tag:server']",
      'tags',
      'an OAuth client belongs to no user, so that each of its nodes must have a tag',
    );
  }
  for (const [keyPath, url] of [
    ['loginServer', props.loginServer],
    ['oauth.baseUrl', props.oauth?.baseUrl],
  ] as const) {
    if (url === undefined || /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?(\/\S*)?$/.test(url)) continue;
    refuse(
      'TAILSCALE_URL',
      `"${url}" is no URL of a control server`,
      "give one such as 'https://headscale.example.com'",
      keyPath,
    );
  }
}

function checkRouting(props: TailscaleNodeProps, refuse: Refuse): void {
  const seen = new Set<string>();
  props.routes?.forEach((route, index) => {
    const keyPath = `routes[${index}]`;
    const parsed = parsePrefix(route);
    if (!parsed) {
      return refuse(
        'TAILSCALE_ROUTE',
        `"${route}" is no network`,
        "give its address and prefix length, such as '192.168.1.0/24', a single machine with /32",
        keyPath,
      );
    }
    if (parsed.value !== parsed.network) {
      refuse(
        'TAILSCALE_ROUTE',
        `${route} is a machine in a network`,
        `give the network: '${formatNetwork(parsed)}'`,
        keyPath,
      );
    }
    if (parsed.prefix === 0) {
      refuse('TAILSCALE_ROUTE', `${route} is the whole internet`, 'offer it with exitNode: true', keyPath);
    }
    const network = formatNetwork(parsed);
    if (seen.has(network)) refuse('TAILSCALE_ROUTE', `${route} is given twice`, 'leave one out', keyPath);
    seen.add(network);
  });
  const { useExitNode } = props;
  if (useExitNode !== undefined) {
    if (props.exitNode) {
      refuse(
        'TAILSCALE_EXIT_NODE',
        'a node cannot be an exit node and use another one',
        'choose one of the two',
        'useExitNode',
      );
    }
    if (!parseAddress(useExitNode) && !/^(auto:any|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)$/.test(useExitNode)) {
      refuse(
        'TAILSCALE_EXIT_NODE',
        `"${useExitNode}" is no node`,
        'give its name or its address in the tailnet',
        'useExitNode',
      );
    }
  } else if (props.exitNodeAllowLanAccess !== undefined) {
    refuse(
      'TAILSCALE_EXIT_NODE',
      'exitNodeAllowLanAccess is given, but no exit node is used',
      'say which: useExitNode',
      'exitNodeAllowLanAccess',
    );
  }
  if (props.snatSubnetRoutes !== undefined && (props.routes ?? []).length === 0 && !props.exitNode) {
    refuse(
      'TAILSCALE_ROUTE',
      'snatSubnetRoutes is given, but no routes',
      'give routes, or leave it out',
      'snatSubnetRoutes',
    );
  }
}

function checkServe(props: TailscaleNodeProps, refuse: Refuse): void {
  const services = Object.entries(props.serve ?? {});
  if (services.length > 0 && (props.tags ?? []).length === 0) {
    refuse(
      'TAILSCALE_SERVE_TAGS',
      'a node that serves Tailscale Services has no tags',
      "give one: tags: ['tag:server']",
      'tags',
      'only tagged nodes may serve them',
    );
  }
  for (const [name, { endpoints }] of services) {
    const keyPath = `serve.${JSON.stringify(name)}`;
    if (!LABEL.test(name)) {
      refuse('TAILSCALE_SERVE', `"${name}" cannot name a service`, 'use letters, digits and -, without svc:', keyPath);
    }
    if (Object.keys(endpoints).length === 0) {
      refuse(
        'TAILSCALE_SERVE',
        `the service ${name} has no endpoints`,
        "give one: { 'tcp:443': 'http://localhost:8080' }",
        keyPath,
      );
    }
    for (const [from, to] of Object.entries(endpoints)) {
      if (/^tcp:\d{1,5}(-\d{1,5})?$/.test(from) && /^(https?|tcp):\/\/[^\s/]+:\d{1,5}$/.test(to)) continue;
      refuse(
        'TAILSCALE_SERVE',
        `the endpoint ${from} of ${name} cannot lead to ${to}`,
        "write 'tcp:443': 'http://localhost:8080': a TCP port here, http, https or tcp with host and port there",
        `${keyPath}.endpoints`,
      );
    }
  }
}
