import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type StackOptions, stackCommand } from '../../action/commands/stack.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { ROOT } from '../repository/files.ts';
import { INSTALL } from './setup-world.ts';

export const ROLE = 'playbooks/roles/load-balancer.yml';
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
export const BY_NAME = 'repo:acme/break-glass';
export const BY_ID = 'repo:acme@314159/break-glass@1123581321';

/** Told all that is trusted, so that nobody is asked. */
export const OFFLINE: StackOptions = {
  install: 'acme-prod',
  write: 'template',
  force: false,
  workflows: COMMIT,
  repository: 'acme/break-glass',
  repositoryId: '1123581321',
  ref: 'refs/heads/main',
  subject: [BY_ID],
  audience: 'sts.amazonaws.com',
};

export interface StackFolder {
  readonly root: () => string;
  readonly at: (path: string) => string;
  /** Changes the text of a file. */
  readonly edit: (path: string, from: string | RegExp, to: string) => void;
  /** The install names a further role, as the stack will call it. */
  readonly name: (role: string) => void;
  /** What it says, line by line. */
  readonly stack: (change?: Partial<StackOptions>) => Promise<string>;
  readonly refusal: (change: Partial<StackOptions>) => Promise<BreakglassError>;
}

/** A copy of the starter playbooks for each test, whose install names one role beside those that Breakglass needs. */
export function stackFolder(): StackFolder {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'breakglass-stack-'));
    cpSync(join(ROOT, 'playbooks'), at('playbooks'), { recursive: true });
    edit(INSTALL, /^ {2}load-balancer-.*\n/gm, '');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const at = (path: string): string => join(root, path);
  const edit = (path: string, from: string | RegExp, to: string): void =>
    writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to));
  const stack = async (change: Partial<StackOptions> = {}): Promise<string> => {
    const lines: string[] = [];
    await stackCommand(root, { ...OFFLINE, ...change }, (line) => lines.push(line));
    return lines.join('\n');
  };
  return {
    root: () => root,
    at,
    edit,
    name: (role) => {
      const arn = `arn:aws:iam::123456789012:role/breakglass/acme-prod-${role}`;
      edit(INSTALL, /^requesters:/m, `  ${role}: ${arn}\nrequesters:`);
    },
    stack,
    refusal: (change) =>
      stack(change).then(
        () => new BreakglassError('internal', 'it was not refused'),
        (error: unknown) => (error instanceof BreakglassError ? error : new BreakglassError('internal', String(error))),
      ),
  };
}
