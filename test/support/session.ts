import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Block, ROOT } from './markdown';
import { filesOf, programAbove, programOf } from './program';

/** The home that pages speak of. */
const HOME = '/home/ada';
/** Between the outputs of two commands. */
const MARK = '@@ the next command @@';

/** What stands on the path before all else: nothing is installed, and no network is used. */
const TOOLS: Readonly<Record<string, string>> = {
  cosmo: `exec ${process.execPath} ${ROOT}/bin/cosmo "$@"`,
  mkpasswd: `echo '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7'`,
  // What is installed is this package.
  npm: `mkdir -p node_modules && ln -sfn ${ROOT} node_modules/cosmo-nix && ln -sfn ${ROOT}/node_modules/constructs node_modules/constructs`,
  // A lock file that has these inputs.
  pin: `{ printf '{"version":7,"root":"root","nodes":{"root":{"inputs":{'; printf '"%s":"it",' "$@" | sed 's/,$//'; printf '}},"it":{}}}'; } > nix-out/flake.lock`,
  npx: `shift && exec cosmo "$@"`,
};

/** The terminal of a reader who goes through a page: what one block did is there for the next. */
export class Session {
  private readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-session-')));
  private folder = join(this.home, 'homelab');

  constructor(page: string) {
    for (const [name, script] of Object.entries(TOOLS)) this.write(`.bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755);
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop';
    this.write('.ssh/id_ed25519.pub', `${key}\n`);
    mkdirSync(this.folder);
    for (const [path, text] of Object.entries(filesOf(page))) this.write(`homelab/${path}`, text);
  }

  /** What the commands of a block print, each after its prompt; of another block, what the last one above it prints. */
  public shows(block: Block): string {
    const above = programAbove(block);
    if (above !== undefined) this.writeProgram(above);
    const isConsole = block.language === 'console';
    this.run(isConsole ? block.note.commands : block.note.commands.slice(0, -1));
    if (above !== undefined || block.note.exchanges.length > 0) this.writeProgram(programOf(block));
    if (!isConsole) return this.run(block.note.commands.slice(-1))[0]!;
    const commands = block.code.split('\n').filter((line) => line.startsWith('$ '));
    const outputs = this.run(commands.map((line) => line.slice(2)));
    return commands.map((line, index) => `${line}\n${outputs[index]}`).join('');
  }

  private writeProgram(text: string): void {
    writeFileSync(join(this.folder, 'main.ts'), text);
    const settings = join(this.folder, 'cosmo.toml');
    if (!existsSync(settings)) writeFileSync(settings, 'app = "main.ts"\n');
    this.run(['npm install']);
  }

  /** What each of these commands prints, in one shell. */
  private run(commands: readonly string[]): string[] {
    const place = join(this.home, '.place');
    const script = [...commands.flatMap((command) => [`echo '${MARK}'`, command]), `pwd > ${place}`];
    const { stdout } = spawnSync('bash', ['-c', `exec 2>&1\n${script.join('\n')}`], {
      cwd: this.folder,
      encoding: 'utf8',
      input: 'tskey-auth-0123\n',
      env: {
        HOME: this.home,
        PATH: `${join(this.home, '.bin')}:${process.env.PATH}`,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        USER: 'ada',
        TWO_HOSTS: join(ROOT, 'test/fixtures/two-hosts'),
        XDG_CACHE_HOME: join(tmpdir(), 'cosmo-cli-cache'),
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'user.name',
        GIT_CONFIG_VALUE_0: 'ada',
        GIT_CONFIG_KEY_1: 'user.email',
        GIT_CONFIG_VALUE_1: 'ada@example.com',
      },
    });
    this.folder = readFileSync(place, 'utf8').trim();
    return stdout.replaceAll(this.home, HOME).split(`${MARK}\n`).slice(1);
  }

  private write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.home, path)), { recursive: true });
    writeFileSync(join(this.home, path), text);
    chmodSync(join(this.home, path), mode);
  }
}
