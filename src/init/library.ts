import { configuration, ESTATE_SCRIPTS, IGNORED, VERSIONS } from './project-files';
import { newStateVersion, ProjectSettings } from './settings';
import { json, packageJsonText } from './text';

/** The files of a construct library, beside its README. */
export function libraryFiles(settings: ProjectSettings): [path: string, text: string][] {
  return [
    ['cosmo.toml', configuration('example/main.ts')],
    ['package.json', packageJson(settings)],
    ['tsconfig.json', json(TSCONFIG)],
    ['tsconfig.build.json', json(TSCONFIG_BUILD)],
    ['.gitignore', `${IGNORED}lib/\n`],
    ['src/index.ts', "export * from './uptime-kuma';\n"],
    ['src/uptime-kuma.ts', CONSTRUCT],
    ['test/uptime-kuma.test.ts', test(settings)],
    ['example/main.ts', example(settings)],
  ];
}

function packageJson({ name, version }: ProjectSettings): string {
  const cosmo = `^${version}`;
  return packageJsonText({
    name,
    version: '0.1.0',
    description: 'Constructs for Cosmo',
    keywords: ['cosmo-nix', 'constructs', 'nix', 'nixos'],
    main: 'lib/index.js',
    types: 'lib/index.d.ts',
    files: ['lib'],
    engines: { node: VERSIONS.node },
    scripts: {
      build: 'tsc -p tsconfig.build.json',
      test: 'tsc && jest',
      prepack: 'npm run build',
      ...ESTATE_SCRIPTS,
    },
    peerDependencies: { constructs: VERSIONS.constructs, 'cosmo-nix': cosmo },
    devDependencies: {
      '@types/jest': VERSIONS['@types/jest'],
      constructs: VERSIONS.constructs,
      'cosmo-nix': cosmo,
      jest: VERSIONS.jest,
      'ts-jest': VERSIONS['ts-jest'],
      typescript: VERSIONS.typescript,
    },
    jest: { preset: 'ts-jest', testMatch: ['<rootDir>/test/**/*.test.ts'] },
  });
}

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'Node16',
    strict: true,
    isolatedModules: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['jest'],
  },
  include: ['src', 'test', 'example'],
};

const TSCONFIG_BUILD = {
  extends: './tsconfig.json',
  compilerOptions: { noEmit: false, declaration: true, rootDir: 'src', outDir: 'lib', types: [] },
  include: ['src'],
};

const CONSTRUCT = `import { Construct } from 'constructs';
import { Claims, Feature, FeatureProps } from 'cosmo-nix';

/** Props of \`UptimeKuma\`. */
export interface UptimeKumaProps extends FeatureProps {
  /**
   * The TCP port of its web interface.
   * @default 3001
   */
  readonly port?: number;
  /**
   * Whether other machines reach the web interface.
   * @default false
   */
  readonly openFirewall?: boolean;
}

/**
 * Uptime Kuma: watches services, and tells when one is down.
 *
 * As every Feature it takes \`options\` and \`override\` for what has no prop.
 */
export class UptimeKuma extends Feature {
  /** The TCP port of its web interface. */
  public readonly port: number;

  /** @throws \`PORT_OUT_OF_RANGE\` for what is no port. */
  constructor(scope: Construct, id: string, props: UptimeKumaProps = {}) {
    super(scope, id, props);
    this.port = props.port ?? 3001;
    const open = props.openFirewall ?? false;
    const address = open ? '0.0.0.0' : '127.0.0.1';
    // Another service on the same port is found before anything is written.
    Claims.of(this).tcpPort(this.port, { address, purpose: 'Uptime Kuma' });
    const settings = { HOST: address, PORT: String(this.port) };
    this.addOptions({ services: { 'uptime-kuma': { enable: true, settings } } });
    if (open) this.addOptions({ networking: { firewall: { allowedTCPPorts: [this.port] } } });
  }
}
`;

function test({ release }: ProjectSettings): string {
  return `import { App, Host } from 'cosmo-nix';
import { UptimeKuma } from '../src';

/** An estate of one machine. */
function estate() {
  const app = new App({ release: '${release}' });
  const server = new Host(app, 'server', {
    stateVersion: '${newStateVersion(release)}',
    allowNoLogin: true,
    fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  });
  return { app, server };
}

test('writes the service, and nothing is wrong with it', () => {
  const { app, server } = estate();
  new UptimeKuma(server, 'uptime', { openFirewall: true });
  expect(app.check()).toEqual([]);
  expect(app.render()['hosts/server/uptime.nix']).toMatchInlineSnapshot(\`
"# server/uptime. Written by cosmo: change the estate, not this file.
{
  services.uptime-kuma = {
    enable = true;
    settings = {
      HOST = "0.0.0.0";
      PORT = "3001";
    };
  };
  networking.firewall.allowedTCPPorts = [ 3001 ];
}
"
\`);
});

test('is seen by nobody else unless it is opened', () => {
  const { app, server } = estate();
  new UptimeKuma(server, 'uptime');
  expect(app.render()['hosts/server/uptime.nix']).not.toContain('firewall');
});

test('wants a port of its own', () => {
  const { app, server } = estate();
  new UptimeKuma(server, 'one');
  new UptimeKuma(server, 'two');
  expect(app.check().map(({ code }) => code)).toContain('TCP_PORT_TAKEN');
});

test('refuses what is no port', () => {
  const { server } = estate();
  expect(() => new UptimeKuma(server, 'uptime', { port: 70000 })).toThrow('70000 is no port');
});
`;
}

function example({ release }: ProjectSettings): string {
  return `import { App, Host } from 'cosmo-nix';
import { UptimeKuma } from '../src';

const app = new App({ description: 'An example', release: '${release}' });

const server = new Host(app, 'server', {
  stateVersion: '${newStateVersion(release)}',
  // It is looked at, and installed nowhere.
  allowNoLogin: true,
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});
new UptimeKuma(server, 'uptime', { openFirewall: true });

app.synth();
`;
}
