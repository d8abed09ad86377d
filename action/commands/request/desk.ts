import { processVariables } from '../../runtime/environment.ts';
import type { Desk } from './options.ts';
import { terminalPrompter } from './prompter.ts';

/** The desk of this process. With `quiet`, nobody is asked: a program reads what is written. */
export async function withDesk(
  write: (line: string) => void,
  quiet: boolean,
  work: (desk: Desk) => Promise<number>,
): Promise<number> {
  const prompter = quiet ? undefined : terminalPrompter();
  try {
    return await work({ write, prompter, variables: processVariables(), now: Date.now });
  } finally {
    prompter?.close();
  }
}
