import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { memoryFolder } from '../../../src/cli/secrets/plaintext';
import { newProject, Ran } from '../cosmo';

/** What `tree.json` has of the systems of the estate that the tests deploy. */
const FACTS: Record<string, object> = {
  attic: {
    deploy: { tool: 'deploy-rs', host: '192.0.2.1', user: 'root', tags: ['web', 'lab'] },
    health: [{ name: 'web', what: 'unit nginx.service is active' }],
  },
  bare: {},
  cellar: { deploy: { tool: 'colmena', host: '192.0.2.2', user: 'root', tags: ['web'] } },
  garage: {
    deploy: { tool: 'colmena', host: '192.0.2.3', user: 'ops', tags: ['edge-1'] },
    health: [{ name: 'web', what: 'port 80 answers' }],
  },
  roof: {
    deploy: {
      tool: 'rebuild',
      host: '192.0.2.4',
      user: 'ada',
      port: 2222,
      sshOptions: ['-o', 'StrictHostKeyChecking=accept-new'],
      tags: ['edge-2'],
      buildOnTarget: true,
    },
    health: [{ name: 'web', what: 'port 80 answers' }],
  },
  mac: { deploy: { tool: 'rebuild', host: 'mac.example.com', user: 'ada', tags: ['desk'] } },
  'ada@laptop': {
    deploy: { tool: 'rebuild', host: 'laptop', user: 'ada', tags: ['desk'] },
    health: [{ name: 'sync', what: 'unit sync.service is active' }],
  },
};

const KIND = (name: string) => (name === 'mac' ? 'darwin' : name.includes('@') ? 'home' : 'nixos');
const FOLDER = (name: string) => (name.includes('@') ? `homes/${name}` : `hosts/${name}`);

/** A flake as synth writes it. */
function flake(names: readonly string[]): string {
  const lines = names.map((name) => {
    const modules = `modules = [ ./${FOLDER(name).replace('@', '-')} ];`;
    if (KIND(name) === 'nixos') {
      return `    nixosConfigurations.${name} = inputs.nixpkgs.lib.nixosSystem { ${modules} };`;
    }
    if (KIND(name) === 'darwin') {
      return `    darwinConfigurations.${name} = inputs.nix-darwin.lib.darwinSystem { ${modules} };`;
    }
    return `    homeConfigurations."${name}" = inputs.home-manager.lib.homeManagerConfiguration {
      pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;
      ${modules}
    };`;
  });
  return `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = inputs: {
${lines.join('\n')}
    packages.x86_64-linux.attic-image = inputs.self.nixosConfigurations.attic.config.system.build.images.qemu;
    packages.aarch64-linux.pi-image = inputs.self.nixosConfigurations.attic.config.system.build.sdImage;
  };
}
`;
}

const LOCK = JSON.stringify({
  nodes: { root: { inputs: { nixpkgs: 'nixpkgs' } }, nixpkgs: { locked: { rev: 'a'.repeat(40) } } },
  root: 'root',
  version: 7,
});

/** The modules of hosts, where they are more than a platform. */
const MODULES: Record<string, string> = {
  attic: `{
  nixpkgs.hostPlatform = "x86_64-linux";
  services.openssh.hostKeys = [ { path = "/persist/etc/ssh/ssh_host_ed25519_key"; type = "ed25519"; } ];
  disko.devices = {
    disk.main = { device = "/dev/disk/by-id/nvme-main"; type = "disk"; };
    disk.data.device = "/dev/disk/by-id/ata-data";
    zpool.tank.type = "zpool";
  };
}
`,
  mac: '{ nixpkgs.hostPlatform = "aarch64-darwin"; }\n',
  'ada@laptop': '{ home.stateVersion = "25.11"; }\n',
};

/** The files of an output. */
function output(facts: Record<string, object>): Record<string, string> {
  const names = Object.keys(facts);
  const folder = (name: string) => FOLDER(name).replace('@', '-');
  const files: Record<string, string> = { 'flake.nix': flake(names) };
  const children = names.map((name) => ({ id: name, path: name, type: 'Host', folder: folder(name), ...facts[name] }));
  for (const name of names) {
    files[`${folder(name)}/default.nix`] = MODULES[name] ?? '{ nixpkgs.hostPlatform = "x86_64-linux"; }\n';
  }
  files['tree.json'] = JSON.stringify({ version: 1, tree: { id: '', path: '', type: 'App', children } });
  const listed = Object.keys(files).map((path) => ({ path, project: false, owner: '' }));
  files['cosmo.json'] = JSON.stringify({ generator: 'cosmo-nix', files: listed });
  files['flake.lock'] = LOCK;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`nix-out/${path}`, text]));
}

const NIX = `
case "$*" in
  --version) echo 'nix (Nix) 2.31.2'; exit 0;;
  *config\\ show*) echo '{"system":{"value":"x86_64-linux"},"extra-platforms":{"value":["i686-linux"]},"builders":{"value":""}}'; exit 0;;
esac
record
`;

/** A project with a written output, and stand-ins for the tools on a PATH of their own. */
export function project({
  tools = {} as Record<string, string>,
  files = {} as Record<string, string>,
  without = [] as readonly string[],
  facts = FACTS,
} = {}) {
  const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', ...output(facts), ...files });
  const bin = join(root, 'bin');
  mkdirSync(bin);
  const all: Record<string, string> = { nix: '', ssh: '', ...tools };
  for (const [name, script] of Object.entries(all)) {
    if (without.includes(name)) continue;
    const begin = `#!/bin/sh
record() {
  line="${name}"
  for a in "$@"; do line="$line|$a"; done
  [ -n "$NIX_SSHOPTS" ] && line="$line (NIX_SSHOPTS=$NIX_SSHOPTS)"
  [ -n "$NIX_CONFIG" ] && line="$line (NIX_CONFIG)"
  echo "$line" >> '${root}/calls'
}
`;
    const body = name === 'nix' ? NIX.replace('record', 'record "$@"') : 'record "$@"\n';
    writeFileSync(join(bin, name), `${begin}${body}${script.replace(/ROOT/g, root)}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const calls = () => {
    const file = join(root, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };
  return { root, bin, flake: `path:${root}/nix-out`, calls, forget: () => writeFileSync(join(root, 'calls'), '') };
}

/** A folder of a test's own, in memory where there is such: where keys are laid that others must not see. */
export function ownMemory(): string {
  const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'cosmo-test-'));
  memories.push(folder);
  return folder;
}

const memories: string[] = [];

afterAll(() => {
  for (const folder of memories.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Project = ReturnType<typeof project>;

/** Run a verb in this process, in the folder of a project and with its tools alone. */
export async function inside({ root, bin }: Project, verb: () => Promise<void>): Promise<Ran> {
  const before = { ...process.env };
  const folder = process.cwd();
  let stdout = '';
  let stderr = '';
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
  process.env.PATH = bin;
  process.env.COLUMNS = '1000';
  for (const name of ['NIX_CONFIG', 'NIX_SSHOPTS', 'NO_COLOR', 'FORCE_COLOR']) delete process.env[name];
  process.chdir(root);
  try {
    await verb();
    return { code: Number(process.exitCode ?? 0), signal: null, stdout, stderr };
  } finally {
    process.exitCode = undefined;
    process.chdir(folder);
    process.env = before;
    out.mockRestore();
    err.mockRestore();
  }
}
