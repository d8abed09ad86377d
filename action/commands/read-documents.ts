import { canonicalJson } from '../audit/canonical.ts';
import { gitBlobId } from '../audit/git-blob.ts';
import type { Install, Playbook, Request, Role, SourceFile } from '../domain/documents.ts';
import { BreakglassError, type ErrorCode } from '../domain/error.ts';
import type { Plan } from '../domain/plan.ts';
import type { Registry } from '../domain/step-kind.ts';
import { requestFromDispatch } from '../playbook/dispatch.ts';
import { suggest } from '../playbook/nearest.ts';
import { parseInstall, parsePlaybook, parseRequest, parseRole } from '../playbook/parse.ts';
import type { Repository } from '../ports/repository.ts';
import type { DispatchRequest, RequestInput } from '../runtime/action-inputs.ts';

/** The four files of a session, validated, and the git blob ids of their bytes. */
export interface Documents {
  readonly request: Request;
  readonly install: Install;
  readonly playbook: Playbook;
  readonly role: Role;
  readonly blobs: Plan['blobs'];
}

/** A request and what it was read from. */
export interface RequestSource {
  readonly request: Request;
  /** Of the file's bytes; for a dispatch, of the RFC 8785 JSON of its fields. */
  readonly blob: string;
}

export const FOLDERS = {
  playbook: 'playbooks',
  role: 'playbooks/roles',
  install: 'playbooks/installs',
  request: 'playbooks/requests',
  drill: 'playbooks/drills',
} as const;

/** A request that a run may name. */
export const REQUEST_PATH = /^playbooks\/requests\/[a-z0-9][a-z0-9-]*\.ya?ml$/;

/** The request, by file or by dispatch. */
export async function readRequest(
  repository: Repository,
  source: RequestInput,
  registry: Registry,
): Promise<RequestSource> {
  if ('dispatch' in source) return dispatched(source.dispatch, registry);
  if (!REQUEST_PATH.test(source.path)) {
    throw new BreakglassError('invalid-name', `"${source.path}" is no request file`, {
      hint: `name a file in ${FOLDERS.request}/, such as ${FOLDERS.request}/2026-11-21-inc-4711.yml`,
    });
  }
  const file = await repository.readFile(source.path);
  if (file === undefined) {
    throw new BreakglassError('file-missing', `there is no ${source.path} at this commit`, {
      hint: 'commit the request before the run, or correct the path',
    });
  }
  return { request: parseRequest(file, registry), blob: file.blob };
}

function dispatched(
  { name, confirmed, accept, inputs, onDrift, ...rest }: DispatchRequest,
  registry: Registry,
): RequestSource {
  const fields = {
    ...rest,
    confirmed: confirmed.join('\n'),
    accept: accept.join('\n'),
    inputs: JSON.stringify(inputs),
    'on-drift': onDrift,
  };
  return { request: requestFromDispatch(fields, name, registry), blob: gitBlobId(canonicalJson({ ...fields, name })) };
}

/** The install that a request names: its environment decides which facts of GitHub's the gate needs. */
export async function readInstall(
  repository: Repository,
  request: Pick<Request, 'install'>,
  registry: Registry,
): Promise<{ readonly install: Install; readonly blob: string }> {
  const file = await find(repository, 'install', request.install);
  return { install: parseInstall(file, registry), blob: file.blob };
}

/** The playbook that a request names, and the playbook's role. */
export async function readPlaybook(
  repository: Repository,
  request: Pick<Request, 'playbook'>,
  registry: Registry,
): Promise<{ readonly playbook: Playbook; readonly role: Role; readonly blobs: { playbook: string; role: string } }> {
  const file = await find(repository, 'playbook', request.playbook);
  const playbook = parsePlaybook(file, registry);
  const roleFile = await find(repository, 'role', playbook.role);
  return { playbook, role: parseRole(roleFile, registry), blobs: { playbook: file.blob, role: roleFile.blob } };
}

const UNKNOWN: Readonly<Record<'playbook' | 'role' | 'install', ErrorCode>> = {
  playbook: 'unknown-playbook',
  role: 'unknown-role',
  install: 'unknown-install',
};

async function find(repository: Repository, kind: 'playbook' | 'role' | 'install', name: string): Promise<SourceFile> {
  const folder = FOLDERS[kind];
  const file = await repository.readFile(`${folder}/${name}.yml`);
  if (file !== undefined) return file;
  const names = (await repository.listFiles(folder)).flatMap((entry) =>
    entry.endsWith('.yml') ? entry.slice(0, -'.yml'.length) : [],
  );
  throw new BreakglassError(
    UNKNOWN[kind],
    `there is no ${kind} "${name}": no file ${folder}/${name}.yml at this commit`,
    {
      hint: suggest(name, names, `add ${folder}/${name}.yml`),
    },
  );
}
