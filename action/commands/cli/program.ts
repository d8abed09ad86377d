import { Command, CommanderError } from 'commander';
import { asBreakglassError, formatPosition } from '../../domain/error.ts';
import { silenceSdkNotices } from '../../runtime/environment.ts';
import { plain } from '../../view/escape.ts';
import { addApprove } from './approve.ts';
import { addAudit } from './audit.ts';
import { addDoctor } from './doctor.ts';
import { addDrill } from './drill.ts';
import { addEnd } from './end.ts';
import { addExtend } from './extend.ts';
import { addHabit } from './habit.ts';
import { addInit } from './init.ts';
import { addRequest } from './request.ts';
import { addSandbox } from './sandbox.ts';
import { addSetup } from './setup.ts';
import { addStack } from './stack.ts';
import { addStatus } from './status.ts';
import { addTest } from './test.ts';
import { addUndo } from './undo.ts';
import { addUpgrade } from './upgrade.ts';
import { addValidate } from './validate.ts';
import type { AddCommand } from './verb.ts';

/** Every verb of the command line, in the order of `breakglass --help`. */
const VERBS: readonly AddCommand[] = [
  addValidate,
  addInit,
  addSetup,
  addStack,
  addUpgrade,
  addDoctor,
  addAudit,
  addDrill,
  addHabit,
  addTest,
  addRequest,
  addExtend,
  addEnd,
  addUndo,
  addStatus,
  addApprove,
  addSandbox,
];

/** The command line. Each command is loaded when it is asked for. Resolves to the exit code. */
export async function runCli(argv: readonly string[]): Promise<number> {
  silenceSdkNotices();
  let exitCode = 0;
  const program = new Command('breakglass')
    .description(
      'Emergency access done right: approved playbooks, least privilege, rollback, proof, an audit record in git',
    )
    .exitOverride()
    .showSuggestionAfterError();
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const tell = (line: string): void => void process.stderr.write(`${plain(line)}\n`);
  const finish = (work: Promise<number>): Promise<void> => work.then((code) => void (exitCode = code));
  for (const add of VERBS) add(program, { finish, write, tell });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    return failed(error);
  }
}

/** The command line's one catch. */
function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const { code, message, hint, at } = asBreakglassError(error);
  const place = at === undefined ? '' : `${formatPosition(at)}: `;
  process.stderr.write(`${plain(`${place}${code}: ${message}`)}\n`);
  if (hint !== undefined) process.stderr.write(`${hint.split('\n').map(plain).join('\n')}\n`);
  return 1;
}
