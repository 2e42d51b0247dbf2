import { setRunContext } from '../../app/run-context';
import { App, Aspects, EstateWorkflow, Host, NixModule, NoPlaintextSecrets } from '../../index';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop';

/** Synthesize a small estate in memory, so that what the next one needs is compiled. Nothing of it stays. */
export function warmUp(): void {
  setRunContext({ root: process.cwd(), dryRun: true });
  try {
    const app = new App({ release: '25.11' });
    for (let i = 0; i < 5; i++) {
      const host = new Host(app, `host-${i}`, {
        stateVersion: '25.11',
        fileSystems: {
          '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
          '/boot': { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] },
        },
      });
      host.addUser('ada', { admin: true, authorizedKeys: [KEY] });
      new NixModule(host, 'web', { options: { services: { nginx: { enable: true } } } });
    }
    // Brings with it what writes YAML.
    new EstateWorkflow(app, 'ci');
    Aspects.of(app).add(new NoPlaintextSecrets());
    app.check();
    app.render();
  } finally {
    setRunContext(undefined);
  }
}
