import { homeGitSection } from './home-git-section';
import { homeNixpkgsIgnored } from './home-nixpkgs-ignored';
import { homeProfileUnused } from './home-profile-unused';
import { homeStateVersionMissing } from './home-state-version-missing';
import { homeStateVersionsDiffer } from './home-state-versions-differ';
import { registerRules } from '../../app/rules/registry';

registerRules('home', [
  homeGitSection,
  homeNixpkgsIgnored,
  homeProfileUnused,
  homeStateVersionMissing,
  homeStateVersionsDiffer,
]);
