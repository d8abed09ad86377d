import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/audit/canonical.ts';
import { type Link, serializeLink } from '../../action/audit/link.ts';
import type { ProvenSession } from '../../action/audit/proven-session.ts';
import { supersededBy } from '../../action/audit/superseded.ts';
import type { Prepared } from '../../action/commands/prepare.ts';
import { type SessionLock, takeLock } from '../../action/commands/session-lock.ts';
import { BreakglassError, type ErrorCode } from '../../action/domain/error.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { HeldBy, Lock } from '../../action/ports/lock.ts';
import { codeOf } from './customer.ts';

const OPENED = '2026-11-21T02:13:10.000Z';
const LATER = '2026-11-21T02:33:10.000Z';
const INSTALL = 'acme-prod';

/** A lock with compare-and-swap in memory. Its every answer comes when `turn` lets it. */
function memoryLock(turn: () => Promise<void> = async () => undefined) {
  let now: HeldBy | undefined;
  let count = 0;
  let since = '2026-11-21T02:13:04.000Z';
  const swap = async (from: string | undefined, to: HeldBy | undefined): Promise<void> => {
    await turn();
    if (now?.oid !== from) throw new BreakglassError('install-locked', `it is ${now?.session ?? 'nobody'}'s`);
    now = to;
  };
  const of = (runId: string): Lock => {
    const claim = async (session: string, from: HeldBy | undefined) => {
      count += 1;
      const mine: HeldBy = { oid: `oid-${count}`, session, runId, since };
      await swap(from?.oid, mine);
      const put = (to: HeldBy | undefined) => swap(mine.oid, to).catch(() => undefined);
      return { release: () => put(undefined), handBack: () => put(from) };
    };
    return {
      acquire: (_install, session) => claim(session, undefined),
      holder: async () => {
        await turn();
        return now;
      },
      takeOver: (_install, session, from) => claim(session, from),
    };
  };
  return {
    of,
    holder: () => now?.session ?? null,
    /** What is taken from now on is taken after the first session has opened. */
    later: () => {
      since = LATER;
    },
    set: (held: HeldBy | undefined) => {
      now = held;
    },
  };
}

function proven(session: string, plan: JsonObject, at: string, changes: Partial<ProvenSession> = {}): ProvenSession {
  const opening: Partial<Link> = {
    session,
    at,
    drill: true,
    opening: { plan: { install: { name: INSTALL }, ...plan } },
  };
  return {
    session,
    folder: `drill/2026/11/21/${session}`,
    opening: opening as Link,
    from: { workflow: '', ref: '', sha: '' },
    links: [],
    events: [],
    holder: { runId: '1', runAttempt: 1, since: at },
    closed: false,
    ...changes,
  };
}

const FIRST = proven('first-1', {}, OPENED);
const past = { session: 'first-1', opening: sha256Hex(serializeLink(FIRST.opening)), last: 'x', owner: 'first-1' };
const SECOND = proven('second-2', { extends: past }, LATER);

/** What is on the audit branch. */
interface Trail {
  readonly sessions: Map<string, ProvenSession | ErrorCode>;
}

function partsOf(session: string, runId: string, lock: Lock, { sessions }: Trail) {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      await Promise.resolve();
    },
  };
  return {
    lock,
    session,
    runner: { runId },
    mode: { clock },
    past: {
      drill: true,
      read: async (wanted: string) => {
        const found = sessions.get(wanted) ?? 'unknown-session';
        if (typeof found === 'string') throw new BreakglassError(found, wanted);
        return found;
      },
    },
  } as unknown as Parameters<typeof takeLock>[0];
}

const plan = { install: { name: INSTALL }, revert: 'at-end' };
const asFirst = { plan, extended: undefined } as unknown as Prepared;
const asSecond = { plan, extended: { past, openedAt: OPENED, steps: [], of: plan } } as unknown as Prepared;

async function both(turn?: () => Promise<void>) {
  const memory = memoryLock(turn);
  const trail: Trail = { sessions: new Map([['first-1', FIRST]]) };
  const first = await takeLock(partsOf('first-1', '1', memory.of('1'), trail), asFirst);
  memory.later();
  const seconds = partsOf('second-2', '2', memory.of('2'), trail);
  return { memory, trail, first, second: () => takeLock(seconds, asSecond) };
}

/** The extension takes the lock, and its opening link is there. */
async function open(lock: SessionLock, trail: Trail): Promise<void> {
  await lock.goesOn?.take();
  trail.sessions.set('second-2', SECOND);
  await lock.goesOn?.taken();
}

