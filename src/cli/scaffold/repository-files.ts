import { courseFile, lessonFile, quizFile } from './module-files.ts';

/** What a repository is begun with. */
export interface NewRepository {
  /** The name of its folder. */
  readonly name: string;
  /** The title of the course. */
  readonly title: string;
  /** The Lectern that writes it. */
  readonly version: string;
  /** The versions of Node.js that run it. */
  readonly node: string;
}

/** Where editors find the JSON Schemas once the packages are installed, relative to the repository. */
const schemas = 'node_modules/lectern/compiled/schemas/generated';
const firstModule = 'first-lesson';

/** The files of a new repository with a course of one module, by path. They build and publish as they are. */
export function repositoryFiles({ name, title, version, node }: NewRepository): Readonly<Record<string, string>> {
  const folder = `content/modules/${firstModule}`;
  const lesson = {
    slug: firstModule,
    title: 'What Is a Lesson Made Of?',
    schemas: `../../../${schemas}`,
    draft: false,
  };
  return {
    'package.json': packageFile(name, version, node),
    'lectern.config.ts': configFile,
    'content/course.yaml': courseFile(`../${schemas}`, firstModule, title),
    [`${folder}/lesson.md`]: lessonFile(lesson),
    [`${folder}/quiz.yaml`]: quizFile(lesson),
    '.gitignore': 'node_modules/\ndist/\n.lectern/\n',
    '.editorconfig': 'root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\ninsert_final_newline = true\n',
    '.vscode/settings.json': `${JSON.stringify(editorSettings, null, 2)}\n`,
    '.vscode/extensions.json': `${JSON.stringify(editorExtensions, null, 2)}\n`,
    '.github/workflows/course.yml': workflow,
  };
}

function packageFile(name: string, version: string, node: string): string {
  const manifest = {
    name:
      name
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/^[._-]+|-+$/g, '') || 'course',
    private: true,
    type: 'module',
    engines: { node },
    scripts: {
      dev: 'lectern dev',
      validate: 'lectern validate',
      prove: 'lectern prove',
      build: 'lectern build',
      preview: 'lectern preview',
    },
    dependencies: { lectern: `^${version}` },
    // Only makes esbuild start sooner; npm would mention it at each installation.
    allowScripts: { esbuild: false },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const configFile = `import { defineConfig } from 'lectern/config';

/** How this course differs from others: \`build\` and \`dev\` run this file, \`validate\` only reads it. */
export default defineConfig({});
`;

const editorSettings = {
  'yaml.schemas': {
    [`./${schemas}/course.schema.json`]: 'content/course.yaml',
    [`./${schemas}/quiz.schema.json`]: 'content/modules/*/quiz.yaml',
  },
  'yaml.format.enable': false,
  'files.eol': '\n',
};

const editorExtensions = {
  recommendations: ['redhat.vscode-yaml', 'unifiedjs.vscode-mdx', 'astro-build.astro-vscode'],
};

/** Actions by the commit of a release, because a tag can be moved. */
const actions = {
  checkout: 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  node: 'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  pages: 'actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0',
  // Later versions leave out files whose names begin with a dot, such as `.nojekyll`.
  upload: 'actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1',
  deploy: 'actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5',
};

const prepare = `      - uses: ${actions.checkout}
        with:
          persist-credentials: false
      - uses: ${actions.node}
        with:
          node-version: 24
      # With a lock file, what it names; without one, the newest that package.json allows.
      - run: if [ -f package-lock.json ]; then npm ci; else npm install; fi
`;

/** Proofs run programs of pull requests: that job has nothing to steal, and the one that publishes runs none. */
const workflow = `# Checks each change of the course, and publishes the main branch to GitHub Pages.
# Once, in the repository's settings: Pages, Build and deployment, Source: GitHub Actions.
name: course
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
${prepare}      - run: npx lectern validate --format github
      - run: npx lectern prove --format github
  publish:
    needs: check
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    concurrency:
      group: pages
    steps:
${prepare}      - id: pages
        uses: ${actions.pages}
      - run: npx lectern build --base "\${{ steps.pages.outputs.base_path }}/"
      - uses: ${actions.upload}
        with:
          path: dist
      - id: deployment
        uses: ${actions.deploy}
`;
