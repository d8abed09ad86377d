import type { Command } from 'commander';

/** What a verb is given: where its lines go, and whom it tells its exit code. */
export interface Terminal {
  /** One line, without its newline. */
  readonly write: (line: string) => void;
  /** The same beside the output, for what is no part of it: standard error. */
  readonly tell: (line: string) => void;
  readonly finish: (work: Promise<number>) => Promise<void>;
}

/** Adds one verb to the command line. What the verb needs is imported when it is asked for. */
export type AddCommand = (program: Command, terminal: Terminal) => void;

/** Collects an option that may be given more than once. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
