import type { TimedEvent } from '../domain/event.ts';
import { UNSEALED_HINT, unsealedOf } from './access.ts';
import { type Block, heading, type Line, list } from './blocks.ts';
import type { SummaryModel } from './session.ts';

/** What somebody has to do now. */
export function todo(model: SummaryModel): readonly Block[] {
  const left = leftToRecover(model.events);
  const items = [
    ...leftOver(model.events),
    ...hint(model),
    ...access(model),
    ...(left === undefined ? [...lock(model), ...unwritten(model)] : recovery(model, left)),
    ...afterwards(model),
  ];
  return items.length === 0 ? [] : [heading(2, 'What to do now'), list(items)];
}

/** What is neither as before nor as planned. */
function leftOver(events: readonly TimedEvent[]): readonly Line[] {
  return events.flatMap((event, at): Line[] => {
    if (event.type === 'conflict') {
      return [
        [
          { strong: `Decide what ${event.step} left` },
          ': somebody else changed ',
          { code: event.resource.arn },
          ' meanwhile; before, ours and now are under Conflicts',
        ],
      ];
    }
    if (event.type !== 'restore-failed' || isTriedAgain(event.step, events.slice(at + 1))) return [];
    return [[{ strong: `Put back by hand what ${event.step} changed` }, `: ${event.code}: ${event.message}`]];
  });
}

/** Whether a restore that failed is somebody else's to do, or was tried again since. */
function isTriedAgain(step: string, later: readonly TimedEvent[]): boolean {
  if (leftToRecover(later)?.steps.includes(step) === true) return true;
  return later.some((event) => AGAIN.includes(event.type) && 'step' in event && event.step === step);
}

const AGAIN: readonly TimedEvent['type'][] = ['step-restored', 'step-unchanged', 'restore-failed'];

type Left = Extract<TimedEvent, { readonly type: 'left-to-recover' }>;

/** What the run has left to recovery, where the session is not closed since. */
export function leftToRecover(events: readonly TimedEvent[]): Left | undefined {
  const last = events.findLast(({ type }) => type === 'left-to-recover' || type === 'closed' || type === 'taken-over');
  return last?.type === 'left-to-recover' ? last : undefined;
}

/** Nobody may give this lock back by hand: what it keeps others from is not put back yet. */
function recovery({ lockKept }: SummaryModel, { steps, notBefore }: Left): readonly Line[] {
  const when: Line =
    notBefore === null
      ? ['when this run is over']
      : ['at ', { code: notBefore }, ', or later: GitHub starts schedules late'];
  const keeps = lockKept === undefined ? '' : ` Until then ${lockKept} stays locked.`;
  return [
    [
      { strong: `Recovery puts back ${steps.join(', ')} ` },
      ...when,
      `.${keeps} See that it did, in the runs of recover.yml; where there is none, start it`,
    ],
  ];
}

/** An error says in its first line what to do; further ones may be YAML. */
function hint({ error }: SummaryModel): readonly Line[] {
  const [first, ...rest] = error?.hint?.split('\n') ?? [];
  return first === undefined ? [] : [[first], ...rest.map((line): Line => [{ code: line }])];
}

/** What an error of another kind does not say. */
function access({ events, error }: SummaryModel): readonly Line[] {
  const unsealed = unsealedOf(events);
  if (unsealed === undefined || error?.code === 'unsealed') return [];
  const until: Line = [': its credentials may work until ', { code: unsealed.until }, `. ${UNSEALED_HINT}`];
  return [[{ strong: 'The end of access is not shown' }, ...until]];
}

function lock({ lockKept }: SummaryModel): readonly Line[] {
  if (lockKept === undefined) return [];
  return [
    [
      'No other session can begin until the lock is given back, and recovery leaves it to you. When a person has seen to it: ',
      { code: `git push origin :refs/heads/break-glass/open/${lockKept}` },
    ],
  ];
}

function unwritten({ receipt }: SummaryModel): readonly Line[] {
  if (receipt !== undefined) return [];
  return [[{ strong: 'Keep the log of this run' }, ': the audit branch was not written, and the record is in the log']];
}

function afterwards({ outcome, planned }: SummaryModel): readonly Line[] {
  if (outcome === 'rolled-back') return [['The incident goes on: what this session tried did not mend it']];
  if (outcome !== 'succeeded' || planned?.plan.revert !== 'on-failure') return [];
  return [['The change stays. Bring it into your infrastructure code, or the next deployment undoes it']];
}
