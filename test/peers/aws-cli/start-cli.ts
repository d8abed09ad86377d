import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type Json, type JsonObject } from '../../../action/domain/json.ts';
import { type Account, accountEnvironment } from '../account-environment.ts';

/** The stock AWS CLI, started once for many commands. */
export interface Cli {
  /** What a command answers, as JSON; throws with what it wrote on standard error. */
  ask(...args: readonly string[]): Promise<JsonObject>;
  close(): Promise<void>;
}

const LINES = fileURLToPath(new URL('lines.py', import.meta.url));

/** `python` is that of the environment in which the AWS CLI is installed. Commands are answered one after another. */
export function startCli(python: string, account: Account): Cli {
  const child = spawn(python, [LINES], { stdio: ['pipe', 'pipe', 'inherit'], env: accountEnvironment(account) });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const send = async (args: readonly string[]): Promise<JsonObject> => {
    child.stdin.write(`${JSON.stringify(args)}\n`);
    const { done, value } = await answers.next();
    if (done === true) throw new Error(`the AWS CLI ended at ${args.join(' ')}`);
    return read(args, JSON.parse(value));
  };
  return {
    ask: (...args) => {
      const answer = last.then(() => send(args));
      last = answer.catch(() => undefined);
      return answer;
    },
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

function read(args: readonly string[], answer: Json): JsonObject {
  if (!isJsonObject(answer)) throw new Error(`the AWS CLI answered ${JSON.stringify(answer)}`);
  const [command, exitCode, stderr] = [args.join(' '), Number(answer['exitCode']), String(answer['stderr'])];
  if (exitCode !== 0 || stderr !== '') throw new Error(`aws ${command} ended with ${exitCode}: ${stderr}`);
  const text = String(answer['stdout']);
  const written: Json = text === '' ? {} : JSON.parse(text);
  if (!isJsonObject(written)) throw new Error(`aws ${command} wrote ${text}`);
  return written;
}
