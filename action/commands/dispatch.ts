import { BreakglassError } from '../domain/error.ts';
import type { ActionsHost } from '../runtime/actions-host.ts';
import { registry } from '../services/registry.ts';
import { planCommand } from './plan.ts';
import { recordRefusalCommand } from './record-refusal.ts';
import { type RunEnd, runCommand } from './run.ts';
import type { Adapters, Wiring } from './wiring.ts';

/** Runs the command that the inputs name, and tells the runner how it ended. */
export async function dispatch(adapters: Adapters, host: ActionsHost): Promise<void> {
  const wiring: Wiring = { ...adapters, registry };
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
    case 'comment':
    case 'recover':
    case 'incident':
      throw new BreakglassError('invalid-input', `this version has no command "${wiring.inputs.command}"`);
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
