import { cdk, javascript, typescript } from 'projen';

/** The folders of the L2 constructs: above `app`, beside one another. */
const DOMAINS = [
  'hosts',
  'storage',
  'guests',
  'containers',
  'home',
  'network',
  'secrets',
  'services',
  'files',
  'ci',
  'policy',
  'deploy',
];

/** What stands above the domains: it looks at them, and they know nothing of it. Each may look at those before it. */
const ABOVE = ['rules', 'options', 'graph', 'diff', 'eject', 'adopt', 'init', 'projects', 'testing'];

/** The walls between the layers: who may not import what. */
const WALLS = [
  {
    target: './src/nix',
    from: './src',
    except: ['./nix'],
    message: 'src/nix is the Nix language alone: it knows nothing of the rest.',
  },
  {
    target: './src/app',
    from: './src',
    except: ['./nix', './app'],
    message: 'src/app knows the language and itself, no construct of a domain.',
  },
  {
    target: './src/options',
    from: './src',
    except: ['./nix', './app', './options'],
    message: 'src/options knows the language and src/app, no construct of a domain.',
  },
  ...[...DOMAINS, ...ABOVE].map((folder) => ({
    target: `./src/${folder}`,
    from: './src/cli',
    message: 'The library never imports the command line.',
  })),
  ...ABOVE.flatMap((folder, index) =>
    ABOVE.slice(index + 1).map((later) => ({
      target: `./src/${folder}`,
      from: `./src/${later}`,
      message: `src/${later} stands above src/${folder}: arrows point down alone.`,
    })),
  ),
  ...DOMAINS.flatMap((domain) =>
    ABOVE.map((folder) => ({
      target: `./src/${domain}`,
      from: `./src/${folder}`,
      message: `src/${folder} stands above the domains: it looks at them, and they know nothing of it.`,
    })),
  ),
  ...DOMAINS.flatMap((domain) =>
    DOMAINS.filter((other) => other !== domain).map((other) => ({
      target: `./src/${domain}`,
      from: `./src/${other}`,
      except: ['./index.ts'],
      message: `Use ${other} through its public classes: import '../${other}'.`,
    })),
  ),
];

const project = new cdk.JsiiProject({
  name: 'cosmo-nix',
  description: 'Describe a whole homelab as code and synthesize the Nix flake that builds it',
  author: 'Cosmo contributors',
  authorAddress: 'cosmo-nix@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cosmo-nix/cosmo.git',
  homepage: 'https://github.com/cosmo-nix/cosmo#readme',
  bugsUrl: 'https://github.com/cosmo-nix/cosmo/issues',
  license: 'Apache-2.0',
  keywords: ['nix', 'nixos', 'flake', 'homelab', 'cdk', 'constructs', 'home-manager', 'zfs'],
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '22',
  workflowBootstrapSteps: [
    {
      name: 'Install what the tests hold against: Nix, libvirt, age, sops and shells',
      run: [
        'sudo apt-get update',
        'sudo apt-get install -y --no-install-recommends nix-bin libvirt-clients libxml2-utils python3 age zsh fish',
        'go install github.com/getsops/sops/v3/cmd/sops@v3.9.4',
        'echo "$(go env GOPATH)/bin" >> "$GITHUB_PATH"',
      ].join('\n'),
    },
  ],
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  bin: { cosmo: 'bin/cosmo' },

  publishToPypi: { distName: 'cosmo-nix', module: 'cosmo_nix' },
  publishToMaven: {
    javaPackage: 'io.github.cosmonix',
    mavenGroupId: 'io.github.cosmo-nix',
    mavenArtifactId: 'cosmo-nix',
  },
  publishToGo: { moduleName: 'github.com/cosmo-nix/cosmo-nix-go', packageName: 'cosmonix' },
  publishToNuget: { dotNetNamespace: 'CosmoNix', packageId: 'CosmoNix' },

  // Maps with the sources in them would double the package.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },

  peerDeps: ['constructs@^10.4.2'],
  devDeps: ['@actions/workflow-parser@~0.3.61', 'constructs@10.4.2', 'fast-check@^4', 'vitepress@~1.6.4'],
  bundledDeps: ['@iarna/toml@^3', 'commander@^14', 'elkjs@^0.12', 'jiti@^2', 'yaml@^2'],

  prettier: true,
  prettierOptions: {
    settings: { singleQuote: true, printWidth: 120, trailingComma: javascript.TrailingComma.ALL },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'bench', 'examples'],
    prettier: true,
    commandOptions: { fix: false },
  },
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    jestConfig: {
      testPathIgnorePatterns: ['/node_modules/', '/lib/'],
      collectCoverage: false,
      // Most of the time goes to processes that a test starts: a core left free would be idle.
      maxWorkers: '100%',
      testTimeout: 20_000,
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      reporters: [new javascript.JestReporter('<rootDir>/test/support/count-reporter.cjs')],
      moduleNameMapper: {
        '^cosmo-nix$': '<rootDir>/src/index.ts',
        '^cosmo-nix/jest$': '<rootDir>/src/testing/jest.ts',
      },
    },
  },
  docgen: true,
  sampleCode: false,
  pullRequestTemplate: false,
  depsUpgradeOptions: { workflow: true },
});

