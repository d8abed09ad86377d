import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { registry } from '../action/services/registry.ts';
import { generatedFiles } from './generate/outputs.ts';

// Writes schemas/, docs/steps/ and docs/playbooks/: run it after a change of a schema, of a step kind or of a playbook.
// With --check it writes nothing, and fails when a file is not what it would write.
const check = process.argv.includes('--check');
for (const [file, text] of generatedFiles(registry)) {
  if (check) await compare(file, text);
  else await write(file, text);
}

async function compare(file: string, text: string): Promise<void> {
  const committed = await readFile(file, 'utf8').catch(() => undefined);
  if (committed === text) return;
  process.stderr.write(`${file} is out of date: run npm run generate\n`);
  process.exitCode = 1;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  process.stdout.write(`${file}\n`);
}
