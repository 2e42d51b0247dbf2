import { homeFiles } from './facts/home-files';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Files that programs of home-manager write themselves. */
const OWNERS: Readonly<Record<string, string>> = {
  '.bash_profile': 'programs.bash',
  '.bashrc': 'programs.bash',
  '.config/alacritty/alacritty.toml': 'programs.alacritty',
  '.config/fish/config.fish': 'programs.fish',
  '.config/git/config': 'programs.git',
  '.config/kitty/kitty.conf': 'programs.kitty',
  '.config/starship.toml': 'programs.starship',
  '.config/tmux/tmux.conf': 'programs.tmux',
  '.gnupg/gpg.conf': 'programs.gpg',
  '.profile': 'programs.bash',
  '.ssh/config': 'programs.ssh',
  '.zshenv': 'programs.zsh',
  '.zshrc': 'programs.zsh',
};

export const homeFileOfProgram: IRule = {
  code: 'HOME_FILE_OF_PROGRAM',
  severity: Severity.WARNING,
  title: 'A file that a program of home-manager writes is written by nothing else',
  reason:
    'home-manager joins both, or refuses them: what the program is told and what the file says get into one another',
  source: 'home-manager: home.file, programs.<name>',
  breaks: `
const profile = new HomeManagerProfile(app, 'shell-twice', {
  stateVersion: '25.11',
  programs: { zsh: true },
  files: { '.zshrc': { text: 'bindkey -e' } },
});
profile.attachTo(new Host(app, 'keybound', { ...machine }).addUser('ada'));
`,
  holds: `
const profile = new HomeManagerProfile(app, 'shell-twice', {
  stateVersion: '25.11',
  programs: { zsh: { initContent: 'bindkey -e' } },
});
profile.attachTo(new Host(app, 'keybound', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const [home, files] of estate._table(homeFiles)) {
      for (const [path, [file]] of files) {
        const program = OWNERS[path];
        if (program === undefined || !file) continue;
        const enabled = home.at([...program.split('.'), 'enable']);
        if (!enabled.some(({ value, conditional }) => value === true && !conditional)) continue;
        // Other places of its files are the owner's to choose.
        if (home.at([...program.split('.'), 'dotDir']).length > 0 || file.priority < 100) continue;
        report.found(file.owner, {
          message: `${path} is put into a home as a file, and ${program} writes it too`,
          keyPath: file.keyPath,
          mend: `say it by options of ${program}, or leave the program out: it is then only a package`,
          cause: `${path} ${file.owner.node.path}`,
        });
      }
    }
  },
};
