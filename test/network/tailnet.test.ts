import {
  App,
  Host,
  NixModule,
  Policy,
  Tailnet,
  TailnetProps,
  TailnetSshAction,
  TailscaleNode,
  TailscaleNodeProps,
} from '../../src';
import { refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

/** A rule that makes the checks find nothing else. */
const OPEN = { src: ['autogroup:member'], dst: ['*'], ip: ['*'] };

function estate(props: TailnetProps, nodes: Record<string, TailscaleNodeProps> = {}) {
  const app = appWith();
  const made: Record<string, TailscaleNode> = {};
  for (const [name, node] of Object.entries(nodes)) {
    made[name] = new TailscaleNode(hostOf(app, name, { users: { ada: {} } }), 'tailscale', node);
  }
  return { app, nodes: made, tailnet: new Tailnet(app, 'tailnet', props) };
}
const policy = (app: App) => app.renderProjectFiles()['policy.hujson']!;
/** Human JSON as data: without comments and the commas that JSON has not. */
const parse = (text: string) => JSON.parse(text.replace(/^\s*\/\/.*$/gm, '').replace(/,(?=\s*[\]}])/g, ''));
/** Findings about the tailnet; logging in by hand is another matter. */
const found = (app: App) => app.check().filter(({ code }) => code.startsWith('TAILNET'));

