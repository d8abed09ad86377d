import { createInterface, type Interface } from 'node:readline';
import { BreakglassError } from '../../domain/error.ts';
import { suggest } from '../../playbook/nearest.ts';
import { plain } from '../../view/escape.ts';

/** Asks somebody at a terminal. */
export interface Prompter {
  /** One line without its newline. Throws `interrupted` when the terminal is closed. */
  ask(question: string): Promise<string>;
  say(line: string): void;
  close(): void;
}

/** A terminal on standard input and error; undefined where one of them is none. */
export function terminalPrompter(): Prompter | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  let open: Interface | undefined;
  const terminal = (): Interface => {
    open ??= createInterface({ input: process.stdin, output: process.stderr });
    return open;
  };
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const closed = (): void =>
          reject(new BreakglassError('interrupted', 'no answer was given', { hint: 'nothing was sent' }));
        const asked = terminal();
        asked.once('close', closed);
        asked.question(question, (answer) => {
          asked.off('close', closed);
          resolve(answer);
        });
      }),
    say: (line) => void process.stderr.write(`${line}\n`),
    close: () => open?.close(),
  };
}

/** A line with something on it; an empty answer takes the default where there is one. */
export async function askText(prompter: Prompter, question: string, fallback?: string): Promise<string> {
  for (;;) {
    const answer = (
      await prompter.ask(`${plain(question)}${fallback === undefined ? '' : ` [${plain(fallback)}]`}: `)
    ).trim();
    if (answer !== '') return answer;
    if (fallback !== undefined) return fallback;
  }
}

/** Only an explicit yes is one. */
export async function askYesNo(prompter: Prompter, question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await prompter.ask(`${plain(question)} [y/N] `)).trim());
}

export interface Choice {
  readonly name: string;
  /** What it is, in a few words. */
  readonly note: string;
}

/** One of the choices, by number or name, or another text that `other` takes. */
export async function askChoice(
  prompter: Prompter,
  question: string,
  choices: readonly Choice[],
  { fallback, other }: { readonly fallback?: string; readonly other?: (text: string) => boolean } = {},
): Promise<string> {
  for (const [index, { name, note }] of choices.entries()) {
    prompter.say(plain(`  ${index + 1}. ${name}${note === '' ? '' : `: ${note}`}`));
  }
  for (;;) {
    const answer = await askText(prompter, question, fallback);
    const numbered = /^\d{1,3}$/.test(answer) ? choices[Number(answer) - 1]?.name : undefined;
    const named = choices.find(({ name }) => name === answer)?.name;
    const found = named ?? numbered ?? (other?.(answer) === true ? answer : undefined);
    if (found !== undefined) return found;
    prompter.say(
      plain(
        suggest(
          answer,
          choices.map(({ name }) => name),
          'there is nothing to choose from',
        ),
      ),
    );
  }
}

/** The same prompter, and how often it asked. */
export function counted(prompter: Prompter | undefined): {
  readonly prompter: Prompter | undefined;
  readonly questions: () => number;
} {
  let questions = 0;
  if (prompter === undefined) return { prompter, questions: () => 0 };
  const ask: Prompter['ask'] = (question) => {
    questions += 1;
    return prompter.ask(question);
  };
  return { prompter: { ...prompter, ask }, questions: () => questions };
}