project.eslint?.addRules({
  'import/no-restricted-paths': ['error', { zones: WALLS }],
  // The examples name the library as its users do.
  'import/no-unresolved': ['error', { ignore: ['^cosmo-nix(/jest)?$'] }],
});

// The library of constructs among the examples has tests of its own.
project.jest?.addTestMatch('<rootDir>/examples/**/*.test.ts');

// The examples and the bench import the library by its name, as a user does.
for (const folder of ['examples', 'bench']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    include: ['**/*.ts'],
    compilerOptions: {
      noEmit: true,
      rootDir: '..',
      paths: { 'cosmo-nix': ['../src/index.ts'], 'cosmo-nix/jest': ['../src/testing/jest.ts'] },
    },
  });
}

// What the package is made of, and nothing else.
for (const path of [
  '/.ci/',
  '/.editorconfig',
  '/bench/',
  '/cosmo.toml',
  '/docs/',
  '/examples/',
  '/nix-out/',
  '/.jsii.tabl.json',
  '/.npmrc',
  '/API.md',
  '*.tgz',
]) {
  project.npmignore?.addPatterns(path);
}

project.addTask('estate', {
  description: 'Compile the library and synthesize the reference estate into nix-out',
  steps: [{ spawn: 'compile' }, { exec: 'node bin/cosmo synth' }],
});
project.addTask('types', {
  description: 'Check the types of tests, examples, bench and projenrc',
  steps: ['test', 'examples', 'bench', 'projenrc'].map((folder) => ({ exec: `tsc -p ${folder}/tsconfig.json` })),
});
project.addTask('verify', {
  description: 'Compile, check all types, run all tests, lint',
  steps: [{ spawn: 'compile' }, { spawn: 'types' }, { spawn: 'test' }],
});
project.addTask('docs:rules', {
  description: 'Write the reference of the rules, docs/rules',
  exec: 'tsx projenrc/rules-reference.ts',
});
project.addTask('docs:cli', {
  description: 'Write the reference of the command, docs/cli.md, from the help of its verbs',
  exec: 'tsx projenrc/cli-reference.ts',
});
project.addTask('docs:constructs', {
  description: 'Write the pages of the constructs, docs/constructs, from the compiled library',
  exec: 'tsx projenrc/constructs-reference.ts',
});
project.addTask('docs:errors', {
  description: 'Write the reference of what is refused, docs/errors.md',
  exec: 'tsx projenrc/errors-reference.ts',
});
project.addTask('docs:site', {
  description: 'Build docs into a static site, docs/.vitepress/dist; dead links and warnings fail',
  exec: 'vitepress build docs',
});
project.tasks.tryFind('compat')?.reset('tsx projenrc/compat.ts', { receiveArgs: true });
project.gitignore.addPatterns('/docs/.vitepress/cache/', '/docs/.vitepress/dist/', '/.jsii.tabl.json');
project.addTask('bench', {
  description: 'Measure speed and print it against the budgets',
  exec: 'tsx --tsconfig bench/tsconfig.json bench/main.ts',
});

// Later ones name platform packages that cannot all be had, which makes `npm ci` refuse the lock file.
project.package.addField('overrides', { rollup: '4.59.0', 'unrs-resolver': '1.12.2' });

// projen, for who makes a project of the types in src/projects. As a peer dependency that is named with
// a version, jsii would have the packages of other languages depend on it.
// Vitest likewise, for who tests with `cosmo-nix/vitest`.
project.package.addField('peerDependenciesMeta', { projen: { optional: true }, vitest: { optional: true } });
project.eslint?.allowDevDeps('src/projects/*.ts');
project.setScript('prepack', 'tsx projenrc/project-types.ts add');
project.setScript('postpack', 'tsx projenrc/project-types.ts remove');
const translations = project.addTask('docs:examples', {
  description: 'Translate the examples of the doc comments for the packages of other languages',
  exec: 'tsx projenrc/translate-examples.ts',
});
for (const language of ['java', 'python', 'dotnet', 'go']) {
  const task = project.tasks.tryFind(`package:${language}`);
  task?.env('COSMO_PROJECT_TYPES', 'none');
  task?.prependSpawn(translations);
}
// The packages of .NET need more than jsii-pacmak does.
const packageDotnet = project.tasks.tryFind('package:dotnet');
packageDotnet?.reset('tsx projenrc/package-languages.ts --only dotnet --need dotnet');
packageDotnet?.prependSpawn(translations);
const languages = project.addTask('package:languages', {
  description: 'Build the packages of all languages that this machine has the tools of, and say which are left out',
  exec: 'tsx projenrc/package-languages.ts',
  receiveArgs: true,
  env: { COSMO_PROJECT_TYPES: 'none' },
});
languages.prependSpawn(translations);
const packageAll = project.tasks.tryFind('package-all');
packageAll?.reset();
packageAll?.spawn(project.tasks.tryFind('package:js')!);
packageAll?.spawn(languages);

// The lock file names no registry, so that it serves every mirror.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

project.synth();
