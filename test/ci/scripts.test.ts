import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { EstateWorkflow, EstateWorkflowProps } from '../../src';
import { newApp, project } from '../support/estate';

/** The steps of a job of an estate's workflows, by their names. */
function steps(file: string, job: string, props: EstateWorkflowProps = {}): Record<string, any> {
  const app = newApp();
  new EstateWorkflow(app, 'ci', props);
  const { jobs } = parse(app.renderProjectFiles()[`.github/workflows/${file}`]!);
  return Object.fromEntries(jobs[job].steps.map((step: any) => [step.name, step]));
}

/** A repository with a remote one beside it, and a `gh` that notes what it is told. */
class Repository {
  readonly root = project({
    'work/nix-out/flake.lock': 'old\n',
    'work/nix-out/flake.nix': '{ }\n',
    'work/.github/workflows/estate.yml': 'x\n',
    'work/.github/workflows/flake-lock.yml': 'x\n',
    'bin/gh': '#!/bin/sh\necho "$1 $2" >> "$GH_LOG"\nif [ "$1 $2" = "pr list" ]; then printf "%s" "$GH_OPEN"; fi\n',
    'temp/update.txt': 'nixpkgs: old → new\n',
  });
  readonly work = join(this.root, 'work');
  readonly log = join(this.root, 'gh.log');

  constructor() {
    chmodSync(join(this.root, 'bin/gh'), 0o755);
    execFileSync('git', ['init', '--quiet', '--bare', join(this.root, 'remote.git')]);
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.git('add', '--all');
    this.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'start');
    this.git('remote', 'add', 'origin', join(this.root, 'remote.git'));
    this.git('push', '--quiet', 'origin', 'main');
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  write(path: string, content: string): void {
    mkdirSync(join(this.work, path, '..'), { recursive: true });
    writeFileSync(join(this.work, path), content);
  }

  /** Run a step as GitHub does; whether it went well. */
  run(step: any, env: Record<string, string> = {}): boolean {
    const PATH = `${join(this.root, 'bin')}:${process.env.PATH}`;
    const RUNNER_TEMP = join(this.root, 'temp');
    try {
      execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
        cwd: this.work,
        env: { HOME: this.root, PATH, RUNNER_TEMP, GH_LOG: this.log, GH_OPEN: '', ...step.env, ...env },
        stdio: 'ignore',
      });
      return true;
    } catch {
      return false;
    }
  }

  get told(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').trim().split('\n') : [];
  }
}

describe('the drift check', () => {
  const compare = steps('estate.yml', 'drift').Compare;

  test('finds nothing where nothing changed', () => {
    expect(new Repository().run(compare)).toBe(true);
  });

  test.each<[string, (repository: Repository) => void]>([
    ['a changed file', (repository) => repository.write('nix-out/flake.nix', '{ a = 1; }\n')],
    ['a new file', (repository) => repository.write('nix-out/hosts/a/default.nix', '{ }\n')],
    ['a file that went', (repository) => rmSync(join(repository.work, 'nix-out/flake.nix'))],
    ['a file beside the output', (repository) => repository.write('.github/workflows/estate.yml', 'y\n')],
  ])('finds %s', (_, change) => {
    const repository = new Repository();
    change(repository);
    expect(repository.run(compare)).toBe(false);
  });
});

describe('the update of flake.lock', () => {
  const step = steps('flake-lock.yml', 'update')['Make the pull request'];
  const branch = 'refs/remotes/origin/cosmo/flake-lock';

  test('does nothing where every input is current', () => {
    const repository = new Repository();
    expect(repository.run(step)).toBe(true);
    expect(repository.told).toEqual([]);
  });

  test('pushes one commit of that file alone, makes a pull request and starts the checks', () => {
    const repository = new Repository();
    repository.write('nix-out/flake.lock', 'new\n');
    repository.write('nix-out/flake.nix', '{ a = 1; }\n');
    expect(repository.run(step)).toBe(true);
    repository.git('fetch', '--quiet', 'origin');
    expect(repository.git('diff', '--name-only', 'main', branch)).toBe('nix-out/flake.lock\n');
    expect(repository.git('log', '--format=%an: %s', `main..${branch}`)).toBe(
      'github-actions[bot]: Update flake.lock\n',
    );
    expect(repository.told).toEqual(['auth setup-git', 'pr list', 'pr create', 'workflow run']);
  });

  test('takes a lock that was not there', () => {
    const repository = new Repository();
    repository.git('rm', '--quiet', 'nix-out/flake.lock');
    repository.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'none');
    repository.write('nix-out/flake.lock', 'new\n');
    repository.git('add', '--intent-to-add', 'nix-out/flake.lock');
    expect(repository.run(step)).toBe(true);
    expect(repository.told).toContain('pr create');
  });

  test('renews a pull request that is open', () => {
    const repository = new Repository();
    repository.write('nix-out/flake.lock', 'new\n');
    repository.git('push', '--quiet', 'origin', 'main:refs/heads/cosmo/flake-lock');
    expect(repository.run(step, { GH_OPEN: '7' })).toBe(true);
    expect(repository.told).toEqual(['auth setup-git', 'pr list', 'pr edit', 'workflow run']);
  });
});
