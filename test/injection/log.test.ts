import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { createActionsHost } from '../../action/runtime/actions-host.ts';
import { createEventLog } from '../../action/view/event-log.ts';
import { planPage } from '../../action/view/plan.ts';
import { chatMessage } from '../../action/view/slack.ts';
import { summaryPage } from '../../action/view/summary.ts';
import { renderText } from '../../action/view/terminal.ts';
import { CLASSES, harmlessTwin } from './classes.ts';
import { contextOf, eventsOf, planOf } from './model.ts';
import { everywhere, spread, type Texts } from './texts.ts';

/** Every text of a class comes into the log, though not by every field. */
const ROUNDS = 4;

/** Everything that the action would write to its log, with these texts. */
function logged(texts: Texts): readonly string[] {
  const lines: string[] = [];
  const host = createActionsHost((line) => void lines.push(line));
  for (const line of renderText(planPage(planOf(texts), texts.digest, contextOf(texts, true)))) host.log(line);
  lines.push(...told(texts));
  for (const line of renderText(summaryPage({ ...ended(texts), receipt: undefined, lockKept: texts.install })))
    host.log(line);
  host.log(texts.message);
  return lines;
}

/** What the log says of the events. */
function told(texts: Texts): readonly string[] {
  const lines: string[] = [];
  const reporter = createActionsHost((line) => void lines.push(line)).reporter(createEventLog());
  for (const event of eventsOf(texts)) reporter.report(event);
  return lines;
}

function ended(texts: Texts): Omit<Parameters<typeof summaryPage>[0], 'receipt' | 'lockKept'> {
  const error = new BreakglassError('rollback-failed', texts.message, { hint: texts.hint });
  const planned = { plan: planOf(texts), digest: texts.digest };
  return { session: texts.session, drill: false, outcome: 'failed', error, planned, events: eventsOf(texts) };
}

describe('the log', () => {
  it.each(CLASSES)('never starts a workflow command by $name', ({ texts }) => {
    for (const first of texts.keys()) {
      if (first % ROUNDS !== 0) continue;
      for (const line of logged(spread(texts, first))) {
        expect(line).not.toMatch(/^\s*::/);
        expect(line).not.toContain('##[');
        expect(line).not.toMatch(/[\n\r\p{Cc}\p{Zl}\p{Zp}]/u);
      }
    }
  });

  it.each(CLASSES)('has one line for each event with $name', ({ texts }) => {
    for (const first of texts.keys()) {
      if (first % ROUNDS !== 0) continue;
      expect(told(spread(texts, first))).toHaveLength(told(spread(texts.map(harmlessTwin), first)).length);
    }
  });
});

describe('a message to a channel', () => {
  it.each(CLASSES)('holds $name as text', ({ texts }) => {
    for (const text of texts) {
      for (const event of eventsOf(everywhere(text))) {
        const { session, install, incident } = everywhere(text);
        const message = JSON.stringify(
          chatMessage({ session, drill: false, install, incident, runUrl: 'https://github.com/acme/x', event }),
        );
        expect(message.replaceAll('<https://github.com/acme/x|run>', '')).not.toMatch(/[<>]/);
        expect(message).not.toMatch(/@(?:here|channel|everyone|[\p{L}\p{N}])/u);
      }
    }
  });
});
