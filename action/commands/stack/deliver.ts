import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BreakglassError } from '../../domain/error.ts';
import { findDeceptive } from '../../playbook/source-text.ts';

/**
 * Writes a file, or replaces one that we wrote: it begins with the same line.
 *
 * @throws BreakglassError `already-exists` for any other file, unless `force`
 */
export function deliver(path: string, text: string, force: boolean): void {
  if (!force && existsSync(path) && firstLine(readFileSync(path, 'utf8')) !== firstLine(text)) {
    throw new BreakglassError('already-exists', `${path} is there, and breakglass stack did not write it`, {
      hint: 'nothing was written: name another file, or overwrite this one with --force',
    });
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What a person deploys has to read as it is: no character in it may change how the rest is shown. */
export function requirePlain(text: string): string {
  const found = findDeceptive(text);
  if (found === undefined) return text;
  const line = text.slice(0, found.offset).split('\n').length;
  throw new BreakglassError('control-character', `the template would hold ${found.name} in line ${line}`, {
    hint: 'take the character out of the file in playbooks/roles/ that it comes from',
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trimEnd() ?? '';
}
