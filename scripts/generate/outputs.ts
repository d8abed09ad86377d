import type { Registry } from '../../action/domain/step-kind.ts';
import { editorSchemas } from './editor-schemas.ts';
import { fidelityFiles } from './fidelity.ts';
import { playbookPages } from './playbooks/pages.ts';
import { stepPages } from './steps/pages.ts';

/** Every generated file: path from the repository's root → text. */
export function generatedFiles(registry: Registry): ReadonlyMap<string, string> {
  const files = new Map([...stepPages(registry), ...playbookPages('.', registry)]);
  for (const [name, schema] of editorSchemas(registry)) {
    files.set(`schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  for (const [path, text] of fidelityFiles()) files.set(path, text);
  return files;
}
