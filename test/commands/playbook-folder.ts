import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { validateCommand } from '../../action/commands/validate.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';

/** What `breakglass validate` says of a folder. */
export interface Verdict {
  readonly exitCode: number;
  /** `file:line:column: code` of each problem. */
  readonly found: readonly string[];
  /** `file:line:column: what` of each note. */
  readonly notes: readonly string[];
  readonly lines: readonly string[];
}

export interface PlaybookFolder {
  readonly root: () => string;
  readonly put: (name: string, text: string) => void;
  readonly edit: (name: string, from: string | RegExp, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (name: string) => void;
  readonly validate: () => Verdict;
}

/** A copy of the starter playbooks for each test; names are below `playbooks/`. */
export function playbookFolder(): PlaybookFolder {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'breakglass-validate-'));
    cpSync(join(PACKAGE_ROOT, 'playbooks'), join(root, 'playbooks'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string): string => join(root, 'playbooks', name);
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  return {
    root: () => root,
    put,
    edit: (name, from, to) => {
      const before = readFileSync(path(name), 'utf8');
      put(name, before.replace(from, to));
      expect(readFileSync(path(name), 'utf8')).not.toBe(before);
    },
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (name) => rmSync(path(name)),
    validate: () => validate(root),
  };
}

function validate(root: string): Verdict {
  const lines: string[] = [];
  const exitCode = validateCommand(root, (line) => lines.push(line));
  const match = (pattern: RegExp): readonly string[] => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const found = match(/^(playbooks\/\S+:\d+:\d+: (?!note)[a-z-]+): /);
  expect(lines.at(-1)).toMatch(new RegExp(`, ${found.length} problems$`));
  return { exitCode, found, notes: match(/^(playbooks\/\S+:\d+:\d+: note: .*)$/), lines };
}
