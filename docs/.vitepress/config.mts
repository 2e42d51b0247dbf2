import { defineConfig } from 'vitepress';
import { createLogger } from 'vite';
import { deadLinks } from './anchors.mts';
import { home } from './home.mts';
import { plainBlocks, plainBraces, repositoryLinks, slug, web } from './links.mts';
import { sidebar } from './sidebar.mts';

/** A warning of a build is an error of a page. */
const warnings: string[] = [];
const logger = createLogger('warn');
const { warn } = logger;
logger.warn = logger.warnOnce = (message, options) => {
  warnings.push(message);
  warn(message, options);
};

export default defineConfig({
  title: 'Cosmo',
  description: 'Describe a whole homelab as code and synthesize the Nix flake that builds it',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/logo.svg' }]],
  // A README is the index of its folder, here as on GitHub.
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, '$1index.md'),
  markdown: {
    // Addresses in messages are no links.
    linkify: false,
    anchor: { slugify: slug },
    config: (md) => {
      repositoryLinks(md);
      plainBraces(md);
      plainBlocks(md, ['file', 'editor', 'test']);
    },
  },
  transformPageData: (page) => {
    if (page.relativePath === 'index.md') page.frontmatter = home;
    // What is written from the sources is changed there.
    if (/^(constructs|rules)\/|^(cli|errors)\.md$/.test(page.relativePath)) page.frontmatter.editLink = false;
  },
  themeConfig: {
    logo: { src: '/logo.svg', alt: '' },
    socialLinks: [{ icon: 'github', link: web }],
    editLink: { pattern: `${web}/edit/main/docs/:path`, text: 'Edit this page' },
    search: { provider: 'local' },
    sidebar: sidebar(),
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guide', link: '/guide/' },
      { text: 'Constructs', link: '/constructs/' },
      { text: 'Command', link: '/cli' },
      { text: 'Rules', link: '/rules/' },
      { text: 'Errors', link: '/errors' },
    ],
  },
  vite: {
    customLogger: logger,
    // The index of the search is one file.
    build: { chunkSizeWarningLimit: 8192 },
  },
  buildEnd: ({ outDir }) => {
    const dead = deadLinks(outDir).map((link) => `dead link: ${link}`);
    const wrong = [...new Set([...warnings, ...dead])];
    if (wrong.length > 0) throw new Error(`${wrong.length} problems of the pages:\n${wrong.join('\n')}`);
  },
});
