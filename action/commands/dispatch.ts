import { type ActionsHost, OUTPUTS } from '../runtime/actions-host.ts';
import { registry } from '../services/registry.ts';
import { type RunEnd, runCommand } from './run.ts';
import { recordPath } from './summarise.ts';
import type { Adapters, Wiring } from './wiring.ts';

/**
 * Runs the command that the inputs name, and tells the runner how it ended. Only what the run job needs is loaded with this
 * file: nobody waits for the start of the others.
 */
export async function dispatch(adapters: Adapters, host: ActionsHost): Promise<void> {
  const wiring: Wiring = { ...adapters, registry };
  switch (wiring.inputs.command) {
    case 'plan': {
      const { outputs, error } = await (await import('./plan.ts')).planCommand(wiring);
      for (const name of OUTPUTS) if (outputs[name] !== undefined) host.output(name, outputs[name]);
      if (error === undefined) return;
      host.output('outcome', 'refused');
      host.fail(error);
      return;
    }
    case 'run': {
      tell(host, await runCommand(wiring));
      return;
    }
    case 'record-refusal': {
      const { error: _told, ...end } = await (await import('./record-refusal.ts')).recordRefusalCommand(wiring);
      tell(host, { ...end, error: undefined });
      return;
    }
    case 'comment':
      await (await import('./comment.ts')).commentCommand(wiring);
      return;
    case 'recover':
      await (await import('./recover.ts')).recoverCommand(wiring);
      return;
    case 'incident':
      await (await import('./incident.ts')).incidentCommand(wiring);
      return;
  }
}

function tell(host: ActionsHost, { outcome, error, digest, receipt }: RunEnd): void {
  host.output('outcome', outcome);
  if (digest !== undefined) host.output('digest', digest);
  if (receipt !== undefined) {
    host.output('commit', receipt.commit);
    const record = recordPath(receipt);
    if (record !== undefined) host.output('record', record);
  }
  if (error !== undefined) host.fail(error);
}
