import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from '../action/drill/package-root.ts';
import { findBrowser, shoot } from './screenshots/browser.ts';
import { pagesOfDrills } from './screenshots/drills.ts';
import { installRenderer } from './screenshots/renderer.ts';

/** Makes docs/images/ of what drills really show: the plan as a comment, the summaries of runs; each for light and dark. */
const bundle = process.argv[2] ?? join(PACKAGE_ROOT, 'action', 'dist', 'main.js');
const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
const tools = join(PACKAGE_ROOT, '.peers', 'screenshots');
/** What a README can carry. */
const MOST_BYTES = 400_000;

try {
  const browser = findBrowser();
  const renderer = await installRenderer(tools);
  const pages = await pagesOfDrills(bundle);
  mkdirSync(images, { recursive: true });
  const files = await shoot({ browser, renderer, pages, images });
  for (const file of files) {
    const bytes = statSync(file).size;
    process.stdout.write(`${file} ${Math.round(bytes / 1000)} kB\n`);
    if (bytes > MOST_BYTES) throw new Error(`${file} has ${bytes} bytes, more than ${MOST_BYTES}`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
