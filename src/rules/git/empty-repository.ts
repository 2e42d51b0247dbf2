/** The files of a repository in which nothing was added yet. */
export const EMPTY_REPOSITORY: Record<string, string> = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/objects/info/packs': '\n',
  '.git/refs/heads/.keep': '',
};
