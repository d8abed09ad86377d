import { asBreakglassError } from '../domain/error.ts';
import type { Outcome } from '../domain/session.ts';
import { createActionsHost } from '../runtime/actions-host.ts';
import { processVariables } from '../runtime/environment.ts';
import { notWritten } from './not-written.ts';
import { type Adapters, type Outside, readAhead, wire } from './wiring.ts';

/** The action's one catch: whatever happens, the outputs and the exit code say it. */
export async function runAction(
  variables = processVariables(),
  host = createActionsHost(),
  outside: Outside = {},
): Promise<void> {
  let wiring: Adapters | undefined;
  try {
    wiring = wire(variables, host, outside);
    host.output('session', wiring.session);
    readAhead(wiring);
    // The AWS SDK, YAML and the step kinds are three quarters of the start: they load while GitHub answers.
    const { dispatch } = await import('./dispatch.ts');
    await dispatch(wiring, host);
  } catch (error) {
    const failure = asBreakglassError(error);
    host.output('outcome', outcomeOf(wiring));
    if (wiring === undefined) host.warn(notWritten(failure));
    host.fail(failure);
  }
}

/** A run tells its own end: what escapes it leaves nobody sure that nothing was changed. */
function outcomeOf(wiring: Adapters | undefined): Outcome {
  return wiring?.inputs.command === 'run' ? 'failed' : 'refused';
}
