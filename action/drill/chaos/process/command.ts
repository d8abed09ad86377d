import { BreakglassError } from '../../../domain/error.ts';
import type { Verdict } from '../case.ts';
import { parseKillId } from './kills.ts';
import { killMatrix } from './matrix.ts';
import { type ProcessTierOptions, type ProcessTierResult, processTier } from './tier.ts';
import type { KillVerdict } from './verdict.ts';

export interface KillOptions extends Pick<ProcessTierOptions, 'root' | 'playbooks' | 'bundle' | 'kills'> {
  /** One story, whose processes' log is shown. */
  readonly kill?: string;
  /** What the in-process tier has played already. */
  readonly others?: readonly Verdict[];
}

/** Plays the process tier and tells of it, line by line. Gives what it came to. */
export async function killsCommand(options: KillOptions, write: (line: string) => void): Promise<ProcessTierResult> {
  const { kill, playbooks, kills } = options;
  if (kill !== undefined) return playOne(options, kill, write);
  write(`chaos: ${kills} sessions and recoveries of ${playbooks.join(', ')}, killed in processes of their own`);
  const start = Date.now();
  const onVerdict = (verdict: KillVerdict, done: number, of: number): void => {
    if (verdict.holes.length > 0) write(`  ${verdict.case.playbook} ${verdict.id}: ${verdict.holes.length} holes`);
    if (done % 20 === 0 && done < of) write(`  ${done} of ${of}`);
  };
  const result = await processTier({ ...options, onVerdict });
  for (const line of killMatrix(result)) write(line);
  write(`${Math.round((Date.now() - start) / 1_000)} s`);
  return result;
}

async function playOne(options: KillOptions, id: string, write: (line: string) => void): Promise<ProcessTierResult> {
  const blows = parseKillId(id);
  const [playbook, ...others] = options.playbooks;
  if (blows === undefined || playbook === undefined || others.length > 0) {
    throw new BreakglassError('invalid-input', `there is no story "${id}" of ${options.playbooks.join(', ')}`, {
      hint: "name one playbook, and a story as a hole is reported: --kill 'session iam:PutRolePolicy#1:kill-after'",
    });
  }
  const onVerdict = ({ log }: KillVerdict): void => log.forEach((line) => write(line));
  const result = await processTier({ ...options, cases: [{ playbook, blows }], onVerdict });
  for (const line of killMatrix(result)) write(line);
  return result;
}
