import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Shown } from './drills.ts';
import { framed } from './frame.ts';
import type { BrowserPage, Renderer } from './renderer.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const WIDTH = 920;

/** A Chromium: of the variable CHROMIUM, or of the PATH. */
export function findBrowser(): string {
  const named = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = named ?? folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    `there is no browser${named === undefined ? ' on the PATH' : ` at ${named}`}: install chromium, or set CHROMIUM to one`,
  );
}

export interface Shooting {
  readonly browser: string;
  readonly renderer: Renderer;
  readonly pages: readonly Shown[];
  /** Folder of the images. */
  readonly images: string;
}

/** One image for each page and theme; resolves to their paths. */
export async function shoot({ browser, renderer, pages, images }: Shooting): Promise<readonly string[]> {
  const launched = await renderer.launch(browser);
  try {
    const files: string[] = [];
    const page = await launched.newPage();
    for (const shown of pages) {
      for (const theme of ['light', 'dark'] as const) {
        const path = join(images, `${shown.name}-${theme}.png`);
        await page.setViewport({ width: WIDTH, height: 600, deviceScaleFactor: 1.5 });
        await page.setContent(framed(shown, renderer, theme));
        await draw(page, renderer, theme);
        await (await page.$('#shot'))?.screenshot({ path });
        files.push(path);
      }
    }
    return files;
  } finally {
    await launched.close();
  }
}

async function draw(page: BrowserPage, { mermaid }: Renderer, theme: 'light' | 'dark'): Promise<void> {
  const diagrams = await page.evaluate('document.querySelectorAll(".mermaid").length');
  if (diagrams === 0) return;
  await page.addScriptTag({ path: mermaid });
  const look = theme === 'dark' ? 'dark' : 'default';
  await page.evaluate(
    `mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${look}' }); mermaid.run()`,
  );
}
