import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENSE_FILE = /^(licen[cs]e|copying|notice)(\.|$)/i;

/** Name and licence of each package of which something is in the bundle, with the licence's own text. */
export function licenses(root: string, metafile: Metafile): string {
  const used = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([path, { bytesInOutput }]) => (bytesInOutput === 0 ? [] : (PACKAGE.exec(path)?.[1] ?? [])));
  return [...new Set(used)]
    .toSorted()
    .map((folder) => notice(join(root, folder)))
    .join('\n');
}

function notice(folder: string): string {
  const { name, version, license }: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} names no licence`);
  return [`${name} ${version}`, license ?? '', ...texts, ''].join('\n');
}
