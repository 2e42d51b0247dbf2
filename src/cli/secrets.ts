import { ExitCode } from './exit-codes';
import { reportError } from './report-error';
import { addSecret } from './secrets/add';
import { enrollHost } from './secrets/enroll';
import { isFinding, printFindings, printList } from './secrets/list';
import { Estate, readEstate } from './secrets/plan';
import { rekeySecrets } from './secrets/rekey';
import type { SecretsChangeOptions, SecretsOptions } from './secrets-command';

/** `cosmo secrets list` */
export async function list(options: SecretsOptions): Promise<void> {
  await withEstate(options, (estate) => printList(estate, options.json ?? false));
}

/** `cosmo secrets check`: fails where a finding is an error. */
export async function check(options: SecretsOptions): Promise<void> {
  await withEstate(options, (estate) => {
    printFindings(estate, options.json ?? false);
    const failed = estate.findings.some((one) => isFinding(one) && one.severity === 'error');
    return failed ? ExitCode.ESTATE : ExitCode.OK;
  });
}

/** `cosmo secrets add NAME` */
export async function add(name: string, options: SecretsChangeOptions): Promise<void> {
  await withEstate(options, (estate) => addSecret(estate, name, options));
}

/** `cosmo secrets rekey [NAME…]` */
export async function rekey(names: readonly string[], options: SecretsChangeOptions): Promise<void> {
  await withEstate(options, (estate) => rekeySecrets(estate, names, options));
}

/** `cosmo secrets enroll HOST` */
export async function enroll(host: string, options: SecretsChangeOptions): Promise<void> {
  await withEstate(options, (estate) => enrollHost(estate, host, options));
}

async function withEstate(
  options: SecretsOptions,
  run: (estate: Estate) => Promise<void> | ExitCode | void,
): Promise<void> {
  try {
    process.exitCode = (await run(readEstate(options))) ?? ExitCode.OK;
  } catch (error) {
    process.exitCode = reportError({ error, root: process.cwd(), verbose: false });
  }
}
