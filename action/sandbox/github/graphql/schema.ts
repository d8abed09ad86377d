import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';

let schema: Promise<GraphQLSchema> | undefined;

/** GitHub's published schema, built once per process. */
export function githubSchema(): Promise<GraphQLSchema> {
  schema ??= load();
  return schema;
}

async function load(): Promise<GraphQLSchema> {
  // Beside the package's entry: importing that would parse another 5 MB of JSON.
  const file = new URL('./schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  return buildSchema(await readFile(file, 'utf8'), { assumeValidSDL: true, noLocation: true });
}
