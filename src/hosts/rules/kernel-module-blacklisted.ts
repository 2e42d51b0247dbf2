import { NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const kernelModuleBlacklisted: IRule = {
  code: 'KERNEL_MODULE_BLACKLISTED',
  severity: Severity.WARNING,
  title: 'A kernel module that is to be loaded is not on the list of those that are not',
  reason: 'systemd leaves out modules that modprobe.d blacklists, and what needs the module does not work',
  source: 'systemd-modules-load.service(8); modprobe.d(5): blacklist',
  breaks: `
new Host(app, 'torn', { ...machine, kernel: { modules: ['nct6775'], blacklistedModules: ['nct6775'] } });
`,
  holds: `
new Host(app, 'torn', { ...machine, kernel: { modules: ['nct6775'], blacklistedModules: ['w83627ehf'] } });
`,
  check(estate, report) {
    for (const system of estate._all(NixosSystem.isNixosSystem)) {
      const options = estate.optionsOf(system);
      const blacklisted = options._taken(['boot', 'blacklistedKernelModules']);
      if (blacklisted.length === 0) continue;
      const loaded = new Map(
        options
          ._taken(['boot', 'kernelModules'])
          .flatMap(({ value, owner }) =>
            Array.isArray(value) ? value.map((name) => [plain(name), owner] as const) : [],
          ),
      );
      for (const { value, owner } of blacklisted) {
        for (const name of Array.isArray(value) ? value : []) {
          const by = typeof name === 'string' ? loaded.get(plain(name)) : undefined;
          if (!by) continue;
          report.found(owner, {
            message: `${system.systemName} loads the kernel module ${String(name)} at boot, and blacklists it`,
            keyPath: 'boot.blacklistedKernelModules',
            mend: 'leave it out of one of the two: boot.kernelModules, boot.blacklistedKernelModules',
            related: by === owner ? undefined : [by],
          });
        }
      }
    }
  },
};

/** The kernel takes - for _ in names of modules. */
function plain(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/-/g, '_') : name;
}
