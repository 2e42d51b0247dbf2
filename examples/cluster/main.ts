import {
  AgenixStore,
  App,
  DeployTarget,
  Host,
  HostKey,
  Lan,
  NetworkBackend,
  PermitRootLogin,
  Secret,
  SecretContent,
} from 'cosmo-nix';
import { K3sCluster } from './k3s';
import { whoami } from './whoami';

const ADA = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8';
/** The nodes: their number in the network, and the public keys of their SSH servers. */
const NODES = [
  { number: 21, key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAYJ7qJffD9jdNijODs+np8AWtMHXkGL9xzvhlhToWWr' },
  { number: 22, key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBWP9IARLdqZWOeI/U0Uqt2cG1KctPGKdB6hz30LcyCY' },
  { number: 23, key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMDex6DT1/SzZjmu9MSOD02x/5wlREOWz0Ny9ZR4bAxn' },
];

const app = new App({ description: 'Three small machines, one cluster', release: '25.11' });
const rack = new Lan(app, 'rack', {
  subnet: '10.20.0.0/24',
  gateway: '10.20.0.1',
  nameservers: ['10.20.0.1'],
});
new AgenixStore(app, 'store', { adminKeys: { ada: ADA } });

const cluster = new K3sCluster(app, 'cluster', {
  interface: 'eno1',
  token: new Secret(app, 'k3s-token', { content: SecretContent.VALUE }),
});

NODES.forEach(({ number, key }, index) => {
  const node = new Host(app, `node-${index + 1}`, {
    stateVersion: '25.11',
    fileSystems: {
      '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
      '/boot': { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] },
    },
    networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: rack.interfaceAt(number) } },
    ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
    users: { root: { authorizedKeys: [ADA] } },
  });
  new HostKey(node, 'host-key', { publicKey: key });
  cluster.addNode(node);
  new DeployTarget(node, 'deploy', { tags: ['cluster', index === 0 ? 'first' : 'rest'] });
});

// What runs on it: K3s applies it when it starts.
cluster.addManifest('whoami', whoami('whoami.example.org', 2));

app.synth();
