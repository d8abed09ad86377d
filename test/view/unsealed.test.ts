import { describe, expect, it } from 'vitest';
import { isLast } from '../../action/alerts/lane.ts';
import { createSlack } from '../../action/alerts/slack.ts';
import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import { renderReport } from '../../action/view/report.ts';
import { renderStatus } from '../../action/view/status.ts';
import { renderSummary } from '../../action/view/summary.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';

const AT = '2026-11-21T02:13:00.000Z';
const UNTIL = '2026-11-21T03:13:00.000Z';
const at = (event: SessionEvent): TimedEvent => ({ at: AT, ...event });
const SEALED = at({ type: 'sealed', seal: { kind: 'unsealed', at: AT, until: UNTIL, why: 'no sealer <b>' } });
const ENDED = at({ type: 'ended', outcome: 'succeeded', code: null, message: null });
const session = {
  session: 'inc-4711-42',
  drill: false,
  planned: { plan: planOf(HARMLESS), digest: 'd'.repeat(64) },
  events: [SEALED, ENDED],
};
const link = { commit: 'c'.repeat(40), commitUrl: 'https://x/commit', recordUrl: 'https://x/record' };

describe('a session whose end of access is not shown', () => {
  it('is loud on the page of the run, and says what ends access now', () => {
    const page = renderSummary({
      ...session,
      outcome: 'succeeded',
      error: undefined,
      receipt: link,
      lockKept: undefined,
    });
    expect(page).toMatch(/^## Succeeded, NOT SEALED: /);
    expect(page).toContain('[!CAUTION]');
    expect(page).toContain('NOT SHOWN TO HAVE ENDED');
    expect(page).toContain(UNTIL);
    expect(page).toMatch(/KillSwitch\S{0,8}on in their stack/);
    expect(page).not.toContain('<b>');
  });

  it('is loud in the report and on the status, which stays open', () => {
    const model = {
      ...session,
      plan: session.planned.plan,
      runUrl: 'https://x/run',
      record: undefined,
      ownIssue: true,
    };
    for (const page of [renderReport({ ...session, outcome: 'succeeded', error: undefined }), renderStatus(model)]) {
      expect(page).toContain('NOT SHOWN TO HAVE ENDED');
    }
    expect(renderStatus(model)).toContain('[!CAUTION]');
    expect(renderStatus(model)).toContain('This session is not closed');
    expect(renderStatus(model)).not.toContain('has ended, and this issue is closed');
  });

  it('is told in the channel, and ends what a run has to tell', () => {
    const slack = createSlack({
      address: { url: 'https://x' } as never,
      post: async () => ({}) as never,
      render: () => ({}),
    });
    expect([SEALED, ENDED].map((event) => slack.wants(event))).toEqual([true, true]);
    const probe = { operation: 'DescribeListeners', requestId: null, answer: 'AccessDenied' };
    expect(slack.wants(at({ type: 'sealed', seal: { kind: 'probed', at: AT, policy: 'p', probe } }))).toBe(false);
    expect([SEALED, ENDED].map((event) => isLast({ id: '1', event }))).toEqual([false, true]);
  });
});
