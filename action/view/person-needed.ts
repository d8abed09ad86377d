import type { TimedEvent } from '../domain/event.ts';
import { type Block, heading, type Line, list } from './blocks.ts';
import type { SummaryModel } from './session.ts';

/** What somebody has to do now. */
export function todo(model: SummaryModel): readonly Block[] {
  const items = [...leftOver(model.events), ...hint(model), ...lock(model), ...unwritten(model), ...afterwards(model)];
  return items.length === 0 ? [] : [heading(2, 'What to do now'), list(items)];
}

/** What is neither as before nor as planned. */
function leftOver(events: readonly TimedEvent[]): readonly Line[] {
  return events.flatMap((event): Line[] => {
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
    if (event.type !== 'restore-failed') return [];
    return [[{ strong: `Put back by hand what ${event.step} changed` }, `: ${event.code}: ${event.message}`]];
  });
}

/** An error says in its first line what to do; further ones may be YAML. */
function hint({ error }: SummaryModel): readonly Line[] {
  const [first, ...rest] = error?.hint?.split('\n') ?? [];
  return first === undefined ? [] : [[first], ...rest.map((line): Line => [{ code: line }])];
}

function lock({ lockKept }: SummaryModel): readonly Line[] {
  if (lockKept === undefined) return [];
  return [
    [
      'No other session can begin until the lock is given back. When a person has seen to it: ',
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
