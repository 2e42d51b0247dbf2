import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { cosmo, newProject, PACKAGE } from './cosmo';
import '../../src';
import { libraryRules } from '../../src/app/rules/registry';
import { complete } from '../../src/cli/complete';
import { completion } from '../../src/cli/completion';
import { cosmoCommand } from '../../src/cli/main';

const TREE = {
  version: 1,
  tree: {
    id: '',
    path: '',
    type: 'App',
    children: [
      {
        id: 'attic',
        path: 'attic',
        type: 'Host',
        folder: 'hosts/attic',
        children: [{ id: 'media', path: 'attic/media', type: 'NixosContainer', folder: 'hosts/attic/media' }],
      },
      { id: 'laptop', path: 'laptop', type: 'HomeManagerProfile', folder: 'homes/laptop' },
      { id: 'cellar', path: 'cellar', type: 'Host', folder: 'hosts/cellar' },
    ],
  },
};
const LOCK = { root: 'root', nodes: { root: { inputs: { nixpkgs: 'nixpkgs', disko: 'disko' } } } };

const project = newProject({
  'cosmo.toml': 'app = "main.ts"\noutput = "flake"\n',
  'flake/tree.json': JSON.stringify(TREE),
  'flake/flake.lock': JSON.stringify(LOCK),
  'files/estate.toml': '',
  'files/notes.md': '',
});

/** What may stand at the end of these words, without what it is. */
function names(...words: string[]): string[] {
  return complete(cosmoCommand(), words, project)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0]!);
}

describe('what may stand at the end', () => {
  test('verbs, with what they are; hidden ones not', () => {
    expect(complete(cosmoCommand(), ['exp'], project)).toMatch(/^explain\ttell what a code .*\n$/);
    expect(names('')).toEqual(expect.arrayContaining(['synth', 'check', 'secrets', 'help']));
    expect(names('comp')).toEqual(['completion']);
  });

  test('verbs of verbs, and verbs for help', () => {
    expect(names('secrets', 're')).toEqual(['rekey']);
    expect(names('help', 'syn')).toEqual(['synth']);
  });

  test('options, but those that are given', () => {
    expect(names('synth', '--f')).toEqual(['--force', '--format']);
    expect(names('synth', '--force', '--f')).toEqual(['--format']);
    expect(names('synth', '-o', 'x', '--ou')).toEqual([]);
    expect(names('secrets', 'rekey', '-i', 'key', '--id')).toEqual(['--identity']);
    expect(names('synth', '')).toContain('--warnings-as-errors');
  });

  test('values of options, in both forms', () => {
    expect(names('check', '--format', '')).toEqual(['text', 'json', 'sarif', 'github']);
    expect(names('check', '--format=s')).toEqual(['--format=sarif']);
    expect(names('synth', '--config', '')).toEqual([':files']);
    expect(names('synth', '--out', 'x')).toEqual([':folders']);
    expect(names('synth', '--out=x')).toEqual([':folders']);
  });

  test('codes of all rules, in the letters that are typed', () => {
    expect(names('explain', '')).toEqual([...libraryRules().keys()].sort());
    expect(names('explain', 'HOST_NO_L')).toEqual(['HOST_NO_LOGIN']);
    expect(names('explain', 'host-no-l')).toEqual(['host-no-login']);
  });

  test('machines, constructs and inputs of the last output', () => {
    expect(names('graph', '--host', '')).toEqual(['attic', 'media', 'cellar']);
    expect(names('tree', 'attic/')).toEqual(['attic/media']);
    expect(names('update', '')).toEqual(['nixpkgs', 'disko']);
    expect(names('update', 'disko', '')).toEqual(['nixpkgs']);
    expect(names('update', '--out', 'elsewhere', 'n')).toEqual([]);
  });

  test('nothing where nothing is known, and no error', () => {
    expect(names('sinth', 'x')).toEqual([]);
    expect(names('synth', '--no-such', 'x')).toEqual([]);
    expect(complete(cosmoCommand(), ['tree', 'a'], tmpdir())).toBe('');
  });

  test('files after --, as what follows is for another program', () => {
    expect(names('synth', '--', 'x')).toEqual([':files']);
  });
});

test('an unknown shell is refused, with those that are known', () => {
  const { code, stderr } = cosmo(project, ['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish.');
});

/** Where `cosmo` stands for the shells. */
const bin = mkdtempSync(join(tmpdir(), 'cosmo-completion-'));
symlinkSync(join(PACKAGE, 'bin/cosmo'), join(bin, 'cosmo'));
mkdirSync(join(bin, 'home'));
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, HOME: join(bin, 'home') };

