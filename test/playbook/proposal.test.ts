import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gitBlobId } from '../../action/audit/git-blob.ts';
import type { SourceFile } from '../../action/domain/documents.ts';
import type { ErrorCode } from '../../action/domain/error.ts';
import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { replaceString } from '../../action/playbook/edit-scalar.ts';
import { proposeChange } from '../../action/playbook/proposal.ts';

const SHIPPED = readFileSync(new URL('../../playbooks/evacuate-target.yml', import.meta.url), 'utf8');
/** Where the playbook itself says how long draining may take. */
const STARTER = SHIPPED.replace(/drain-within: .*/, 'drain-within: 6m # as long as the group drains');
const HOUR = 3_600_000;
const MINUTE = 60_000;

function file(text: string): SourceFile {
  return { path: 'playbooks/evacuate-target.yml', text, blob: gitBlobId(text) };
}

/** What the rules read of a plan. */
function plan(workMs = HOUR, timeoutMs = 6 * MINUTE): Plan {
  const known: Pick<Plan, 'durations' | 'monitor'> & { steps: readonly { id: string; timeoutMs: number }[] } = {
    durations: { workMs, undoMs: MINUTE },
    monitor: { forMs: 2 * MINUTE, checks: [] },
    steps: [
      { id: 'shift', timeoutMs: MINUTE },
      { id: 'drain', timeoutMs },
    ],
  };
  return known as Plan;
}

/** Events a second apart, or at the minute that they name. */
function events(...all: readonly (SessionEvent & { readonly minute?: number })[]): readonly TimedEvent[] {
  return all.map(({ minute, ...event }, index) => ({
    ...event,
    at: new Date((minute ?? 0) * MINUTE + index * 1_000).toISOString(),
  }));
}

const PLANNED: SessionEvent = { type: 'planned', digest: 'x' };
const WATCHED = { type: 'monitoring', forMs: 2 * MINUTE, minute: 59 } as const;
const failed = (code: ErrorCode): SessionEvent => ({ type: 'step-failed', step: 'drain', code, message: 'm' });
const progress = (text: string): SessionEvent => ({ type: 'step-progress', step: 'drain', progress: text });
const seen = (observed: string, ok = false): SessionEvent => ({
  type: 'check',
  phase: 'monitor',
  uses: 'elbv2/expect-healthy',
  ok,
  observed,
});
const wanting = (atLeast: string): string => STARTER.replace(/(monitor:[\s\S]*at-least: )50%/, `$1${atLeast}`);

interface Case {
  readonly name: string;
  readonly code: ErrorCode | null;
  readonly events: readonly TimedEvent[];
  readonly text?: string;
  readonly plan?: Plan;
  /** What stands in the file before and after; undefined where nothing follows. */
  readonly change?: readonly [from: string, to: string];
}

const CASES: readonly Case[] = [
  {
    name: 'a longer session, where it had all the time that there is and was being watched',
    code: 'out-of-time',
    events: events(PLANNED, WATCHED),
    change: ['max-duration: 1h', 'max-duration: 95m'],
  },
  {
    name: 'nothing where a longer request would have done',
    code: 'out-of-time',
    events: events(PLANNED, WATCHED),
    plan: plan(HOUR / 2),
  },
  { name: 'nothing where no step was verified in time', code: 'out-of-time', events: events(PLANNED) },
  {
    name: 'nothing where health had degraded',
    code: 'out-of-time',
    events: events(PLANNED, WATCHED, { type: 'degraded', observed: 'x' }),
  },
  {
    name: 'more time for a step that was coming on',
    code: 'verification-timeout',
    events: events(PLANNED, progress('3 draining'), progress('1 draining'), failed('verification-timeout')),
    change: ['drain-within: 6m #', 'drain-within: 12m #'],
  },
  {
    name: 'nothing where the time comes from an input',
    code: 'verification-timeout',
    text: SHIPPED,
    events: events(PLANNED, progress('3 draining'), progress('1 draining'), failed('verification-timeout')),
  },
  {
    name: 'nothing for a step that stood still',
    code: 'step-timeout',
    events: events(PLANNED, progress('3 draining'), progress('3 draining'), failed('step-timeout')),
  },
  {
    name: 'nothing where the playbook does not say how long a step may take',
    code: 'verification-timeout',
    events: events(PLANNED, progress('3 draining'), progress('1 draining'), failed('verification-timeout')),
    plan: plan(HOUR, 5 * MINUTE),
  },
  {
    name: 'a check that can hold',
    code: 'degraded',
    text: wanting('"3"'),
    events: events(PLANNED, seen('2 of 2 targets healthy, at least 3 wanted')),
    change: ['at-least: "3"', 'at-least: "2"'],
  },
  {
    name: 'nothing where a target really was unhealthy',
    code: 'degraded',
    text: wanting('"3"'),
    events: events(PLANNED, seen('1 of 2 targets healthy, at least 3 wanted')),
  },
  {
    name: 'nothing where the check can hold',
    code: 'degraded',
    text: wanting('"2"'),
    events: events(PLANNED, seen('1 of 2 targets healthy, at least 2 wanted')),
  },
  {
    name: 'nothing where the number comes from an input',
    code: 'degraded',
    text: wanting('"${{ inputs.port }}"'),
    events: events(PLANNED, seen('2 of 2 targets healthy, at least 3 wanted')),
  },
  { name: 'nothing for what AWS refused', code: 'access-denied', events: events(PLANNED, WATCHED) },
  { name: 'nothing for success', code: null, events: events(PLANNED, WATCHED) },
];

describe('what follows for the playbook from a session', () => {
  it.each(CASES)('$name', ({ code, events: all, text = STARTER, plan: planned = plan(), change }) => {
    const proposal = proposeChange(file(text), { code, plan: planned, events: all });
    if (change === undefined) return expect(proposal).toBeUndefined();
    expect(text).toContain(change[0]);
    expect(proposal?.text).toBe(text.replace(change[0], change[1]));
    return expect(proposal?.why).toBeTruthy();
  });
});

describe('an edit of a YAML file', () => {
  it('keeps every byte but those of the value, whatever stands around it', () => {
    const value = fc.constantFrom('6m', '"6m"', "'6m'");
    const around = fc.stringMatching(/^[a-z ]{0,20}$/);
    fc.assert(
      fc.property(value, around, around, fc.constantFrom('\n', '\r\n'), (written, before, after, end) => {
        const head = `# ${before}${end}a:${end}  - b: `;
        const tail = ` # ${after}${end}c: { d: 1 }${end}`;
        const text = `${head}${written}${tail}`;
        const edited = replaceString({ path: 'x.yml', text }, ['a', 0, 'b'], '12m');
        expect(edited).toBe(`${head}${written.replace('6m', '12m')}${tail}`);
      }),
    );
  });

  it.each([
    ['a number', 'a: 6\n'],
    ['a block', 'a: |\n  6m\n'],
    ['nothing', 'b: 6m\n'],
  ])('is not made to %s', (_what, text) => {
    expect(replaceString({ path: 'x.yml', text }, ['a'], '12m')).toBeUndefined();
  });

  it.each(['a: b', '"', '#x', '\n', ''])('never writes %j', (value) => {
    expect(replaceString({ path: 'x.yml', text: 'a: 6m\n' }, ['a'], value)).toBeUndefined();
  });

  it('quotes what would be read as a number', () => {
    expect(replaceString({ path: 'x.yml', text: 'a: 3m\n' }, ['a'], '2')).toBe('a: "2"\n');
  });
});
