import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { allows, authenticate } from './access.ts';
import { gitEnvironment } from './git/git-process.ts';
import { GithubFault } from './github-fault.ts';
import { readBody } from './http.ts';
import { landing } from './landed-pulls.ts';
import { declinedPush } from './rules/push.ts';
import { findRepository, type Repository, type Token, type World } from './world.ts';

const GIT_PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export interface GitCall {
  readonly repository: Repository;
  readonly token: Token | undefined;
  readonly service: string;
  readonly rest: string;
}

/** What a request to the git server asks for, once it may: reading needs `contents: read`, pushing `contents: write`. */
export function authorizeGit(world: World, request: IncomingMessage, url: URL): GitCall {
  const [, owner = '', name = '', rest = ''] = GIT_PATH.exec(url.pathname) ?? [];
  const service = rest === 'info/refs' ? (url.searchParams.get('service') ?? 'git-upload-pack') : rest;
  const challenge = { 'www-authenticate': 'Basic realm="GitHub"' };
  let token: Token | undefined;
  try {
    token = authenticate(world, request.headers.authorization);
  } catch {
    throw new GithubFault(401, 'Invalid username or token.', undefined, challenge);
  }
  const repository = findRepository(world, owner, name);
  const level = service === 'git-receive-pack' ? 'write' : 'read';
  if (repository !== undefined && allows(repository, token, ['contents'], level))
    return { repository, token, service, rest };
  // Without credentials GitHub asks for some before it says whether anything is there.
  if (token === undefined) throw new GithubFault(401, 'Authentication required', undefined, challenge);
  if (repository !== undefined && allows(repository, token, ['contents'], 'read')) {
    throw new GithubFault(403, `Permission to ${owner}/${name}.git denied to ${token.user.login}.`);
  }
  throw new GithubFault(404, 'Repository not found.');
}

/** Hands a request to `git http-backend` by CGI and streams its answer. */
export async function serveGit(
  world: World,
  call: GitCall,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { repository, service, rest, token } = call;
  const writes = rest === 'git-receive-pack';
  const user = token?.user.login ?? '';
  if (!writes) {
    await runBackend(repository, `/${rest}`, { request, input: request }, response, url, user);
    response.end();
    return;
  }
  const body = await readBody(request);
  const encoding = request.headers['content-encoding'] ?? '';
  const work = async () => {
    const declined = await declinedPush(world, repository, token, { body, encoding });
    if (declined === undefined) {
      return runBackend(repository, `/${rest}`, { request, input: Readable.from([body]) }, response, url, user);
    }
    response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-result', 'cache-control': 'no-cache' });
    response.write(declined);
  };
  await repository.git.exclusive(() => landing(world, repository, token?.user, () => repository.git.watched(work)));
  if (service === 'git-receive-pack') repository.pushedAt = world.clock.now();
  // The answer ends when the push has been told of, so that whoever pushed finds what it started.
  response.end();
}

async function runBackend(
  repository: Repository,
  path: string,
  { request, input }: { readonly request: IncomingMessage; readonly input: Readable },
  response: ServerResponse,
  url: URL,
  user: string,
): Promise<void> {
  const header = (name: string) => String(request.headers[name] ?? '');
  const length = request.headers['content-length'];
  const env = gitEnvironment({
    GIT_PROJECT_ROOT: repository.git.directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: path,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_USER: user,
    REMOTE_ADDR: '127.0.0.1',
    ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
  });
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  input.pipe(child.stdin);
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (head === undefined) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  if (head !== undefined) response.writeHead(500);
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    if (name === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
