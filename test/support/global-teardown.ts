import { rmSync } from 'fs';

/** Remove what the tests of the run have left. */
export default function teardown(): void {
  const folder = process.env.COSMO_TEST_TMPDIR;
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
