import { gitBlobId } from '../audit/git-blob.ts';
import type { SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Repository } from '../ports/repository.ts';
import { type Answer, answer } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the playbooks', permission: 'contents: read', repeatable: true };
const TEXTS = `query Files($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    ... on Tree { entries { name oid object { ... on Blob { text } } } }
  } }
}`;

/** A file, or why it cannot be read. */
export type ReadFile = { readonly path: string; readonly file: SourceFile | BreakglassError };

/**
 * Every YAML file of a folder at a commit, by one query: a repository may have years of requests. Where the text is not the
 * blob's own bytes, because it is long, or no UTF-8, the file is read by itself, which says what is wrong with it.
 */
export async function readYamlFiles(
  github: GitHub,
  repository: Repository,
  commit: string,
  folder: string,
): Promise<readonly ReadFile[]> {
  const { owner, name } = github;
  const result = await github.graphql(READ, TEXTS, { owner, name, at: `${commit}:${folder}` });
  if (!result.ok) {
    throw new BreakglassError('github-rejected', `cannot read ${folder}: ${result.errors[0]?.message ?? ''}`);
  }
  const tree = answer(result.data, 'data').object('repository').optional('object');
  const entries = tree?.value('entries') === undefined ? [] : tree.list('entries');
  const files = entries
    .filter((entry) => /\.ya?ml$/.test(entry.text('name')))
    .map((entry) => readEntry(repository, folder, entry));
  return (await Promise.all(files)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function readEntry(repository: Repository, folder: string, entry: Answer): Promise<ReadFile> {
  const path = `${folder}/${entry.text('name')}`;
  const blob = entry.text('oid');
  const text = entry.optional('object')?.value('text');
  if (typeof text === 'string' && gitBlobId(text) === blob) return { path, file: { path, text, blob } };
  return { path, file: await readAlone(repository, path) };
}

/** A file by the contents API, or why it cannot be read. */
export async function readAlone(repository: Repository, path: string): Promise<SourceFile | BreakglassError> {
  try {
    const file = await repository.readFile(path);
    return (
      file ?? new BreakglassError('file-missing', `${path} is no file`, { hint: 'only files belong in this folder' })
    );
  } catch (error) {
    if (error instanceof BreakglassError) return error;
    throw error;
  }
}