describe('the lock of a session and of its extension', () => {
  it('is taken by the extension in one step, and the first restores nothing and gives nothing back', async () => {
    const { memory, trail, first, second } = await both();
    const next = await second();
    expect(memory.holder()).toBe('first-1');
    await open(next, trail);
    expect(await first.beforeRestore?.()).toEqual({ supersededBy: 'second-2' });
    await first.release();
    expect(memory.holder()).toBe('second-2');
    expect(await next.beforeRestore?.()).toBeUndefined();
    await next.release();
    expect(memory.holder()).toBeNull();
  });

  it('is no longer to be had once the first has marked it as ending (install-locked)', async () => {
    const { memory, trail, first, second } = await both();
    const next = await second();
    expect(await first.beforeRestore?.()).toBeUndefined();
    expect(await codeOf(open(next, trail))).toBe('install-locked');
    expect(await codeOf(second())).toBe('session-unfit');
    await first.release();
    expect(memory.holder()).toBeNull();
  });

  it('goes back to the first where the extension is refused before it has opened', async () => {
    const { memory, first, second } = await both();
    const next = await second();
    await next.goesOn?.take();
    await next.release();
    expect(memory.holder()).toBe('first-1');
    expect(await first.beforeRestore?.()).toBeUndefined();
  });

  it('goes back to the first although the extension is over before it knows that it has it', async () => {
    let held: Promise<void> | undefined;
    const { memory, second } = await both(async () => held);
    const next = await second();
    let answer: () => void = () => undefined;
    held = new Promise((resolve) => {
      answer = resolve;
    });
    const taking = next.goesOn?.take();
    const released = next.release();
    answer();
    await Promise.all([taking, released]);
    expect(memory.holder()).toBe('first-1');
  });

  it('is taken back from an extension that dies before it opens, which then may not go on (taken-over)', async () => {
    const { memory, first, second } = await both();
    const next = await second();
    await next.goesOn?.take();
    expect(await first.beforeRestore?.()).toBeUndefined();
    expect(memory.holder()).toBe('first-1');
    expect(await codeOf(next.goesOn?.taken() ?? Promise.resolve())).toBe('taken-over');
  });

  it('is refused to an extension where somebody else has it, or nobody (session-unfit)', async () => {
    const { memory, second } = await both();
    for (const held of [
      undefined,
      { oid: 'x', session: 'other-3', runId: '3', since: OPENED },
      { oid: 'x', session: null, runId: null, since: null },
    ]) {
      memory.set(held);
      expect(await codeOf(second())).toBe('session-unfit');
    }
  });

  it.each<[string, HeldBy, ProvenSession | ErrorCode, string]>([
    [
      'a recovery of its own session',
      { oid: 'x', session: 'first-1', runId: '9', since: LATER },
      'unknown-session',
      'taken-over',
    ],
    [
      'somebody who does not say who',
      { oid: 'x', session: null, runId: null, since: null },
      'unknown-session',
      'taken-over',
    ],
    [
      'a session that is none of its extensions',
      { oid: 'x', session: 'second-2', runId: '2', since: LATER },
      proven('second-2', {}, LATER),
      'install-locked',
    ],
    [
      'a session that is forged',
      { oid: 'x', session: 'second-2', runId: '2', since: LATER },
      'audit-invalid',
      'audit-invalid',
    ],
  ])('keeps the first from restoring where it is held by %s', async (_who, held, found, code) => {
    const { memory, trail, first } = await both();
    memory.set(held);
    trail.sessions.set('second-2', found);
    expect(await codeOf(first.beforeRestore?.() ?? Promise.resolve())).toBe(code);
    expect(memory.holder()).toBe(held.session);
  });

  it('is taken again where somebody has deleted it by hand', async () => {
    const { memory, first } = await both();
    memory.set(undefined);
    expect(await first.beforeRestore?.()).toBeUndefined();
    expect(memory.holder()).toBe('first-1');
  });

  it('never lets both act, however their steps fall', async () => {
    let acted = new Set<string>();
    for (let round = 0; round < 300; round += 1) {
      const turn = async (): Promise<void> => {
        for (let steps = Math.floor(Math.random() * 6); steps > 0; steps -= 1) await Promise.resolve();
      };
      const { trail, first, second } = await both(turn);
      const next = await second();
      const [restores, opened] = await Promise.all([
        first.beforeRestore?.().then((found) => found === undefined),
        open(next, trail).then(
          () => true,
          () => false,
        ),
      ]);
      expect([restores, opened]).not.toEqual([true, true]);
      expect([restores, opened]).not.toEqual([false, false]);
      acted = acted.add(restores === true ? 'first' : 'second');
    }
    expect([...acted].toSorted()).toEqual(['first', 'second']);
  });
});

describe('a session that is superseded', () => {
  it('is so by one that names it and the link that opened it', () => {
    expect(supersededBy(FIRST, [FIRST, proven('x-3', {}, LATER), SECOND])?.session).toBe('second-2');
  });

  it.each<[string, ProvenSession]>([
    ['names another session', proven('second-2', { extends: { ...past, session: 'other-1' } }, LATER)],
    ['names another opening link', proven('second-2', { extends: { ...past, opening: '0'.repeat(64) } }, LATER)],
    ['is of another install', proven('second-2', { extends: past, install: { name: 'other' } }, LATER)],
    ['began before it', proven('second-2', { extends: past }, '2026-11-21T02:00:00.000Z')],
    [
      'was refused after it had opened',
      {
        ...SECOND,
        closed: true,
        events: [{ type: 'closed', outcome: 'refused', code: 'drifted', message: null, at: LATER }],
      },
    ],
    ['is itself', FIRST],
  ])('is not so by one that %s', (_what, other) => {
    expect(supersededBy(FIRST, [other])).toBeUndefined();
  });
});
