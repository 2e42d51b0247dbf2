import { App, System } from '../app';
import { renderUnchecked, textsOf } from './rendered';
import { isExpr } from './show';
import { textDifference } from './text-difference';
import { isPlainSet } from '../app/option-tree';
import { parseFile } from '../nix/parser';
import { printFile } from '../nix/print';

/** Why Nix is not in the form of the official formatter, by file; nothing where it is. */
export function notCanonical(received: unknown): string[] {
  return Object.entries(nixTexts(received)).flatMap(([path, text]) => {
    const lines = differences(text);
    return lines.length === 0 ? [] : [...(path === '' ? [] : [`${path}:`]), ...lines.map((line) => `  ${line}`)];
  });
}

function differences(text: string): string[] {
  try {
    const canonical = printFile(parseFile(text));
    return canonical === text ? [] : textDifference(canonical, text);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

/** All Nix of what a test received: a text, an Expr, a map of files, a System or an App. */
function nixTexts(received: unknown): Record<string, string> {
  if (typeof received === 'string') return { '': received };
  if (isExpr(received)) return { '': `${received.source()}\n` };
  const texts = isPlainSet(received) ? (received as Record<string, string>) : rendered(received);
  return Object.fromEntries(Object.entries(texts).filter(([path]) => path.endsWith('.nix')));
}

function rendered(received: unknown): Record<string, string> {
  if (App.isApp(received)) return textsOf(received, renderUnchecked(received), false);
  if (!System.isSystem(received)) {
    throw new TypeError('give a text, an Expr, the files of Testing.synth, a System or an App');
  }
  const app = App.of(received);
  const texts = Object.entries(textsOf(app, renderUnchecked(app), false));
  return Object.fromEntries(texts.filter(([path]) => path.startsWith(`${received.folder}/`)));
}
