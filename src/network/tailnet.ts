import { Construct, IConstruct } from 'constructs';
import { ClaimKind, Claims, CosmoError, NixModule, NixosSystem, ProjectFile, System, TextFile } from '../app';
import { policyText } from './tailnet-policy';
import { TailnetGrant, TailnetProps, TailnetSshRule, TailnetTest } from './tailnet-props';
import { TailnetRefusals } from './tailnet-refusals';
import { tailnetRegistry } from './tailnet-registry';
import type { TailscaleNode } from './tailscale-node';
import { Refuse, refuser } from '../app/refuse';

/**
 * The estate's tailnet: who may reach what in it, as one object below the app
 * and one policy file. Every `TailscaleNode` of the estate that logs in to
 * its control server belongs to it: what tagged nodes offer (networks, the
 * way to the internet, services) is approved for them, and the rules are held
 * against the nodes that there are.
 *
 * The file is human JSON, made by the rules of
 * https://tailscale.com/docs/reference/syntax/policy-file. What is in it is
 * for the control server: Tailscale's GitOps action pushes it, headscale reads it.
 *
 * @example
 * import { App, Host, SecretFile, Tailnet, TailscaleNode } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 *
 * const tailnet = new Tailnet(app, 'tailnet', {
 *   tagOwners: { 'tag:server': [] },
 *   grants: [{ src: ['autogroup:member'], dst: ['tag:server'], ip: ['tcp:443'] }],
 * });
 * tailnet.addTest({ src: 'patrick@example.com', accept: ['tag:server:443'] });
 * new TailscaleNode(laddie, 'tailscale', { tags: ['tag:server'], authKey: SecretFile.at('/run/keys/tailscale') });
 */
