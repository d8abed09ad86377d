import type { Clock } from '../../ports/clock.ts';
import type { FaultRule, Faults } from '../faults.ts';
import { GithubFault } from './github-fault.ts';

/** What a call comes to: sent, or held back although it took effect. */
export interface GatedAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Thrown when a fault rule cut the connection: nothing is answered. */
export class ConnectionCut extends Error {}

/** The rules that may turn a call, told by its operation's name. */
export interface FaultGate {
  /**
   * Runs the call's effect under the rule that fires, if any.
   *
   * @throws ConnectionCut where nothing may be answered
   */
  pass(operation: string, effect: () => Promise<GatedAnswer>): Promise<GatedAnswer>;
}

export function createFaultGate(clock: Clock, faults: Faults | undefined): FaultGate {
  return {
    pass: async (operation, effect) => {
      const rule = faults?.next('github', operation);
      if (rule === undefined) return effect();
      const instead = await before(rule, clock);
      if (instead !== undefined) return instead;
      if (rule.kind === 'hook-after') return followed(effect, rule.run);
      const answer = await effect();
      if (rule.kind === 'lost-answer') cut();
      return answer;
    },
  };
}

/** A refusal is an answer too. */
async function followed(effect: () => Promise<GatedAnswer>, run: () => Promise<void> | void): Promise<GatedAnswer> {
  try {
    return await effect();
  } finally {
    await run();
  }
}

/** What a rule answers instead of the call's effect; undefined lets the call go on. */
async function before(rule: FaultRule, clock: Clock): Promise<GatedAnswer | undefined> {
  switch (rule.kind) {
    case 'error':
      return errorAnswer(rule.code, rule.status, rule.message ?? rule.code);
    case 'throttle':
      throw new GithubFault(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        undefined,
        { 'retry-after': '1', 'x-ratelimit-remaining': '0' },
      );
    case 'server-error':
      throw new GithubFault(502, 'Server Error');
    case 'reset':
      return cut();
    case 'stall':
      await clock.sleep(rule.ms);
      return undefined;
    case 'hook':
      await rule.run();
      return rule.cut === true ? cut() : undefined;
    case 'hook-after':
    case 'lost-answer':
      return undefined;
    default:
      return rule satisfies never;
  }
}

/** With status 200 the error is GraphQL's: `code` is its `type`, as in `STALE_DATA`. */
function errorAnswer(code: string, status: number, message: string): GatedAnswer {
  if (status === 200) return { status, body: { data: null, errors: [{ type: code, message }] } };
  throw new GithubFault(status, message);
}

function cut(): never {
  throw new ConnectionCut('cut by a fault rule');
}
