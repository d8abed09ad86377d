import { spawn } from 'node:child_process';
import { BreakglassError } from '../domain/error.ts';
import type { Variables } from './environment.ts';

export interface UserGitResult {
  readonly code: number;
  readonly stdout: string;
  /** Without what stands before an `@` in addresses. */
  readonly stderr: string;
}

/** Runs the user's git as the user would: with their identity, credentials and hooks, without a shell and without a prompt. */
export async function userGit(root: string, args: readonly string[], variables: Variables): Promise<UserGitResult> {
  const env = { ...variables, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  const child = spawn('git', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? -1));
  });
  return { code, stdout, stderr: stderr.replaceAll(/\/\/[^@/\s]*@/g, '//') };
}

/** The same, where nothing else than success will do. */
export async function requireUserGit(root: string, args: readonly string[], variables: Variables): Promise<string> {
  const { code, stdout, stderr } = await userGit(root, args, variables);
  if (code === 0) return stdout;
  const told = stderr.trim().replaceAll(/\s*\n\s*/g, ' / ');
  throw new BreakglassError('github-rejected', `git ${args[0] ?? ''} failed: ${told || `exit code ${code}`}`, {
    hint: `mend that, or run the command yourself: git ${args.join(' ')}`,
  });
}