export class Tailnet extends Construct {
  /** Whether `construct` is a Tailnet. */
  public static isTailnet(construct: any): construct is Tailnet {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The tailnet of the estate that `construct` stands in.
   * @param loginServer the control server, where it is not Tailscale's own
   * @throws `TAILNET_MISSING` where the estate has none
   */
  public static of(construct: IConstruct, loginServer?: string): Tailnet {
    const found = tailnetRegistry(construct).tailnets.find((one) => one._serves(loginServer));
    if (found) return found;
    throw new CosmoError({
      code: 'TAILNET_MISSING',
      message: `the estate has no tailnet${loginServer === undefined ? '' : ` at ${loginServer}`}`,
      mend: `make one below the app: new Tailnet(app, 'tailnet', { ${loginServer === undefined ? '…' : `loginServer: '${loginServer}', …`} })`,
      construct,
    });
  }

  /** Its name in DNS, where it was told. */
  public readonly tailnetName?: string;
  /** The control server, where it is not Tailscale's own. */
  public readonly loginServer?: string;
  private props: TailnetProps;
  private readonly refuse: Refuse;
  private readonly refusals: TailnetRefusals;

  /**
   * @throws `TAILNET_SCOPE` where it stands below a System, such as a host; `TAILNET_NAME`, `TAILNET_NETWORK`,
   * `TAILNET_RULE`, `TAILNET_GRANT`, `TAILNET_ACL`, `TAILNET_SSH`, `TAILNET_SELF`, `TAILNET_NODE_ATTR`, `TAILNET_TEST`,
   * `TAILNET_EXTRA` for what the control server would refuse; `TAILNET_HEADSCALE` for what headscale does not know
   */
  constructor(scope: Construct, id: string, props: TailnetProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = (this.refuse = refuser(this));
    if (System.find(this)) {
      refuse('TAILNET_SCOPE', 'a tailnet belongs to no System', `make it below the app: new Tailnet(app, '${id}', …)`);
    }
    const { headscale } = props;
    if (headscale && !NixosSystem.isNixosSystem(headscale)) {
      refuse('TAILNET_HEADSCALE', `${headscale.node.path} runs no NixOS`, 'give a host or container', 'headscale');
    }
    this.props = props;
    this.tailnetName = props.tailnetName;
    this.loginServer = serverOf(props.loginServer);
    this.refusals = new TailnetRefusals(refuse, headscale !== undefined);
    this.refusals.all(props);
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'tailnet',
      value: this.loginServer ?? 'tailscale.com',
      keyPath: 'loginServer',
    });
    tailnetRegistry(this).tailnets.push(this);
    this.write(props);
  }

  /** The nodes of the estate that belong to it, in the order they were made. */
  public get nodes(): TailscaleNode[] {
    return tailnetRegistry(this).nodes.filter(
      (node) => this._serves(node.loginServer) && node.node.scope?.node.tryFindChild(node.node.id) === node,
    );
  }

  /**
   * A name below the tailnet's own, such as that of a machine outside of the estate.
   * @param name of the machine, without a domain
   * @throws `TAILNET_NAMELESS` where the tailnet was not told its name
   */
  public dnsNameOf(name: string): string {
    if (this.tailnetName !== undefined) return `${name.toLowerCase()}.${this.tailnetName}`;
    return this.refuse(
      'TAILNET_NAMELESS',
      `nobody said what the tailnet is called, so ${name} has no full name`,
      "give the name that the DNS page of its admin console shows: tailnetName: 'tail1a2b3c.ts.net'",
      'tailnetName',
    );
  }

  /**
   * Say who may give a tag: users, groups, autogroups, other tags; nobody for the administrators alone.
   *
   * @param tag the tag, such as `tag:server`
   * @param owners who may give it; nobody for the administrators alone
   */
  public addTagOwners(tag: string, ...owners: string[]): void {
    this.refusals.tagOwners(tag, owners);
    const { tagOwners } = this.props;
    this.props = {
      ...this.props,
      tagOwners: { ...tagOwners, [tag]: [...new Set([...(tagOwners?.[tag] ?? []), ...owners])] },
    };
  }

  /**
   * Add a rule of who may reach what.
   *
   * @param grant from where to where, and by which ports
   */
  public addGrant(grant: TailnetGrant): void {
    const grants = this.props.grants ?? [];
    this.refusals.grant(grant, `grants[${grants.length}]`);
    this.props = { ...this.props, grants: [...grants, grant] };
  }

  /**
   * Add a rule of who may come in by Tailscale SSH.
   *
   * @param rule from where to where, and as which users
   */
  public addSshRule(rule: TailnetSshRule): void {
    const ssh = this.props.ssh ?? [];
    this.refusals.ssh(rule, `ssh[${ssh.length}]`);
    this.props = { ...this.props, ssh: [...ssh, rule] };
  }

  /**
   * Add a test of the policy.
   *
   * @param test a source, with what it must and must not reach
   */
  public addTest(test: TailnetTest): void {
    const tests = this.props.tests ?? [];
    this.refusals.test(test, `tests[${tests.length}]`);
    this.props = { ...this.props, tests: [...tests, test] };
  }

  /** @internal what it is made of, with what was added. */
  public get _props(): TailnetProps {
    return this.props;
  }

  /** @internal whether nodes that log in to this server belong to it */
  public _serves(loginServer: string | undefined): boolean {
    return serverOf(loginServer) === this.loginServer;
  }

  private write({ headscale, path }: TailnetProps): void {
    const text = () => policyText(this.props, this.nodes, this.node.path);
    if (path !== undefined || !headscale) {
      new ProjectFile(this, 'file', { path: path ?? 'policy.hujson' })._supply(text);
    }
    if (!headscale) return;
    const id = `${this.node.id}-policy`;
    const file = new TextFile(headscale, `$${id}`, { fileName: `${id}.hujson` });
    file._supply(text);
    new NixModule(headscale, id, {
      description: `Who may reach what in ${this.node.path}`,
      options: { services: { headscale: { settings: { policy: { path: file.file } } } } },
    });
  }
}

/** A control server in one spelling; undefined for Tailscale's own. */
function serverOf(url: string | undefined): string | undefined {
  const text = url?.replace(/\/+$/, '').toLowerCase();
  return text === 'https://controlplane.tailscale.com' || text === 'https://login.tailscale.com' ? undefined : text;
}

const BRAND = Symbol.for('cosmo-nix.Tailnet');
