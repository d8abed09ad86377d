import type { Use } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { CheckKind, Observation, Registry } from '../domain/step-kind.ts';
import { attemptRead } from './attempt.ts';
import { type EngineContext, readContext } from './context.ts';

export function checkKind(registry: Registry, kind: string): CheckKind {
  const found = registry.checks.get(kind);
  if (found === undefined) throw new BreakglassError('unknown-check-kind', `there is no check kind "${kind}"`);
  return found;
}

/** Looks once, with retries of what may be retried, and tells what was seen. */
export async function observe(
  engine: EngineContext,
  check: Use,
  phase: 'before' | 'monitor',
  signal: AbortSignal,
): Promise<Observation> {
  const kind = checkKind(engine.registry, check.uses);
  const look = () => kind.observe(readContext(engine, kind.service, signal), check.with);
  const observation = await attemptRead(look, engine, signal);
  engine.ledger.note({ type: 'check', phase, uses: check.uses, ...observation });
  return observation;
}

/** All checks before anything changes, at the same time; the first that does not hold is thrown as `check-failed`. */
export async function requireChecks(engine: EngineContext, checks: readonly Use[], signal: AbortSignal): Promise<void> {
  const observations = await Promise.all(checks.map((check) => observe(engine, check, 'before', signal)));
  observations.forEach(({ ok, observed }, index) => {
    if (ok) return;
    throw new BreakglassError('check-failed', `check ${checks[index]?.uses} does not hold: ${observed}`, {
      hint: 'the playbook does not fit this situation: mend what the check names, or choose another playbook',
    });
  });
}
