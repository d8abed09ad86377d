import { describe, expect, it } from 'vitest';
import type { TimedEvent } from '../../action/domain/event.ts';
import { OUTCOMES } from '../../action/domain/session.ts';
import type { Block } from '../../action/view/blocks.ts';
import type { SummaryModel } from '../../action/view/session.ts';
import { renderSummary, summaryPage } from '../../action/view/summary.ts';
import { renderText } from '../../action/view/terminal.ts';
import { eventsOf, planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';

const RECEIPT = {
  commit: 'c'.repeat(40),
  commitUrl: `https://github.com/acme/break-glass/commit/${'c'.repeat(40)}`,
  recordUrl: `https://github.com/acme/break-glass/blob/${'c'.repeat(40)}/audit/record.json`,
};
const RUN = { runId: '1', runAttempt: 1 };
const MODEL: SummaryModel = {
  session: 'inc-4711-1',
  drill: false,
  outcome: 'succeeded',
  error: undefined,
  planned: { plan: planOf(HARMLESS), digest: 'd'.repeat(64) },
  events: eventsOf(HARMLESS).filter(({ type }) => type !== 'conflict' && type !== 'restore-failed'),
  receipt: RECEIPT,
  lockKept: undefined,
};

function pageOf(changes: Partial<SummaryModel>): readonly Block[] {
  return summaryPage({ ...MODEL, ...changes });
}

function read(changes: Partial<SummaryModel>): string {
  return renderText(pageOf(changes)).join('\n');
}

/** Events of one type only. */
function only(type: TimedEvent['type']): readonly TimedEvent[] {
  return eventsOf(HARMLESS).filter((event) => event.type === type);
}

describe('the final summary', () => {
  it.each(OUTCOMES)('begins with the outcome %s, in its colour', (outcome) => {
    const colours = { succeeded: 'TIP', 'rolled-back': 'WARNING', refused: 'NOTE', failed: 'CAUTION' };
    expect(pageOf({ outcome })[1]).toMatchObject({ type: 'alert', kind: colours[outcome] });
  });

  it('says why, and what to do', () => {
    const error = { code: 'not-approved', message: 'dana said no', hint: 'talk to dana' } as const;
    const page = read({ outcome: 'refused', error });
    expect(page).toContain('not-approved dana said no');
    expect(page).toContain('talk to dana');
  });

  it('names what is left over, and how the lock is given back', () => {
    const events = [...only('conflict'), ...only('restore-failed')];
    const page = read({ outcome: 'failed', events, lockKept: 'acme-prod' });
    expect(page).toContain('DECIDE WHAT STEP LEFT');
    expect(page).toContain('PUT BACK BY HAND WHAT STEP CHANGED');
    expect(page).toContain('git push origin :refs/heads/break-glass/open/acme-prod');
    expect(read({})).not.toContain('git push');
  });

  it('sends nobody to put back by hand what recovery puts back, or what was put back since', () => {
    const [failed] = only('restore-failed');
    if (failed?.type !== 'restore-failed') throw new Error('no restore-failed');
    const { at, step } = failed;
    const left = { at, type: 'left-to-recover', why: 'aws-rejected', steps: [step], notBefore: null } as const;
    const waiting = read({ outcome: 'failed', events: [failed, left], lockKept: 'acme-prod' });
    expect(waiting).not.toContain('BY HAND');
    expect(waiting).not.toContain('A PERSON IS NEEDED');
    expect(waiting).not.toContain('git push origin :refs/heads/break-glass/open/acme-prod');
    expect(waiting).toContain('RECOVERY PUTS BACK STEP');

    const other = { ...left, steps: ['another'] };
    expect(read({ outcome: 'failed', events: [failed, other] })).toContain('BY HAND WHAT STEP CHANGED');
    const taken = { at, type: 'taken-over', from: RUN, by: RUN, why: 'run-ended' } as const;
    const restored = { at, type: 'step-restored', step, units: [] } as const;
    expect(read({ outcome: 'rolled-back', events: [failed, left, taken, restored] })).not.toContain('BY HAND');
    const again = read({ outcome: 'failed', events: [failed, left, taken, failed] });
    expect(again.match(/BY HAND WHAT STEP CHANGED/g)).toHaveLength(1);
    expect(again).toContain('A PERSON IS NEEDED');
  });

  it('links the commit and the record; where they were not written it sends people to the log', () => {
    const markdown = renderSummary(MODEL);
    expect(markdown).toContain(`](${RECEIPT.commitUrl})`);
    expect(markdown).toContain(`](${RECEIPT.recordUrl})`);
    expect(read({ receipt: undefined })).toContain('KEEP THE LOG OF THIS RUN');
  });

  it('tells health before and after, the last look of each', () => {
    const look = (phase: 'before' | 'monitor', ok: boolean, observed: string): TimedEvent => ({
      at: '2026-11-21T02:13:04.711Z',
      type: 'check',
      phase,
      uses: 'kind',
      ok,
      observed,
    });
    const page = read({
      events: [look('before', true, 'good'), look('monitor', true, 'still'), look('monitor', false, 'bad')],
    });
    expect(page).toMatch(/Health before +HOLDS: good/);
    expect(page).toMatch(/Health after the change +DOES NOT HOLD: bad/);
  });

  it('leaves out looks at health that found the same again', () => {
    const [check] = only('check');
    if (check === undefined) throw new Error('no check');
    expect(read({ events: [check, check, check] }).match(/check: observed/g)).toHaveLength(1);
  });

  it.each([
    ['judged otherwise', { ok: false }],
    ['of another phase', { phase: 'monitor' }],
  ] as const)('keeps a look that found the same and is %s', (_what, change) => {
    const [check] = only('check');
    if (check?.type !== 'check') throw new Error('no check');
    const timeline = read({ events: [check, { ...check, ...change }] }).split('TIMELINE')[1];
    expect(timeline?.match(/observed/g)).toHaveLength(2);
  });

  it('folds every call', () => {
    expect(pageOf({}).at(-1)).toMatchObject({ type: 'details', summary: 'Every call: 1' });
  });

  it('can be made of a refusal that has no plan', () => {
    expect(read({ outcome: 'refused', planned: undefined, events: only('refused') })).toContain('inc-4711-1');
  });

  it('is never longer than GitHub takes', () => {
    const [call] = only('call');
    if (call === undefined) throw new Error('no call');
    const markdown = renderSummary({ ...MODEL, events: Array.from({ length: 15_000 }, () => call) });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1_000_000);
    expect(markdown).toContain('The rest is left out here');
    expect(markdown).toContain('The record has all of it');
  });
});
