import type { Registry } from '../../action/domain/step-kind.ts';
import { editorSchemas } from './editor-schemas.ts';
import { validatorsSource } from './validators.ts';

/** Every generated file: path from the repository's root → text. */
export function generatedFiles(registry: Registry): ReadonlyMap<string, string> {
  const files = new Map([['action/playbook/generated/validators.ts', validatorsSource(registry)]]);
  for (const [name, schema] of editorSchemas(registry)) {
    files.set(`schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  return files;
}
