import { App, Host, HostProps, Nix, NixModule, SharedModule } from '../../src';
import { project } from '../support/estate';

function hostOf(props: Partial<HostProps> = {}): Host {
  return new Host(new App({ projectRoot: project({}) }), 'server', {
    stateVersion: '25.11',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
    ...props,
  });
}

/** What is found where two modules set these options. */
function between(...trees: Record<string, unknown>[]): string[] {
  const host = hostOf();
  trees.forEach((options, index) => new NixModule(host, `module-${index}`, { options }));
  return messagesOf(host);
}

function messagesOf(host: Host): string[] {
  return (host.node.root as App).check().map(({ code, message }) => `${code}: ${message}`);
}

describe('options that several modules set', () => {
  test('to the same value are no conflict', () => {
    expect(between({ services: { x: { port: 1 } } }, { services: { x: { port: 1 } } })).toEqual([]);
  });

  test.each<[string, unknown, unknown]>([
    ['numbers', 1, 2],
    ['booleans', true, false],
    ['strings', 'a', 'b'],
    ['null and a value', null, 'a'],
    ['kinds', 'a', ['a']],
    ['a set and a value', { a: 1 }, 'a'],
    ['two defaults', Nix.mkDefault(1), Nix.mkDefault(2)],
    ['two forced values', Nix.mkForce('a'), Nix.mkForce('b')],
  ])('to different ones are a conflict: %s', (_, one, other) => {
    const found = between({ services: { x: { mode: one } } }, { services: { x: { mode: other } } });
    expect(found).toEqual([expect.stringContaining('OPTION_CONFLICT: services.x.mode of server is set to ')]);
  });

  test.each<[string, string, unknown, unknown]>([
    ['lists are put together', 'list', ['a'], ['b']],
    ['sets are put together', 'set', { a: 1 }, { b: 2 }],
    ['lines are put together', 'extraConfig', 'a', 'b'],
    ['a default gives way', 'mode', Nix.mkDefault('a'), 'b'],
    ['force goes before', 'mode', 'a', Nix.mkForce('b')],
    ['a condition may never hold', 'mode', Nix.mkIf(Nix.ref('config.a.b'), 'a'), 'b'],
    ['what only Nix can tell is trusted', 'mode', Nix.ref('config.a.b'), 'b'],
  ])('%s', (_, name, one, other) => {
    expect(between({ services: { x: { [name]: one } } }, { services: { x: { [name]: other } } })).toEqual([]);
  });

  test('are met behind the priority of a set', () => {
    const forced = { services: Nix.mkForce({ x: { mode: 'a' } }) };
    expect(between(forced, { services: { x: { mode: 'b' } } })).toEqual([]);
    expect(between(forced, { services: Nix.mkForce({ x: { mode: 'b' } }) })).toEqual([
      expect.stringContaining('OPTION_CONFLICT: services.x.mode'),
    ]);
  });

  test('are met in modules written in Nix, and in shared ones', () => {
    const host = hostOf({ options: { services: { x: { mode: 'a' } } } });
    host.addNix('{ services.x.mode = "b"; }');
    expect(messagesOf(host)).toEqual([expect.stringContaining('services.x.mode of server is set to "b"')]);

    const other = hostOf({ options: { services: { x: { mode: 'a' } } } });
    const shared = new SharedModule(other.node.root as App, 'common', {});
    new NixModule(shared, 'modes', { options: { services: { x: { mode: 'c' } } } });
    shared.attachTo(other);
    expect(messagesOf(other)).toEqual([expect.stringContaining('OPTION_CONFLICT: services.x.mode')]);
  });

  test('three of them are one finding', () => {
    const tree = (mode: string) => ({ services: { x: { mode } } });
    expect(between(tree('a'), tree('b'), tree('c'))).toHaveLength(1);
  });

  test('a default list may be dropped, and one that is in the other is not lost', () => {
    const list = (items: unknown) => ({ boot: { kernelModules: items } });
    expect(between(list(Nix.mkDefault(['a'])), list(['b']))).toEqual([]);
    expect(between(list(['a']), list(Nix.mkForce(['a', 'b'])))).toEqual([]);
    expect(between(list(['a', 'c']), list(Nix.mkForce(['b'])))).toEqual([
      'OPTION_LIST_DROPPED: boot.kernelModules of server loses "a", "c", set by server/module-0',
    ]);
  });
});

describe('units', () => {
  const unit = (service: Record<string, unknown>, kind = 'services') =>
    between({ systemd: { [kind]: { job: service } } });

  test.each<[string, Record<string, unknown>, string]>([
    ['StartLimitIntervalSec', { serviceConfig: { StartLimitIntervalSec: 1 } }, 'unitConfig.StartLimitIntervalSec'],
    ['After', { serviceConfig: { After: 'network.target' } }, 'unitConfig.After'],
    ['Restart', { unitConfig: { Restart: 'always' } }, 'serviceConfig.Restart'],
    ['ConditionHost', { serviceConfig: { ConditionHost: 'x' } }, 'unitConfig.ConditionHost'],
  ])('%s is sent to its section', (key, service, mend) => {
    const host = hostOf({ options: { systemd: { services: { job: service } } } });
    const found = (host.node.root as App).check();
    expect(found.map(({ code }) => code)).toEqual(['SYSTEMD_SECTION']);
    expect(found[0]!.message).toContain(`${key} of job.service`);
    expect(found[0]!.mend).toBe(`set it there: systemd.services.job.${mend}`);
  });

  test('what each section has is let through', () => {
    expect(unit({ unitConfig: { StartLimitBurst: 1 }, serviceConfig: { Restart: 'always', MemoryMax: '1G' } })).toEqual(
      [],
    );
    expect(unit({ timerConfig: { OnCalendar: 'daily', Persistent: true } }, 'timers')).toEqual([]);
    expect(unit({ serviceConfig: { 'X-Own': 'x', Frobnicate: true } })).toEqual([]);
  });

  test('misspelt settings are told with what was meant', () => {
    expect(unit({ timerConfig: { OnCalender: 'daily' } }, 'timers')).toEqual([
      'SYSTEMD_SETTING: [Timer] of job.timer has OnCalender, which systemd does not know',
    ]);
  });

  test('containers and other units that the host does not have are told', () => {
    const containers = { virtualisation: { 'oci-containers': { containers: { paperless: { image: 'x' } } } } };
    const after = (name: string) => between(containers, { systemd: { services: { job: { after: [name] } } } });
    expect(after('podman-paperless.service')).toEqual([]);
    expect(after('podman-paperles.service')).toEqual([expect.stringContaining('UNIT_REFERENCE')]);
    expect(after('network-onlne.target')).toEqual([expect.stringContaining('UNIT_REFERENCE')]);
    expect(after('something-of-another-module.service')).toEqual([]);
  });

  test.each(['q /x 0755', 'd /x 999', 'dd /x', 'd'])('the line %s of tmpfiles cannot be read', (line) => {
    expect(between({ systemd: { tmpfiles: { rules: [line] } } })).toEqual(
      [expect.stringContaining('TMPFILES_RULE')].slice(line === 'q /x 0755' ? 1 : 0),
    );
  });

  test.each([
    'd /x 0755 root root -',
    'L+ /x - - - - /y z',
    "f+ '/a b' 0644 - - - text",
    '# nothing',
    'a+ /x - - - - u:a:r',
    'd %h/x',
  ])('the line %s of tmpfiles can be read', (line) => {
    expect(between({ systemd: { tmpfiles: { rules: [line] } } })).toEqual([]);
  });
});
