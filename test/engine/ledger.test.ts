import { describe, expect, it } from 'vitest';
import { createLedger } from '../../action/engine/ledger.ts';
import type { LinkBody } from '../../action/ports/journal.ts';
import { systemClock } from '../../action/runtime/clock.ts';
import { createMemoryJournal } from './journal.ts';

function setUp() {
  const journal = createMemoryJournal(() => 0);
  const reported: string[] = [];
  const reporter = { report: ({ type }: { readonly type: string }) => void reported.push(type) };
  return { journal, reported, ledger: createLedger('inc-1', { clock: systemClock, journal, reporter }) };
}

const locked = (install: string) => ({ type: 'locked', install }) as const;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const states = (links: readonly LinkBody[]): readonly string[] => links.map(({ state }) => state);

describe('a ledger', () => {
  it('writes links one at a time and in order', async () => {
    const { journal, ledger } = setUp();
    let open = 0;
    journal.before(async () => {
      expect((open += 1)).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
    });
    ledger.note(locked('a'));
    const links = [ledger.link('opened'), ledger.link('verified'), ledger.link('closed')];
    ledger.note(locked('b'));
    await Promise.all(links);
    expect(states(journal.links)).toEqual(['opened', 'verified', 'closed']);
    expect(journal.links.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(journal.links.flatMap(({ events }) => events)).toHaveLength(2);
  });

  it('goes on after the links of another run: their events are of the record, and in no link again', async () => {
    const { journal, reported } = setUp();
    const reporter = { report: ({ type }: { readonly type: string }) => void reported.push(type) };
    const events = [{ ...locked('a'), at: '2026-11-21T02:13:00.000Z' }];
    const ledger = createLedger('inc-1', { clock: systemClock, journal, reporter }, { written: 3, events });
    ledger.note(locked('b'));
    await ledger.link('taken-over');
    expect(journal.links).toMatchObject([{ sequence: 4, events: [locked('b')] }]);
    expect(ledger).toMatchObject({ written: 4, pending: 0, events: [locked('a'), locked('b')] });
    expect(reported).toEqual(['locked']);
  });

  it('makes one link of those asked for while another is written', async () => {
    const { journal, ledger } = setUp();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    journal.before(({ state }) => (state === 'opened' ? held : undefined));
    const opened = ledger.link('opened');
    await nextTurn();
    ledger.note(locked('a'));
    ledger.linkSoon('applied');
    ledger.note(locked('b'));
    ledger.linkSoon('verified');
    release();
    await opened;
    await ledger.link('closed');
    // The closing link carries what the one in the background was for.
    expect(states(journal.links)).toEqual(['opened', 'closed']);
    expect(journal.links.at(-1)?.events).toHaveLength(2);
  });

  it('gives the events of a link that failed to the next', async () => {
    const { journal, ledger } = setUp();
    journal.failNext(1);
    ledger.note(locked('a'));
    await expect(ledger.link('opened')).rejects.toMatchObject({ code: 'audit-not-writable' });
    ledger.note(locked('b'));
    await ledger.link('closed');
    expect(journal.links).toMatchObject([{ sequence: 1, events: [{ install: 'a' }, { install: 'b' }] }]);
  });

  it('tells what stands only with a link once the link is on the branch, and once', async () => {
    const { journal, ledger, reported } = setUp();
    const closed = { type: 'closed', outcome: 'succeeded', code: null, message: null } as const;
    await ledger.link('opened');
    journal.failNext(2);
    await expect(ledger.link('closed', { stands: closed })).rejects.toMatchObject({ code: 'audit-not-writable' });
    await expect(ledger.link('closed', { stands: closed })).rejects.toMatchObject({ code: 'audit-not-writable' });
    expect(reported).toEqual([]);
    ledger.note(locked('a'));
    await ledger.link('closed', { stands: closed });
    expect(journal.links.at(-1)?.events).toMatchObject([locked('a'), closed]);
    expect(ledger.events).toMatchObject([locked('a'), closed]);
    expect(reported).toEqual(['locked', 'closed']);
  });

  it('forgets what stands only with a link where another one is written instead', async () => {
    const { journal, ledger, reported } = setUp();
    const closed = { type: 'closed', outcome: 'succeeded', code: null, message: null } as const;
    await ledger.link('opened');
    journal.failNext(1);
    await expect(ledger.link('closed', { stands: closed })).rejects.toMatchObject({ code: 'audit-not-writable' });
    ledger.note(locked('a'));
    await ledger.link('left');
    expect(journal.links.at(-1)).toMatchObject({ state: 'left', events: [locked('a')] });
    expect(reported).toEqual(['locked']);
  });

  it('goes on in the background after a link failed', async () => {
    const { journal, ledger } = setUp();
    journal.failNext(1);
    ledger.note(locked('a'));
    ledger.linkSoon('applied');
    await nextTurn();
    ledger.linkSoon('verified');
    await nextTurn();
    expect(journal.links).toMatchObject([{ state: 'verified', events: [{ install: 'a' }] }]);
  });

  it('reports every event as it happens', () => {
    const { ledger, reported } = setUp();
    ledger.note(locked('a'));
    ledger.note({ type: 'planned', digest: '' });
    expect(reported).toEqual(['locked', 'planned']);
  });

  it('makes attachments when the link is written, so that they hold every event', async () => {
    const { journal, ledger } = setUp();
    journal.before(() => new Promise((resolve) => setTimeout(resolve, 5)));
    void ledger.link('sealed');
    await nextTurn();
    let seen = 0;
    const closed = ledger.link('closed', {
      attachments: () => {
        seen = ledger.events.length;
        return [];
      },
    });
    ledger.note(locked('a'));
    await closed;
    expect(seen).toBe(1);
    expect(journal.links.at(-1)?.events).toHaveLength(1);
  });
});
