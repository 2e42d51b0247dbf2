import { darwinCannot } from './darwin-cannot';
import { darwinPrimaryUser } from './darwin-primary-user';
import { darwinShell } from './darwin-shell';
import { homebrewTap } from './homebrew-tap';
import { homebrewZap } from './homebrew-zap';
import type { IRule } from '../../../app/rules/rule';

export const DARWIN_RULES: readonly IRule[] = [darwinCannot, darwinPrimaryUser, darwinShell, homebrewTap, homebrewZap];
