import { readdirSync, statSync } from 'fs';
import { basename, join, relative, resolve } from 'path';
import { format } from 'prettier';
import { ModuleGraph } from '../src/adopt/graph';
import { compareModule, folderSources } from '../test/adopt/round-trip';

/**
 * What becomes of hand-written modules: `npx tsx bench/adopt.ts FOLDER…`. Every
 * `.nix` file of each folder that is a module is adopted, the program run, and
 * what it writes held against the file. With `--verbose` each difference and
 * each reason is told, with `--prettier` the layout is held against prettier's.
 */
async function main(args: readonly string[]): Promise<void> {
  const verbose = args.includes('--verbose');
  const pretty = args.includes('--prettier');
  const rows: string[] = [];
  for (const folder of args.filter((arg) => !arg.startsWith('--'))) {
    const root = resolve(folder);
    const sources = folderSources(root);
    const total = {
      files: 0,
      lines: 0,
      converted: 0,
      data: 0,
      references: 0,
      raw: 0,
      equal: 0,
      failed: 0,
      unpretty: 0,
    };
    const reasons = new Map<string, number>();
    for (const path of nixFiles(root)) {
      const text = sources.read(path);
      if (!isModule(text)) continue;
      total.files += 1;
      const graph = new ModuleGraph(sources, true);
      const isHome = /(^|\/)(home|home-manager|hm)([./-]|$)/.test(path);
      const isDarwin = /(^|\/)darwin([./-]|$)/.test(path);
      graph.add(path, isHome ? 'home' : isDarwin ? 'darwin' : 'nixos');
      try {
        graph.finish('src/hosts');
        const one = graph.modules.get(path)!;
        if (one.stays !== undefined) {
          const reason = one.stays.replace(/`[^`]*`/g, '`…`').replace(/:.*/, '');
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
          continue;
        }
        total.converted += 1;
        total.lines += text.split('\n').length - 1;
        const { shares } = one.converted!;
        total.data += shares.data;
        total.references += shares.references;
        total.raw += shares.raw;
        const difference = compareModule(graph, one);
        if (!difference) {
          total.equal += 1;
        } else if (verbose) {
          let at = 0;
          while (difference.want[at] === difference.have[at]) at += 1;
          const cut = (one2: string) => one2.slice(Math.max(0, at - 150), at + 150);
          console.error(`${folder}/${path}: differs\n  want …${cut(difference.want)}\n  have …${cut(difference.have)}`);
        }
        if (pretty) {
          const made = graph.moduleText(one);
          const options = { parser: 'typescript', singleQuote: true, printWidth: 120, trailingComma: 'all' } as const;
          if ((await format(made, options)) !== made) {
            total.unpretty += 1;
            if (verbose) console.error(`${folder}/${path}: prettier has it otherwise`);
          }
        }
      } catch (error) {
        total.failed += 1;
        if (verbose) console.error(`${folder}/${path}: ${(error as Error).stack?.slice(0, 600)}`);
      }
    }
    const { files, converted, data, references, raw, equal, failed, unpretty } = total;
    const values = data + references + raw;
    const share = (part: number, of: number) => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);
    const name = basename(root).replace('+', '/');
    rows.push(
      `| ${name} | ${files} | ${converted} | ${files - converted - failed} | ${values} | ${share(data, values)} | ${share(references, values)} | ${share(raw, values)} | ${equal} of ${converted} |`,
    );
    if (failed > 0) rows.push(`| (failed: ${failed}) |`);
    if (pretty) rows.push(`| (not as prettier: ${unpretty}) |`);
    if (verbose) {
      for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1])) console.error(`  ${times} × ${reason}`);
    }
  }
  console.log('| repository | modules | converted | included | values | data | references | raw | mean the same |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  console.log(rows.join('\n'));
}

/** Whether a file may be a module: no package, overlay, flake or shell. */
function isModule(text: string): boolean {
  const bare = text.replace(/^(\s|#[^\n]*\n|\/\*[^]*?\*\/)+/, '');
  if (/^(\{[^{}]*\}|\w+)\s*:\s*(\{[^{}]*\}|\w+)\s*:/.test(bare)) return false;
  if (
    /\b(stdenv\.mkDerivation|buildGoModule|buildRustPackage|buildPythonApplication|mkShell|callPackage)\b/.test(text)
  ) {
    return false;
  }
  if (/^\{\s*(description|inputs)\b/.test(bare)) return false;
  return (
    /^\{[^{}]*\.\.\.[^{}]*\}\s*(@\s*\w+)?\s*:/.test(bare) ||
    /^(\w+)\s*@?\s*\{[^{}]*\.\.\.[^{}]*\}\s*:/.test(bare) ||
    /^\{\s*(imports|services|programs|networking|boot|environment)\b/.test(bare)
  );
}

function nixFiles(root: string, folder = root): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (name === '.git' || name === 'node_modules') return [];
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) return nixFiles(root, path);
      return stat?.isFile() && name.endsWith('.nix') ? [relative(root, path)] : [];
    });
}

void main(process.argv.slice(2));
