import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT } from '../repository/files.ts';
import { type Mutant, mutate } from './mutant.ts';

/** Bundles the action into a folder, with a defect in it or with none; gives the file to run. The source stays as it is. */
export async function mutatedBundle(folder: string, mutant: Mutant | undefined): Promise<string> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['action/main.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'silent',
    // As `scripts/bundle.ts` does: what the bundle is made of must not differ.
    mainFields: ['module', 'main'],
    alias: {
      'node:http': './scripts/bundle/node-http.ts',
      http: './scripts/bundle/node-http.ts',
      yaml: './node_modules/yaml/browser/index.js',
      '@aws-sdk/credential-provider-node': './scripts/bundle/no-credential-chain.ts',
    },
    plugins: mutant === undefined ? [] : [defect(mutant)],
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'main.js');
}

function defect(mutant: Mutant): Plugin {
  const path = join(ROOT, mutant.file);
  return {
    name: 'defect',
    setup: ({ onLoad, onEnd }) => {
      let loaded = false;
      onLoad({ filter: /\.ts$/ }, (given) => {
        if (given.path !== path) return undefined;
        loaded = true;
        return { contents: mutate(mutant, readFileSync(path, 'utf8')), loader: 'ts' };
      });
      onEnd(() => {
        if (!loaded) throw new Error(`${mutant.file} is not in the bundle: nothing of "${mutant.name}" is`);
      });
    },
  };
}
