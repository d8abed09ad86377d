import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grounds, openGrounds, respond, shift } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

describe('the record of a run', () => {
  it('is durable before the first write', async () => {
    const session = await grounds.session();
    let writesBefore: readonly string[] = ['unknown'];
    session.journal.before(async ({ state }) => {
      if (state !== 'opened') return;
      await session.lab.clock.sleep(3_000);
      writesBefore = [...session.writes()];
    });
    await session.run([shift(session.estate)]);
    expect(writesBefore).toEqual([]);
    const [opening] = session.journal.links;
    const firstWrite = session.calls().findIndex(({ operation }) => operation === 'ModifyListener');
    expect(opening).toMatchObject({ sequence: 1, state: 'opened' });
    expect(opening?.awsCalls).toBeLessThanOrEqual(firstWrite);
    expect(opening?.opening).toMatchObject({
      digest: 'd'.repeat(64),
      steps: [{ id: 'shift-weights', units: ['actions'], before: {}, after: {}, inverse: {} }],
    });
  });

  it('that cannot be written stops the run before anything changed', async () => {
    const session = await grounds.session();
    session.journal.failNext(1);
    const result = await session.run([shift(session.estate)]);
    expect(result).toMatchObject({ outcome: 'refused', error: { code: 'audit-not-writable' } });
    expect(session.writes()).toEqual([]);
  });

  it('that fails in the background holds nothing up and loses nothing', async () => {
    const session = await grounds.session();
    session.on('step-applied', () => session.journal.failNext(1));
    expect(await session.run([shift(session.estate), respond(session.estate)])).toMatchObject({ outcome: 'succeeded' });
    await session.ledger.link('closed');
    const written = session.journal.links.flatMap(({ events }) => events);
    expect(written).toEqual(session.ledger.events);
    expect(session.journal.links.map(({ sequence }) => sequence)).toEqual(session.journal.links.map((_, at) => at + 1));
    expect(session.journal.links.at(-1)?.state).toBe('closed');
  });

  it('holds every write with its outcome', async () => {
    const session = await grounds.session();
    await session.run([respond(session.estate)]);
    const recorded = session.ledger.events.flatMap((event) =>
      event.type === 'call' && event.access === 'write' ? [event.operation] : [],
    );
    expect(recorded).toEqual(session.writes());
  });
});
