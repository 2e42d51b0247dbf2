import { homeAuthorizedKeys } from './home-authorized-keys';
import { homeFileOfProgram } from './home-file-of-program';
import { homeFileTaken } from './home-file-taken';
import { homeFileTwice } from './home-file-twice';
import { homeGitSection } from './home-git-section';
import { homeManagerMissing } from './home-manager-missing';
import { homeNixpkgsIgnored } from './home-nixpkgs-ignored';
import { homeProfileUnused } from './home-profile-unused';
import { homeStateVersion } from './home-state-version';
import { homeStateVersionMissing } from './home-state-version-missing';
import { homeStateVersionNewer } from './home-state-version-newer';
import { homeStateVersionsDiffer } from './home-state-versions-differ';
import { homeUserUnknown } from './home-user-unknown';
import { homeValuesDiffer } from './home-values-differ';
import { registerRules } from '../../app/rules/registry';

registerRules('home', [
  homeAuthorizedKeys,
  homeFileOfProgram,
  homeFileTaken,
  homeFileTwice,
  homeGitSection,
  homeManagerMissing,
  homeNixpkgsIgnored,
  homeProfileUnused,
  homeStateVersionMissing,
  homeStateVersionNewer,
  homeStateVersion,
  homeStateVersionsDiffer,
  homeUserUnknown,
  homeValuesDiffer,
]);
