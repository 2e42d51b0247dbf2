import { shellWord } from '../../app/shell';
import type { Output } from '../../diff';
import { textOfFile } from '../../diff/output';
import type { Ejected, Leaving, TakenOver } from '../../eject';
import { count, Style } from '../style';

/** What is about to be written. */
export function ejectPlanText(ejected: Ejected, to: string, style: Style): string {
  const { systems, alsoSystems, files, inputs, leftOutputs, leftFiles } = ejected;
  const lines = [`Writing ${names(systems)} to ${to}: ${count(files.size, 'file')}, ${count(inputs.length, 'input')}`];
  const note = (label: string, items: readonly string[]) => {
    if (items.length > 0) lines.push(`  ${style.dim(label)} ${items.join(', ')}`);
  };
  note(
    'come along, as they are referred to:',
    alsoSystems.map(({ name }) => name),
  );
  note('inputs:', inputs);
  note('outputs of the flake that stay behind:', leftOutputs);
  note('files beside the output that stay behind:', leftFiles);
  return `${lines.join('\n')}\n`;
}

/** What is to be done after a flake was written. */
export function ejectedText(
  { systems, alsoSystems }: Ejected,
  { to, toInclude, isInProject }: { to: string; toInclude: readonly string[]; isInProject: boolean },
  style: Style,
): string {
  const folder = shellWord(to);
  const first = systems[0]!;
  const git = isInProject ? `git add ${folder}` : `git -C ${folder} init && git -C ${folder} add .`;
  const lines = [
    style.green(`The flake in ${to} is yours.`),
    '',
    'A flake sees what git knows:',
    `  ${git}`,
    'See that it builds:',
    `  nix build ${shellWord(`${/^[./]/.test(to) ? to : `./${to}`}#${buildOf(first)}`)}`,
  ];
  if (toInclude.length > 0) {
    lines.push(
      '',
      `Take ${names([...systems, ...alsoSystems])} out of the program; cosmo check names what still refers to them.`,
      'These lines keep them in its flake:',
      ...toInclude.map((line) => (line === '' ? '' : `  ${line}`)),
    );
  } else {
    lines.push('', 'Nothing is left for the program: once the flake builds, the old project can go.');
  }
  return `${lines.join('\n')}\n`;
}

/** What is about to be done in the output folder. */
export function takeOverPlanText({ files, projectFiles, removed }: TakenOver, outdir: string, style: Style): string {
  const changed = files.size + projectFiles.size;
  const beside = [...projectFiles.keys()];
  return [
    `Taking over ${outdir}: ${count(changed, 'file')} lose the line that says who wrote them`,
    `  ${style.dim('removed:')} ${removed.join(', ')}`,
    ...(beside.length > 0 ? [`  ${style.dim('beside it:')} ${beside.join(', ')}`] : []),
    '',
  ].join('\n');
}

/** What is to be done after an output was taken over. */
export function takenOverText({ projectFiles }: Output, outdir: string, style: Style): string {
  const calling = [...projectFiles].filter(([, made]) => /\bcosmo\b/.test(textOfFile(made)?.replace(/^#.*/, '') ?? ''));
  const lines = [
    style.green(`${outdir} is yours; synth will not write there again.`),
    '',
    'Take Cosmo out of the project, once the flake builds:',
    '  npm uninstall cosmo-nix constructs',
    '  git rm cosmo.toml, the program that it names, and the folder of imported options if there is one',
  ];
  if (calling.length > 0) {
    lines.push(`These call it; mend them by hand: ${calling.map(([path]) => path).join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function buildOf({ flake }: Leaving): string {
  if (flake.startsWith('homeConfigurations.')) return `${attribute(flake)}.activationPackage`;
  return `${attribute(flake)}${flake.startsWith('darwin') ? '.system' : '.config.system.build.toplevel'}`;
}

/** An attribute of a flake as the command line takes it. */
function attribute(flake: string): string {
  const dot = flake.indexOf('.');
  const name = flake.slice(dot + 1);
  return `${flake.slice(0, dot)}.${/^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) ? name : `"${name}"`}`;
}

function names(systems: readonly Leaving[]): string {
  return systems.map(({ name }) => name).join(', ');
}
