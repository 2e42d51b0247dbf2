import type { App } from './app';

const LOOKS: ((app: App) => void)[] = [];

/** Have something look at each tree that was synthesized: a layer above does it when it is loaded. */
export function whenSynthesized(look: (app: App) => void): void {
  LOOKS.push(look);
}

/** Show a tree to all that look. */
export function synthesized(app: App): void {
  for (const look of LOOKS) look(app);
}