describe('Tailnet', () => {
  test('writes the policy from what it is told and what the nodes are', () => {
    const { app } = estate(
      {
        groups: { 'group:family': ['ada@example.com', 'grace@github'] },
        hosts: { printer: '192.168.1.9', lan: '192.168.1.0/24' },
        tagOwners: { 'tag:server': ['group:family'], 'tag:router': ['tag:server'], 'tag:ci': [] },
        externalTags: ['tag:ci'],
        grants: [
          {
            src: ['group:family'],
            dst: ['tag:server'],
            ip: ['tcp:22', 'tcp:443'],
            comment: 'The family uses the servers',
          },
          { src: ['tag:ci'], dst: ['svc:cache'], ip: ['443'] },
          { src: ['group:family'], dst: ['lan', 'autogroup:internet'], ip: ['*'], via: ['tag:router'] },
        ],
        ssh: [
          {
            src: ['group:family'],
            dst: ['tag:server'],
            users: ['autogroup:nonroot'],
            action: TailnetSshAction.CHECK,
            checkPeriod: '20h',
          },
        ],
        autoApprovers: { routes: { '10.0.0.0/8': ['ada@example.com'] } },
        nodeAttrs: [{ target: ['autogroup:member'], attr: ['funnel'] }],
        tests: [{ src: 'ada@example.com', accept: ['tag:server:443'], deny: ['tag:router:22'] }],
        sshTests: [{ src: 'ada@example.com', dst: ['tag:server'], check: ['ada'], deny: ['root'] }],
        extra: { randomizeClientPort: true },
      },
      {
        nas: { tags: ['tag:server'], ssh: true, serve: { cache: { endpoints: { 'tcp:443': 'http://localhost:80' } } } },
        gateway: { tags: ['tag:server', 'tag:router'], routes: ['192.168.1.0/24', 'fd00:1:0::/64'], exitNode: true },
        laptop: {},
      },
    );
    expect(found(app)).toEqual([]);
    expect(policy(app)).toMatchInlineSnapshot(`
     "// tailnet. Written by cosmo: change the estate, not this file.
     {
       "groups": {
         "group:family": ["ada@example.com", "grace@github"],
       },
       "hosts": {
         "lan": "192.168.1.0/24",
         "printer": "192.168.1.9",
       },
       "tagOwners": {
         "tag:ci": [],
         // gateway
         "tag:router": ["tag:server"],
         // gateway, nas
         "tag:server": ["group:family"],
       },
       "grants": [
         // The family uses the servers
         { "src": ["group:family"], "dst": ["tag:server"], "ip": ["tcp:22", "tcp:443"] },
         { "src": ["tag:ci"], "dst": ["svc:cache"], "ip": ["443"] },
         {
           "src": ["group:family"],
           "dst": ["lan", "autogroup:internet"],
           "ip": ["*"],
           "via": ["tag:router"],
         },
       ],
       "ssh": [
         {
           "action": "check",
           "src": ["group:family"],
           "dst": ["tag:server"],
           "users": ["autogroup:nonroot"],
           "checkPeriod": "20h",
         },
       ],
       "autoApprovers": {
         "routes": {
           "10.0.0.0/8": ["ada@example.com"],
           // offered by gateway
           "192.168.1.0/24": ["tag:router"],
           // offered by gateway
           "fd00:1::/64": ["tag:router"],
         },
         // offered by gateway
         "exitNode": ["tag:router"],
         "services": {
           // offered by nas
           "svc:cache": ["tag:server"],
         },
       },
       "nodeAttrs": [
         { "target": ["autogroup:member"], "attr": ["funnel"] },
       ],
       "tests": [
         { "src": "ada@example.com", "accept": ["tag:server:443"], "deny": ["tag:router:22"] },
       ],
       "sshTests": [
         { "src": "ada@example.com", "dst": ["tag:server"], "check": ["ada"], "deny": ["root"] },
       ],
       "randomizeClientPort": true,
     }
     "
    `);
  });

  test('is the same whatever the order of sets', () => {
    const one = estate({ grants: [OPEN], tagOwners: { 'tag:a': [], 'tag:b': [] } }).app;
    const two = estate({ grants: [OPEN], tagOwners: { 'tag:b': [], 'tag:a': [] } }).app;
    expect(policy(one)).toBe(policy(two));
  });

  test('denies where nothing is granted, and says so', () => {
    const { app } = estate({});
    expect(parse(policy(app))).toEqual({ grants: [] });
    expect(codes(found(app))).toEqual(['warning TAILNET_NOTHING_GRANTED']);
  });

  test('takes rules one by one', () => {
    const { app, tailnet } = estate({}, { nas: { tags: ['tag:server'], ssh: true } });
    tailnet.addTagOwners('tag:server', 'ada@example.com');
    tailnet.addTagOwners('tag:server', 'autogroup:admin', 'ada@example.com');
    tailnet.addGrant(OPEN);
    tailnet.addSshRule({ src: ['ada@example.com'], dst: ['tag:server'], users: ['ada'] });
    tailnet.addTest({ src: 'ada@example.com', accept: ['tag:server:22'] });
    expect(found(app)).toEqual([]);
    expect(parse(policy(app))).toEqual({
      tagOwners: { 'tag:server': ['ada@example.com', 'autogroup:admin'] },
      grants: [OPEN],
      ssh: [{ action: 'accept', src: ['ada@example.com'], dst: ['tag:server'], users: ['ada'] }],
      tests: [{ src: 'ada@example.com', accept: ['tag:server:22'] }],
    });
    expect(refusal(() => tailnet.addGrant({ src: ['autogroup:all'], dst: ['*'], ip: ['*'] }))).toMatchObject({
      code: 'TAILNET_NAME',
      keyPath: 'grants[1].src[0]',
    });
  });

  test('approves what a node offers for the tag that the fewest have, and nothing where it shall not', () => {
    const tagOwners = { 'tag:server': [], 'tag:router': [] };
    const nodes = { a: { tags: ['tag:server'] }, b: { tags: ['tag:server', 'tag:router'], routes: ['10.1.0.0/16'] } };
    const approved = (props: TailnetProps) => parse(policy(estate({ grants: [OPEN], tagOwners, ...props }, nodes).app));
    expect(approved({}).autoApprovers).toEqual({ routes: { '10.1.0.0/16': ['tag:router'] } });
    expect(approved({ approveNodes: false }).autoApprovers).toBeUndefined();
    expect(approved({ autoApprovers: { routes: { '10.1.0.0/16': ['tag:server'] } } }).autoApprovers).toEqual({
      routes: { '10.1.0.0/16': ['tag:server', 'tag:router'] },
    });
  });

  test('follows a node that changes', () => {
    const written = (routes: string[]) =>
      parse(policy(estate({ grants: [OPEN], tagOwners: { 'tag:r': [] } }, { r: { tags: ['tag:r'], routes } }).app));
    expect(Object.keys(written(['10.1.0.0/16']).autoApprovers.routes)).toEqual(['10.1.0.0/16']);
    expect(Object.keys(written(['10.2.0.0/16']).autoApprovers.routes)).toEqual(['10.2.0.0/16']);
  });

  describe('names of nodes', () => {
    test('are values', () => {
      const { nodes, tailnet } = estate(
        { tailnetName: 'tail1a2b3c.ts.net', grants: [OPEN] },
        { nas: { hostname: 'Store' } },
      );
      expect(nodes.nas!.dnsName).toBe('store.tail1a2b3c.ts.net');
      expect(nodes.nas!.tailnet).toBe(tailnet);
      expect(tailnet.nodes).toEqual([nodes.nas]);
      expect(tailnet.dnsNameOf('phone')).toBe('phone.tail1a2b3c.ts.net');
    });

    test('are refused where nobody said what the tailnet is called', () => {
      const { nodes } = estate({}, { nas: {} });
      expect(refusal(() => nodes.nas!.dnsName).code).toBe('TAILNET_NAMELESS');
    });

    test('are refused where there is no tailnet', () => {
      const node = new TailscaleNode(hostOf(appWith()), 'tailscale');
      expect(node.tailnet).toBeUndefined();
      expect(refusal(() => node.dnsName).code).toBe('TAILNET_MISSING');
    });
  });

  test('has the nodes of its own control server, and one tailnet has it', () => {
    const nodes = { a: {}, b: { loginServer: 'https://hs.example.com/', tags: ['tag:x'] } };
    const { app, tailnet } = estate({ grants: [OPEN] }, nodes);
    expect(tailnet.nodes.map(({ hostname }) => hostname)).toEqual(['a']);
    expect(found(app)).toEqual([]);
    const props = { loginServer: 'https://HS.example.com', path: 'other.hujson', grants: [OPEN] };
    const other = new Tailnet(app, 'other', props);
    expect(other.nodes.map(({ hostname }) => hostname)).toEqual(['b']);
    expect(Tailnet.of(app, 'https://hs.example.com')).toBe(other);
    expect(codes(found(app))).toEqual(['error TAILNET_TAG_OWNER']);
    new Tailnet(app, 'third', { grants: [OPEN], path: 'third.hujson' });
    expect(codes(found(app))).toEqual(['error TAILNET_TAG_OWNER', 'error TAILNET_TAKEN']);
  });

  describe('finds', () => {
    test('a tag without an owner', () => {
      const { app } = estate({ grants: [OPEN] }, { nas: { tags: ['tag:server'] } });
      expect(found(app)).toEqual([
        expect.objectContaining({
          severity: 'error',
          code: 'TAILNET_TAG_OWNER',
          path: 'nas/tailscale',
          keyPath: 'tags[0]',
          message: 'nas asks for tag:server, and nobody may give it',
        }),
      ]);
    });

    test.each([
      ['a tag', { grants: [{ src: ['tag:x'], dst: ['*'], ip: ['*'] }], externalTags: ['tag:x'] }, 'grants[0].src[0]'],
      ['a group', { acls: [{ src: ['group:x'], dst: ['*:*'] }] }, 'acls[0].src[0]'],
      ['a host', { acls: [{ src: ['*'], dst: ['printer:80'] }] }, 'acls[0].dst[0]'],
      ['a set of addresses', { grants: [{ src: ['*'], dst: ['ipset:x'], ip: ['*'] }] }, 'grants[0].dst[0]'],
      ['a posture', { grants: [{ ...OPEN, srcPosture: ['posture:x'] }] }, 'grants[0].srcPosture[0]'],
      ['an owner', { grants: [OPEN], tagOwners: { 'tag:a': ['group:x'] } }, 'tagOwners."tag:a"[0]'],
    ])('%s that nothing defines', (_, props, keyPath) => {
      const { app } = estate(props as TailnetProps);
      expect(found(app)).toEqual([expect.objectContaining({ severity: 'error', code: 'TAILNET_UNDEFINED', keyPath })]);
    });

    test('a rule for a tag that no node has', () => {
      const props = { tagOwners: { 'tag:old': [] }, grants: [{ src: ['*'], dst: ['tag:old'], ip: ['*'] }] };
      expect(found(estate(props).app)).toEqual([
        expect.objectContaining({ severity: 'warning', code: 'TAILNET_TAG_UNUSED', keyPath: 'grants[0].dst[0]' }),
      ]);
      expect(found(estate({ ...props, externalTags: ['tag:old'] }).app)).toEqual([]);
    });

    test('a network that two nodes offer, unless that is meant', () => {
      const nodes = {
        a: { tags: ['tag:r'], routes: ['fd00:1::/64'] },
        b: { tags: ['tag:r'], routes: ['fd00:1:0::/64'] },
      };
      const props = { grants: [OPEN], tagOwners: { 'tag:r': [] } };
      expect(found(estate(props, nodes).app)).toEqual([
        expect.objectContaining({
          severity: 'warning',
          code: 'TAILNET_ROUTE_TWICE',
          message: 'fd00:1::/64 is offered by a and b',
          related: ['a/tailscale', 'b/tailscale'],
        }),
      ]);
      expect(found(estate({ ...props, failoverRoutes: ['fd00:1::/64'] }, nodes).app)).toEqual([]);
      expect(codes(found(estate({ ...props, failoverRoutes: ['10.0.0.0/8'] }, { a: nodes.a }).app))).toEqual([
        'warning TAILNET_FAILOVER_UNUSED',
      ]);
    });

    test('what a node without tags offers, where nobody approves it', () => {
      const nodes = { a: { routes: ['192.168.1.0/24'], exitNode: true } };
      const { app } = estate({ grants: [OPEN] }, nodes);
      expect(found(app)).toEqual([
        expect.objectContaining({
          code: 'TAILNET_UNAPPROVED',
          path: 'a/tailscale',
          message: 'nobody approves 192.168.1.0/24, the way to the internet of a',
        }),
      ]);
      const autoApprovers = { routes: { '192.168.0.0/16': ['ada@example.com'] }, exitNode: ['ada@example.com'] };
      expect(found(estate({ grants: [OPEN], autoApprovers }, nodes).app)).toEqual([]);
    });

    test('SSH that no rule lets in, and rules for nodes that do not take it', () => {
      const tagOwners = { 'tag:s': [] };
      const rule = { src: ['ada@example.com'], dst: ['tag:s'], users: ['ada'] };
      const on = { a: { tags: ['tag:s'], ssh: true } };
      expect(codes(found(estate({ tagOwners, grants: [OPEN] }, on).app))).toEqual(['warning TAILNET_SSH_NO_RULE']);
      expect(codes(found(estate({ tagOwners, grants: [OPEN], ssh: [rule] }, on).app))).toEqual([]);
      const off = { a: { tags: ['tag:s'] } };
      expect(codes(found(estate({ tagOwners, grants: [OPEN], ssh: [rule] }, off).app))).toEqual([
        'warning TAILNET_SSH_OFF',
      ]);
      const own = { src: ['autogroup:member'], dst: ['autogroup:self'], users: ['ada'] };
      expect(found(estate({ grants: [OPEN], ssh: [own] }, { a: { ssh: true } }).app)).toEqual([]);
    });

    test.each([
      [['tcp:443'], true],
      [['udp:22'], true],
      [['20-30'], false],
      [['tcp:22'], false],
    ])('an SSH rule without a grant of port 22: %j', (ip, missing) => {
      const { app } = estate(
        {
          tagOwners: { 'tag:s': [] },
          grants: [{ src: ['*'], dst: ['tag:s'], ip }],
          ssh: [{ src: ['ada@example.com'], dst: ['tag:s'], users: ['ada'] }],
        },
        { a: { tags: ['tag:s'], ssh: true } },
      );
      expect(codes(found(app))).toEqual(missing ? ['warning TAILNET_SSH_NO_GRANT'] : []);
    });

    test('a way to the internet that no grant leads to', () => {
      const nodes = { a: { tags: ['tag:s'], exitNode: true } };
      const props = (dst: string) => ({ tagOwners: { 'tag:s': [] }, grants: [{ src: ['*'], dst: [dst], ip: ['*'] }] });
      expect(codes(found(estate(props('tag:s'), nodes).app))).toEqual(['warning TAILNET_EXIT_UNUSED']);
      expect(found(estate(props('autogroup:internet'), nodes).app)).toEqual([]);
    });

    test('nothing that is acknowledged', () => {
      const { app, tailnet } = estate({});
      Policy.acknowledge(tailnet, 'TAILNET_NOTHING_GRANTED', 'the rules come with the first service');
      expect(found(app)).toEqual([]);
    });
  });

  const refused: [string, TailnetProps, string][] = [
    ['TAILNET_NAME', { tailnetName: 'tailnet' }, 'tailnetName'],
    ['TAILNET_NAME', { tagOwners: { server: [] } }, 'tagOwners."server"'],
    ['TAILNET_NAME', { tagOwners: { 'tag:1': [] } }, 'tagOwners."tag:1"'],
    ['TAILNET_NAME', { tagOwners: { 'tag:a': ['ada'] } }, 'tagOwners."tag:a"[0]'],
    ['TAILNET_NAME', { tagOwners: { 'tag:a': ['autogroup:self'] } }, 'tagOwners."tag:a"[0]'],
    ['TAILNET_NAME', { groups: { family: [] } }, 'groups."family"'],
    ['TAILNET_NAME', { groups: { 'group:a': ['group:b'] } }, 'groups."group:a"[0]'],
    ['TAILNET_NAME', { groups: { 'group:a': ['tag:b'] } }, 'groups."group:a"[0]'],
    ['TAILNET_NAME', { groups: { 'group:a': ['ada@'] } }, 'groups."group:a"[0]'],
    ['TAILNET_NAME', { hosts: { 'a b': '10.0.0.1' } }, 'hosts."a b"'],
    ['TAILNET_NETWORK', { hosts: { a: 'nas' } }, 'hosts."a"'],
    ['TAILNET_NETWORK', { failoverRoutes: ['10.0.0.1/8'] }, 'failoverRoutes[0]'],
    ['TAILNET_NAME', { externalTags: ['ci'] }, 'externalTags[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, src: ['autogroup:members'] }] }, 'grants[0].src[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, src: ['autogroup:everyone'] }] }, 'grants[0].src[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, src: ['autogroup:internet'] }] }, 'grants[0].src[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, dst: ['autogroup:shared'] }] }, 'grants[0].dst[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, src: ['svc:web'] }] }, 'grants[0].src[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, src: ['role:x'] }] }, 'grants[0].src[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, dst: ['10.0.0.0/40'] }] }, 'grants[0].dst[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, dst: [' a'] }] }, 'grants[0].dst[0]'],
    ['TAILNET_NAME', { grants: [{ ...OPEN, via: ['router'] }] }, 'grants[0].via[0]'],
    ['TAILNET_RULE', { grants: [{ ...OPEN, src: [] }] }, 'grants[0].src'],
    ['TAILNET_RULE', { acls: [{ src: ['*'], dst: [] }] }, 'acls[0].dst'],
    ['TAILNET_GRANT', { grants: [{ src: ['*'], dst: ['*'] }] }, 'grants[0].ip'],
    ['TAILNET_GRANT', { grants: [{ ...OPEN, ip: ['https'] }] }, 'grants[0].ip[0]'],
    ['TAILNET_GRANT', { grants: [{ ...OPEN, ip: ['tcp:70000'] }] }, 'grants[0].ip[0]'],
    ['TAILNET_GRANT', { grants: [{ ...OPEN, ip: ['icmp:8'] }] }, 'grants[0].ip[0]'],
    ['TAILNET_SELF', { grants: [{ ...OPEN, src: ['autogroup:tagged'], dst: ['autogroup:self'] }] }, 'grants[0].dst'],
    ['TAILNET_ACL', { acls: [{ src: ['*'], dst: ['tag:server'] }] }, 'acls[0].dst[0]'],
    ['TAILNET_ACL', { acls: [{ src: ['*'], dst: ['*:*'], proto: 'http' }] }, 'acls[0].proto'],
    ['TAILNET_NAME', { ssh: [{ src: ['*'], dst: ['tag:a'], users: ['a'] }] }, 'ssh[0].src[0]'],
    ['TAILNET_NAME', { ssh: [{ src: ['10.0.0.1'], dst: ['tag:a'], users: ['a'] }] }, 'ssh[0].src[0]'],
    ['TAILNET_NAME', { ssh: [{ src: ['a@b.c'], dst: ['*'], users: ['a'] }] }, 'ssh[0].dst[0]'],
    ['TAILNET_NAME', { ssh: [{ src: ['a@b.c'], dst: ['group:a'], users: ['a'] }] }, 'ssh[0].dst[0]'],
    ['TAILNET_SSH', { ssh: [{ src: ['a@b.c'], dst: ['x@b.c'], users: ['a'] }] }, 'ssh[0].dst[0]'],
    ['TAILNET_SSH', { ssh: [{ src: ['a@b.c'], dst: ['tag:a'], users: [] }] }, 'ssh[0].users'],
    ['TAILNET_SSH', { ssh: [{ src: ['a@b.c'], dst: ['tag:a'], users: ['*'] }] }, 'ssh[0].users[0]'],
    [
      'TAILNET_SSH',
      { ssh: [{ src: ['a@b.c'], dst: ['tag:a'], users: ['a'], checkPeriod: '1h' }] },
      'ssh[0].checkPeriod',
    ],
    [
      'TAILNET_SSH',
      { ssh: [{ src: ['a@b.c'], dst: ['tag:a'], users: ['a'], action: TailnetSshAction.CHECK, checkPeriod: '200h' }] },
      'ssh[0].checkPeriod',
    ],
    [
      'TAILNET_SSH',
      { ssh: [{ src: ['tag:a'], dst: ['tag:a'], users: ['a'], action: TailnetSshAction.CHECK }] },
      'ssh[0].action',
    ],
    ['TAILNET_SELF', { ssh: [{ src: ['tag:a'], dst: ['autogroup:self'], users: ['a'] }] }, 'ssh[0].dst'],
    ['TAILNET_NODE_ATTR', { nodeAttrs: [{ target: ['*'] }] }, 'nodeAttrs[0].attr'],
    ['TAILNET_NAME', { nodeAttrs: [{ target: ['nas'], attr: ['funnel'] }] }, 'nodeAttrs[0].target[0]'],
    ['TAILNET_TEST', { tests: [{ src: 'a@b.c' }] }, 'tests[0]'],
    ['TAILNET_TEST', { tests: [{ src: 'a@b.c', accept: ['tag:a:*'] }] }, 'tests[0].accept[0]'],
    ['TAILNET_NAME', { tests: [{ src: '*', accept: ['tag:a:1'] }] }, 'tests[0].src'],
    ['TAILNET_NAME', { sshTests: [{ src: 'a@b.c', dst: ['*'] }] }, 'sshTests[0].dst[0]'],
    ['TAILNET_NETWORK', { autoApprovers: { routes: { lan: [] } } }, 'autoApprovers.routes."lan"'],
    ['TAILNET_NAME', { autoApprovers: { exitNode: ['nas'] } }, 'autoApprovers.exitNode[0]'],
    ['TAILNET_NAME', { autoApprovers: { services: { web: [] } } }, 'autoApprovers.services."web"'],
    ['TAILNET_NAME', { postures: { mac: [] } }, 'postures'],
    ['TAILNET_NAME', { ipsets: { office: [] } }, 'ipsets'],
    ['TAILNET_EXTRA', { extra: { grants: [] } }, 'extra.grants'],
  ];
  test.each(refused)('refuses with %s: %j', (code, props, keyPath) => {
    expect(refusal(() => estate(props))).toMatchObject({ code, keyPath });
  });

  test('takes every kind of name where it may stand', () => {
    const all = [
      '*',
      'ada@example.com',
      'ada@github',
      'group:eng@example.com',
      '100.64.0.1',
      'fd7a::1',
      '10.0.0.0/8',
      'user:*@example.com',
    ];
    const props: TailnetProps = {
      grants: [
        {
          src: [...all, 'autogroup:shared', 'autogroup:danger-all'],
          dst: [...all, 'autogroup:internet', 'svc:web'],
          ip: ['*', '443', '80-90', 'tcp:22', 'udp:*', '47:*', 'icmp:*'],
        },
      ],
      acls: [{ src: ['*'], dst: ['*:*', 'tag:a:80,443', '[fd7a::1]:22', '10.0.0.0/8:1000-2000'], proto: '6' }],
      tagOwners: { 'tag:a': ['autogroup:admin', 'user:*@example.com'] },
      ssh: [
        {
          src: ['ada@example.com'],
          dst: ['ada@example.com', 'autogroup:self'],
          users: ['root', 'localpart:*@example.com'],
          action: TailnetSshAction.CHECK,
          checkPeriod: 'always',
        },
      ],
      externalTags: ['tag:a'],
    };
    expect(found(estate(props).app)).toEqual([]);
  });

  test('stands below the app', () => {
    const host = hostOf(appWith());
    expect(refusal(() => new Tailnet(host, 'tailnet')).code).toBe('TAILNET_SCOPE');
  });

  describe('of a headscale', () => {
    function withHeadscale(props: TailnetProps, enable = true) {
      const app = appWith();
      const host: Host = hostOf(app, 'control');
      if (enable) new NixModule(host, 'headscale', { options: { services: { headscale: { enable: true } } } });
      const loginServer = 'https://hs.example.com';
      new TailscaleNode(host, 'tailscale', { loginServer, tags: ['tag:server'] });
      new Tailnet(app, 'tailnet', { headscale: host, loginServer, tagOwners: { 'tag:server': ['ada@'] }, ...props });
      return app;
    }
    const grants = [
      { src: ['ada@'], dst: ['tag:server'], ip: ['tcp:22', 'tcp:80-90', 'udp:*', '443'], comment: 'Ada' },
    ];

    test('is a file of the System that runs it, with grants as the older rules', () => {
      const app = withHeadscale({ grants });
      expect(found(app)).toEqual([]);
      expect(app.renderProjectFiles()).toEqual({});
      expect(file(app, 'hosts/control/tailnet-policy.nix')).toMatchInlineSnapshot(`
       "{
         services.headscale.settings.policy.path = ./tailnet-policy.hujson;
       }
       "
      `);
      expect(app.render()['hosts/control/tailnet-policy.hujson']).toMatchInlineSnapshot(`
       "// tailnet. Written by cosmo: change the estate, not this file.
       {
         "tagOwners": {
           // control
           "tag:server": ["ada@"],
         },
         "acls": [
           // Ada
           { "action": "accept", "src": ["ada@"], "proto": "tcp", "dst": ["tag:server:22,80-90"] },
           // Ada
           { "action": "accept", "src": ["ada@"], "proto": "udp", "dst": ["tag:server:*"] },
           // Ada
           { "action": "accept", "src": ["ada@"], "dst": ["tag:server:443"] },
         ],
       }
       "
      `);
    });

    test('stands beside the project too, where it is asked for', () => {
      const app = withHeadscale({ grants, path: 'headscale.hujson' });
      expect(app.renderProjectFiles()['headscale.hujson']).toBe(app.render()['hosts/control/tailnet-policy.hujson']);
    });

    test('denies where nothing is granted', () => {
      expect(parse(withHeadscale({}).render()['hosts/control/tailnet-policy.hujson']!).acls).toEqual([]);
    });

    test('that does not run is a warning', () => {
      expect(codes(found(withHeadscale({ grants }, false)))).toEqual(['warning TAILNET_HEADSCALE_OFF']);
    });

    test.each([
      [{ grants: [{ ...OPEN, via: ['tag:a'] }] }, 'grants[0].via'],
      [{ nodeAttrs: [{ target: ['*'], attr: ['funnel'] }] }, 'nodeAttrs[0]'],
      [{ postures: { 'posture:a': [] } }, 'postures'],
      [{ tests: [{ src: 'a@b.c', accept: ['tag:a:1'] }] }, 'tests'],
      [{ autoApprovers: { services: { 'svc:a': [] } } }, 'autoApprovers.services'],
    ] as [TailnetProps, string][])('is told nothing that it does not know: %j', (props, keyPath) => {
      expect(refusal(() => withHeadscale(props))).toMatchObject({ code: 'TAILNET_HEADSCALE', keyPath });
    });

    describeWithNix('and real Nix', () => {
      test('parse what is written', async () => {
        expect(await nixParses([withHeadscale({ grants }).render()['hosts/control/tailnet-policy.nix']!])).toEqual([
          true,
        ]);
      });
    });
  });
});
