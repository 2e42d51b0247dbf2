import type { DoctorOptions } from './doctor-command';

/** `cosmo doctor` */
export async function doctor(_options: DoctorOptions): Promise<void> {
  process.exitCode = 1;
}
