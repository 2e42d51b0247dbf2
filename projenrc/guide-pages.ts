import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** A page of the guide. */
export interface GuidePage {
  readonly file: string;
  readonly title: string;
  readonly text: string;
  /** Its complete programs. */
  readonly programs: readonly string[];
}

/** The pages of the guide, in the order of its index. */
export function guidePages(folder: string): GuidePage[] {
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  const place = (file: string) => index.indexOf(`](${file})`);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort((a, b) => place(a) - place(b))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
      return {
        file,
        title: /^# (.+)$/m.exec(text)?.[1] ?? file,
        text,
        programs: blocks.filter((code) => code.includes('new App(')),
      };
    });
}

/** Pages of classes that are made by others, or told of in passing elsewhere more than where they belong. */
const TOLD: Readonly<Record<string, string>> = {
  App: 'app-and-inputs.md',
  ContainerSystem: 'nixos-container.md',
  DarwinSystem: 'darwin-host.md',
  DarwinUser: 'darwin-host.md',
  DataFile: 'files.md',
  DiskLayout: 'disk.md',
  Feature: 'own-constructs.md',
  HealthCheck: 'deployment.md',
  HomeAttachment: 'home-manager-profile.md',
  MachineUser: 'host.md',
  MediaService: 'media-stack.md',
  NixosSystem: 'nixos-container.md',
  SecretStore: 'secrets.md',
  SecretUse: 'secrets.md',
  System: 'app-and-inputs.md',
  User: 'host.md',
  ZfsDataset: 'zfs-pool.md',
  ZfsZvol: 'zfs-pool.md',
};

/** The page that tells of a class: by its title, or by most of what is said of it. */
export function pageOf(pages: readonly GuidePage[], name: string): GuidePage | undefined {
  const word = new RegExp(`\\b${name}\\b`, 'g');
  const told = pages.find(({ file }) => file === TOLD[name]);
  const titled = told ?? pages.find(({ title }) => new RegExp(`^${name}\\b`).test(title));
  if (titled) return titled;
  const count = ({ text }: GuidePage) => (text.match(word) ?? []).length;
  const best = Math.max(0, ...pages.map(count));
  return best === 0 ? undefined : pages.find((page) => count(page) === best);
}

/** The first complete program that makes one, of this page or of any; else the first of this page. */
export function programOf(pages: readonly GuidePage[], page: GuidePage | undefined, name: string): string | undefined {
  const made = new RegExp(`\\bnew ${name}\\(|\\b${name}\\.(of|find|wellKnown)\\(`);
  const all = [...(page ? [page] : []), ...pages].flatMap(({ programs }) => programs);
  return all.find((program) => made.test(program)) ?? page?.programs[0];
}