/** A shell as its own tests would find it; in CI it must be there. */
function describeWith(shell: 'bash' | 'zsh' | 'fish', tests: (script: string) => void): void {
  const isThere = spawnSync(shell, ['--version']).error === undefined;
  if (!isThere && process.env.CI) throw new Error(`${shell} is not installed: apt-get install ${shell}`);
  const script = join(bin, `cosmo.${shell}`);
  writeFileSync(script, completion(shell));
  (isThere ? describe : describe.skip)(shell, () => {
    test('reads the script without an error', () => {
      expect(spawnSync(shell, ['-n', script], { encoding: 'utf8', env })).toMatchObject({ status: 0, stderr: '' });
    });
    test('is given it by the command', () => {
      expect(cosmo(project, ['completion', shell])).toMatchObject({ code: 0, stdout: completion(shell), stderr: '' });
    });
    tests(script);
  });
}

describeWith('bash', (script) => {
  /** What bash completes at the end of a line whose words, as bash breaks them, are these. */
  const inBash = (line: string, ...words: string[]) => {
    const program = `
      source ${script}
      COMP_LINE="$1" COMP_POINT=\${#1}; shift
      COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _cosmo
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const args = ['--norc', '--noprofile', '-c', program, 'bash', line, ...words];
    const { stdout, stderr } = spawnSync('bash', args, { cwd: project, encoding: 'utf8', env });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((answer) => answer !== '');
  };

  test('completes verbs, options and names', () => {
    expect(inBash('cosmo syn', 'cosmo', 'syn')).toEqual(['synth']);
    expect(inBash('cosmo graph --host ', 'cosmo', 'graph', '--host', '')).toEqual(['attic', 'media', 'cellar']);
  });

  test('completes behind =, where bash begins a new word', () => {
    expect(inBash('cosmo check --format=sa', 'cosmo', 'check', '--format', '=', 'sa')).toEqual(['sarif']);
    expect(inBash('cosmo check --format=', 'cosmo', 'check', '--format', '=')).toContain('github');
  });

  test('completes files, and folders alone where a folder is meant', () => {
    expect(inBash('cosmo synth -c files/e', 'cosmo', 'synth', '-c', 'files/e')).toEqual(['files/estate.toml']);
    expect(inBash('cosmo synth -o f', 'cosmo', 'synth', '-o', 'f').sort()).toEqual(['files', 'flake']);
    expect(inBash('cosmo synth -o files/', 'cosmo', 'synth', '-o', 'files/')).toEqual([]);
  });
});

describeWith('fish', (script) => {
  const inFish = (line: string) => {
    const program = `source ${script}; complete -C '${line}'`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', program], {
      cwd: project,
      encoding: 'utf8',
      env,
    });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((answer) => answer !== '');
  };

  test('completes verbs, options, names and files', () => {
    expect(inFish('cosmo expl')).toEqual([expect.stringMatching(/^explain\ttell what/)]);
    expect(inFish('cosmo graph --host c')).toEqual(['cellar\tHost']);
    expect(inFish('cosmo check --format=sa')).toEqual(['--format=sarif']);
    expect(inFish('cosmo synth -c files/e')).toEqual(['files/estate.toml']);
  });
});

describeWith('zsh', (script) => {
  /** What a zsh at a terminal of its own shows after a line and a tab, once it shows this. */
  const inZsh = (line: string, expected: string) => {
    const program = `
      zmodload zsh/zpty
      zpty shell zsh -f -i
      until_shown() {
        local part
        heard=
        for round in {1..400}; do
          if zpty -r -t shell part; then
            heard+=$part
            [[ $heard == *$1* ]] && return
          else
            sleep 0.05
          fi
        done
      }
      zpty -w shell 'PS1=""; autoload -U compinit; compinit -u -D; source ${script}; print REA""DY'
      until_shown READY
      zpty -w -n shell "$1"$'\\t'
      until_shown "$2"
      print -r -- "$heard"
      zpty -d shell`;
    const args = ['-f', '-c', program, 'zsh', line, expected];
    return spawnSync('zsh', args, { cwd: project, encoding: 'utf8', env: { ...env, TERM: 'dumb' }, timeout: 50_000 })
      .stdout;
  };

  test('completes a verb, and the name of a machine', () => {
    expect(inZsh('cosmo expl', 'explain')).toContain('explain');
    expect(inZsh('cosmo graph --host ce', 'cellar')).toContain('cellar');
  }, 60_000);
});
