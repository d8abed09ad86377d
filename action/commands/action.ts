import { asBreakglassError } from '../domain/error.ts';
import { type ActionsHost, createActionsHost } from '../runtime/actions-host.ts';
import { processVariables } from '../runtime/environment.ts';
import { registry } from '../services/registry.ts';
import { notWritten } from './close.ts';
import { planCommand } from './plan.ts';
import { recordRefusalCommand } from './record-refusal.ts';
import { type RunEnd, runCommand } from './run.ts';
import { type Wiring, wire } from './wiring.ts';

/** The action's one catch: whatever happens, the outputs and the exit code say it. */
export async function runAction(): Promise<void> {
  const host = createActionsHost();
  let wiring: Wiring | undefined;
  try {
    wiring = wire(processVariables(), host, registry);
    host.output('session', wiring.session);
    await dispatch(wiring, host);
  } catch (error) {
    const failure = asBreakglassError(error);
    // A run tells its own end: what escapes it leaves nobody sure that nothing was changed.
    host.output('outcome', wiring?.inputs.command === 'run' ? 'failed' : 'refused');
    if (wiring === undefined) host.warn(notWritten(failure));
    host.fail(failure);
  }
}

async function dispatch(wiring: Wiring, host: ActionsHost): Promise<void> {
  switch (wiring.inputs.command) {
    case 'plan': {
      const { digest, seen } = await planCommand(wiring);
      host.output('digest', digest);
      host.output('seen', seen);
      return;
    }
    case 'run': {
      tell(host, await runCommand(wiring));
      return;
    }
    case 'record-refusal': {
      const { error: _told, ...end } = await recordRefusalCommand(wiring);
      tell(host, { ...end, error: undefined });
      return;
    }
  }
}

function tell(host: ActionsHost, { outcome, error, digest, receipt }: RunEnd): void {
  host.output('outcome', outcome);
  if (digest !== undefined) host.output('digest', digest);
  if (receipt !== undefined) {
    host.output('commit', receipt.commit);
    host.output('record', receipt.path.replace(/[^/]*$/, 'record.json'));
  }
  if (error !== undefined) host.fail(error);
}
