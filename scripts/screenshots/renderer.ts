import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Pinned: what renders as GitHub does, and what drives the browser. None of it is a dependency. */
const PINNED = {
  'github-markdown-css': '5.9.0',
  mermaid: '12.3.0',
  micromark: '4.0.3',
  'micromark-extension-gfm': '3.0.0',
  'puppeteer-core': '25.16.0',
} as const;

/** What is used here of the packages above. */
export interface BrowserPage {
  setViewport(size: { width: number; height: number; deviceScaleFactor: number }): Promise<void>;
  setContent(html: string): Promise<void>;
  addScriptTag(script: { path: string }): Promise<unknown>;
  evaluate(script: string): Promise<unknown>;
  $(selector: string): Promise<{ screenshot(options: { path: string }): Promise<unknown> } | null>;
}
interface Packages {
  readonly micromark: {
    micromark(
      text: string,
      options: { extensions: readonly unknown[]; htmlExtensions: readonly unknown[]; allowDangerousHtml: boolean },
    ): string;
  };
  readonly 'micromark-extension-gfm': { gfm(): unknown; gfmHtml(): unknown };
  readonly 'puppeteer-core': {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<{
      newPage(): Promise<BrowserPage>;
      close(): Promise<void>;
    }>;
  };
}

export interface Renderer {
  /** GitHub-flavoured Markdown as HTML. */
  readonly html: (markdown: string) => string;
  readonly css: (theme: 'light' | 'dark') => string;
  /** Path of the script that draws diagrams. */
  readonly mermaid: string;
  readonly launch: (executablePath: string) => ReturnType<Packages['puppeteer-core']['launch']>;
}

/** Installs the packages where git does not see them. */
export async function installRenderer(folder: string): Promise<Renderer> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PINNED }));
  const options = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
  const npm = spawnSync('npm', options, { cwd: folder, encoding: 'utf8' });
  if (npm.status !== 0) throw new Error(`npm install in ${folder} failed: ${npm.stderr}`);
  const load = loader(folder);
  const { micromark } = await load('micromark');
  const { gfm, gfmHtml } = await load('micromark-extension-gfm');
  const { launch } = await load('puppeteer-core');
  const modules = join(folder, 'node_modules');
  const gfmOptions = { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true };
  return {
    html: (markdown) => micromark(markdown, gfmOptions),
    css: (theme) => readFileSync(join(modules, 'github-markdown-css', `github-markdown-${theme}.css`), 'utf8'),
    mermaid: join(modules, 'mermaid', 'dist', 'mermaid.min.js'),
    launch: (executablePath) => launch({ executablePath, args: ['--no-sandbox', '--hide-scrollbars'] }),
  };
}

/** Packages that the compiler cannot see: what is used of them is named above. */
function loader(folder: string): <Name extends keyof Packages>(name: Name) => Promise<Packages[Name]> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  return (name) => import(pathToFileURL(resolve(name)).href);
}
