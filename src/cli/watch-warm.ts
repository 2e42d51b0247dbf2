import { setRunContext } from '../app/run-context';
import { App, Host, NixModule } from '../index';

/** Synthesize a small estate in memory, so that what the next one needs is compiled. Nothing of it stays. */
export function warmUp(): void {
  setRunContext({ root: process.cwd(), dryRun: true });
  try {
    const app = new App({ release: '25.11' });
    for (let i = 0; i < 5; i++) {
      const host = new Host(app, `host-${i}`, {
        stateVersion: '25.11',
        fileSystems: { '/': { device: `/dev/disk/by-label/root-${i}`, fsType: 'ext4' } },
      });
      host.addUser('ada', { admin: true });
      new NixModule(host, 'web', { options: { services: { nginx: { enable: true } } } });
    }
    app.check();
    app.render();
  } finally {
    setRunContext(undefined);
  }
}
