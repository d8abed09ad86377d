import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HoleKind } from '../../action/drill/chaos/case.ts';
import type { KillCase } from '../../action/drill/chaos/process/kills.ts';
import { ROOT } from '../repository/files.ts';

/** A defect that somebody could bring in by one edit, and what has to find it. */
export interface Mutant {
  readonly name: string;
  /** What is wrong then, in one sentence. */
  readonly defect: string;
  /** Path from the root. */
  readonly file: string;
  /** Stands in the file exactly once: an edit that moves it has to move the mutant with it. */
  readonly find: string;
  readonly replace: string;
  readonly foundBy: Finder;
}

export type Finder =
  /** Cases of the in-process tier, as `--case` names them, and a hole that names the defect. */
  | { readonly by: 'chaos'; readonly playbook: string; readonly cases: readonly string[]; readonly hole: HoleKind }
  /** A case of the process tier, on a bundle with the defect. */
  | { readonly by: 'kill'; readonly kill: KillCase; readonly hole: HoleKind }
  /** Tests, by their file and the beginning of their names. */
  | { readonly by: 'test'; readonly file: string; readonly test: string };

/** The file's text with the defect in it. Throws where the text to replace is not there exactly once. */
export function mutate({ name, file, find, replace }: Mutant, text: string): string {
  const count = text.split(find).length - 1;
  if (count === 1 && find !== replace) return text.replace(find, () => replace);
  throw new Error(`the mutant "${name}" has to find its text once in ${file}, and finds it ${count} times: ${find}`);
}

export function mutatedText(mutant: Mutant): string {
  return mutate(mutant, readFileSync(join(ROOT, mutant.file), 'utf8'));
}
