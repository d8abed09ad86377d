import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { BreakglassError } from '../domain/error.ts';

export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves when git ended well; rejects with what it wrote to stderr. */
  readonly done: Promise<void>;
  stop(): void;
}

/** Nothing that stands beside the objects may change what they say, and nothing is fetched. */
const ARGS = ['--no-replace-objects', '-c', 'core.commitGraph=false', '-c', 'protocol.allow=never'];

/** Runs the git CLI in `repo`, without a shell. `input`, where given, is all of its standard input. */
export function git(repo: string, args: readonly string[], input?: string): GitProcess {
  const child = spawn('git', [...ARGS, ...args], { cwd: repo, env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  // Git may end before it has read everything: its exit code says more than the broken pipe.
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(failed(args, error.message)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(args, stderr.trim() || `exit code ${code}`))));
  });
  done.catch(() => undefined);
  return { stdin: child.stdin, stdout: child.stdout, done, stop: () => child.kill() };
}

/** Everything that a git command writes to its standard output. */
export async function gitOutput(repo: string, args: readonly string[]): Promise<string> {
  const process = git(repo, args, '');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk as Buffer);
  await process.done;
  return Buffer.concat(chunks).toString('utf8');
}

/** The caller's environment without GIT_*, which could point git at another repository or at other objects. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

function failed(args: readonly string[], why: string): BreakglassError {
  return new BreakglassError('audit-invalid', `git ${args[0]} failed: ${why}`, {
    hint: 'name a git clone that you own, with git 2.38 or newer on the PATH',
  });
}
