import { asBreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import type { LinkReceipt } from '../ports/journal.ts';
import type { RunnerEnvironment } from '../runtime/environment.ts';
import type { SummaryModel } from '../view/session.ts';
import { renderSummary } from '../view/summary.ts';
import type { Closing } from './close.ts';
import type { Wiring } from './wiring.ts';

/** How a session ended for whoever reads the run's page: perhaps not as its record says, if that was not written. */
export interface Ended {
  readonly closing: Closing;
  readonly events: readonly TimedEvent[];
  readonly receipt: LinkReceipt | undefined;
  /** The install whose lock stays until a person has seen to it. */
  readonly lockKept: string | undefined;
}

/** Writes the final summary. Telling people never changes how a run ends. */
export async function summarise(
  { host, runner }: Pick<Wiring, 'host' | 'runner'>,
  { closing, events, receipt, lockKept }: Ended,
): Promise<void> {
  try {
    await host.summarise(renderSummary({ ...closing, events, lockKept, receipt: linked(runner, receipt) }));
  } catch (failure) {
    host.warn(`no summary: ${asBreakglassError(failure).message}`);
  }
}

/** Where the record is that was written beside a link; undefined where the session is not closed by it. */
export function recordPath({ path }: LinkReceipt): string | undefined {
  return /-(closed|refused)\.json$/.test(path) ? path.replace(/[^/]*$/, 'record.json') : undefined;
}

function linked(
  { serverUrl, owner, name }: RunnerEnvironment,
  receipt: LinkReceipt | undefined,
): SummaryModel['receipt'] {
  if (receipt === undefined) return undefined;
  const { commit, path } = receipt;
  const repository = `${serverUrl}/${owner}/${name}`;
  return {
    commit,
    commitUrl: `${repository}/commit/${commit}`,
    recordUrl: `${repository}/blob/${commit}/${recordPath(receipt) ?? path}`,
  };
}
