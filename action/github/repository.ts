import { gitBlobId } from '../audit/git-blob.ts';
import type { SourceFile } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Repository } from '../ports/repository.ts';
import { answer, answers } from './answer.ts';
import type { GitHub, Purpose } from './api.ts';

const READ: Purpose = { what: 'read the repository', permission: 'contents: read', repeatable: true };
/** The contents API leaves the text of larger files out. */
const MAX_BYTES = 1024 * 1024;

/** The playbook repository at one commit, by the contents API: no checkout, so no file of it is ever on the runner's disk. */
export function createRepository(github: GitHub, sha: string): Repository {
  // A commit does not change, so a file of it is asked for once, even by two who want it at the same time.
  const files = new Map<string, Promise<SourceFile | undefined>>();
  const read = async (path: string): Promise<SourceFile | undefined> => {
    const found = await github.find({ ...READ, what: `read ${path}` }, `GET ${contentsRoute(path)}`, { ref: sha });
    if (found === undefined || Array.isArray(found)) return undefined;
    return toSourceFile(path, found);
  };
  return {
    readFile: (path) => {
      const file = files.get(path) ?? read(path);
      files.set(path, file);
      return file;
    },
    listFiles: async (folder) => {
      const found = await github.find({ ...READ, what: `list ${folder}` }, `GET ${contentsRoute(folder)}`, {
        ref: sha,
      });
      if (!Array.isArray(found)) return [];
      return answers(found, folder)
        .filter((entry) => entry.text('type') === 'file')
        .map((entry) => entry.text('name'));
    },
  };
}

/** Each segment is encoded by itself, so that nothing in a name can reach another route or file. */
function contentsRoute(path: string): string {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new BreakglassError('invalid-name', `"${path}" is not a path in the repository`, {
      hint: 'write a path from the root of the repository, without ".", ".." or empty parts',
    });
  }
  return `/contents/${segments.map(encodeURIComponent).join('/')}`;
}

function toSourceFile(path: string, json: unknown): SourceFile | undefined {
  const file = answer(json, path);
  if (file.text('type') !== 'file') return undefined;
  const size = file.number('size');
  if (size > MAX_BYTES || file.text('encoding') !== 'base64') {
    throw new BreakglassError('file-too-large', `${path} has ${size} bytes`, {
      hint: `files that people write have at most ${MAX_BYTES} bytes`,
    });
  }
  const bytes = Buffer.from(file.text('content'), 'base64');
  const blob = gitBlobId(bytes);
  // The plan's digest is over blob ids: what was read has to be what git has under that id.
  if (blob !== file.text('sha')) {
    throw new BreakglassError(
      'github-rejected',
      `${path}: the bytes have blob id ${blob}, GitHub says ${file.text('sha')}`,
      {
        hint: 'name a regular file: the target of a symbolic link is not what the commit holds at this path',
      },
    );
  }
  return { path, blob, text: decode(path, bytes) };
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new BreakglassError('control-character', `${path} is not UTF-8 text`, { hint: 'save it as UTF-8', cause });
  }
}
