import type { FaultKind, FaultRule } from '../../sandbox/faults.ts';
import type { ChaosCase } from './case.ts';
import { CLIENT_PATIENCE, type Life } from './life.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How much longer than its client waits a stalled call takes, in milliseconds of the clock. */
const TOO_LONG_MS = 1_000;

/** Each service's way to refuse a call for good. */
const REFUSALS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  github: { code: 'UNPROCESSABLE', status: 422 },
  sts: { code: 'AccessDenied', status: 403 },
  iam: { code: 'AccessDenied', status: 403 },
  elasticloadbalancing: { code: 'ValidationError', status: 400 },
};

/** The case as a rule of the sandbox, which knows the call when it comes. `onReached` is told when it does. */
export function faultRule(
  { call, fault }: ChaosCase,
  life: Life,
  clock: VirtualClock,
  onReached: () => void,
): FaultRule {
  const reached = (run: () => unknown) => async (): Promise<void> => {
    onReached();
    await run();
  };
  return { ...call, ...kindOf() };

  function kindOf(): FaultKind {
    switch (fault) {
      case 'error':
        return { kind: 'error', ...(REFUSALS[call.service] ?? { code: 'ValidationError', status: 400 }) };
      case 'throttle':
      case 'server-error':
      case 'reset':
      case 'lost-answer':
        return { kind: fault };
      case 'stall': {
        const ms = CLIENT_PATIENCE[call.service === 'github' ? 'github' : 'aws'] + TOO_LONG_MS;
        return { kind: 'hook', run: reached(() => clock.lend(() => clock.sleep(ms))) };
      }
      case 'kill-before':
        return { kind: 'hook', cut: true, run: reached(life.kill) };
      case 'kill-after':
        return { kind: 'hook-after', run: reached(life.kill) };
      case 'interrupt':
        return { kind: 'hook', run: reached(life.cancel) };
    }
  }
}
