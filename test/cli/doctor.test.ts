import { cosmo, newProject, SMALL } from './cosmo';

describe('cosmo doctor', () => {
  test('tells what it found as check does, with what mends it', () => {
    const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': SMALL });
    const { code, stdout, stderr } = cosmo(root, ['doctor']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^node v[\d.]+, cosmo-nix [\d.]+/);
    expect(stdout).toContain(
      'info OUTPUT_MISSING: there is no output yet\n  at nix-out\n  mend: write the flake: `cosmo synth`\n',
    );
    expect(stdout).toMatch(/\n7 checks: .*notes? \(\d\.\d\d s\)\n$/);
  });

  test('sees an output that is not what the program says', () => {
    const changed = SMALL.replace('nginx', 'caddy');
    const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': SMALL, 'changed.ts': changed });
    expect(cosmo(root, ['synth', '--quiet']).code).toBe(0);
    const codes = (app: string) => {
      const { stdout, code } = cosmo(root, ['doctor', '--json', '--app', app]);
      const told = JSON.parse(stdout) as { version: number; findings: { code: string; severity: string }[] };
      expect([told.version, told.findings.filter(({ severity }) => severity === 'error'), code]).toEqual([1, [], 0]);
      return told.findings.map((finding) => finding.code);
    };
    expect(codes('main.ts')).not.toContain('OUTPUT_NOT_CURRENT');
    expect(codes('changed.ts')).toContain('OUTPUT_NOT_CURRENT');
  });

  test('ends with 1 where there are errors, and with --warnings-as-errors where there are warnings', () => {
    const broken = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': 'throw new Error("no");\n' });
    const { code, stdout } = cosmo(broken, ['doctor', '--quiet']);
    expect(code).toBe(1);
    expect(stdout).toContain('error PROGRAM_FAILED: it cannot be run');
    expect(stdout).not.toContain('info');
    const empty = newProject({});
    const path = { PATH: '/nowhere' };
    expect(cosmo(empty, ['doctor', '--quiet'], path).code).toBe(0);
    expect(cosmo(empty, ['doctor', '--quiet', '--warnings-as-errors'], path).code).toBe(1);
  });

  test('looks at the machine alone where there is no project, and says so', () => {
    const { code, stdout } = cosmo(newProject({}), ['doctor']);
    expect(code).toBe(0);
    expect(stdout).toContain('info NO_PROJECT: there is no cosmo.toml in this folder or above');
    expect(stdout).not.toContain('PROGRAM_FAILED');
  });

  test('tells of a cosmo.toml that is wrong, and goes on', () => {
    const { code, stdout } = cosmo(newProject({ 'cosmo.toml': 'ap = "main.ts"\n' }), ['doctor', '--json']);
    const { findings, facts } = JSON.parse(stdout) as { findings: { code: string }[]; facts: object };
    expect(code).toBe(1);
    expect(findings[0]!.code).toBe('CONFIG_KEY');
    expect(facts).toHaveProperty('node');
  });

  test('refuses options that mean nothing', () => {
    const root = newProject({});
    expect(cosmo(root, ['doctor', '--quiet', '--verbose']).code).toBe(2);
    expect(cosmo(root, ['doctor', '--out', '']).code).toBe(2);
    expect(cosmo(root, ['doctor', '--config', 'none.toml']).code).toBe(2);
  });
});
