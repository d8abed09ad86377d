import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicEvent } from '../../action/alerts/public-event.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { type Received, type Receiver, startReceiver } from './receivers.ts';
import { approved, KEY, webhook } from './told-session.ts';

const PAGE = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');

type Verify = (
  secret: string,
  headers: Received['headers'],
  body: string,
  seen: Set<string>,
  now?: number,
) => { readonly id: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> };

let world: DrillWorld;
let receiver: Receiver;
let verifyAlert: Verify;
let commit: string | undefined;

// A receiver that does what the page says, and a real session that it is told of.
beforeAll(async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const file = join(mkdtempSync(join(tmpdir(), 'breakglass-receiver-')), 'verify.mjs');
  writeFileSync(file, code);
  ({ verifyAlert } = (await import(pathToFileURL(file).href)) as { verifyAlert: Verify });
  world = await buildWorld({ scale: 20 });
  receiver = await startReceiver();
  const session = await approved(world, 'documented', [webhook('ops', receiver.url)]);
  const run = await session.run();
  commit = run.outputs['commit'];
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await world.close();
});

describe('the receiver on the page about alerts', () => {
  let seen: Set<string>;
  beforeEach(() => {
    seen = new Set();
  });
  const opened = (): Received => {
    const found = receiver.received.find(({ body }) => JSON.parse(body).type.endsWith('.opened.v1'));
    if (found === undefined) throw new Error('nobody was told of the opening');
    return found;
  };

  it('takes every alert of a session', () => {
    const types = receiver.received.map(({ headers, body }) => verifyAlert(KEY, headers, body, seen).type);
    expect(types.at(-1)).toBe('io.github.breakglass-dev.session.closed.v1');
    expect(new Set(seen).size).toBe(receiver.received.length);
  });

  it('is told at the end where the audit branch ends', () => {
    const { headers, body } = receiver.received.at(-1) ?? opened();
    expect(verifyAlert(KEY, headers, body, seen).data['record']).toMatchObject({ commit });
  });

  it('refuses a body that was changed', () => {
    const { headers, body } = opened();
    expect(() => verifyAlert(KEY, headers, body.replace('acme', 'evil'), seen)).toThrow('not signed');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses another %s', (name) => {
    const { headers, body } = opened();
    const changed = { ...headers, [name]: `${String(headers[name])}0` };
    expect(() => verifyAlert(KEY, changed, body, seen)).toThrow(/not signed|too old/);
    const { [name]: _gone, ...without } = headers;
    expect(() => verifyAlert(KEY, without, body, seen)).toThrow(/not signed|not dated/);
  });

  it('refuses another key', () => {
    const { headers, body } = opened();
    expect(() => verifyAlert(`whsec_${'A'.repeat(43)}=`, headers, body, seen)).toThrow('not signed');
  });

  it('refuses a replay: soon by its id, later by its age', () => {
    const { headers, body } = opened();
    verifyAlert(KEY, headers, body, seen);
    expect(() => verifyAlert(KEY, headers, body, seen)).toThrow('seen before');
    expect(() => verifyAlert(KEY, headers, body, new Set(), Date.now() + 301_000)).toThrow('too old');
  });
});

describe('the page about alerts', () => {
  it('shows an event as it is sent', () => {
    const shown = /```json\n(\{\n {2}"specversion"[\s\S]*?)```/.exec(PAGE)?.[1] ?? '{}';
    const found = receiver.received.find(({ body }) => JSON.parse(body).type.endsWith('.opened.v1'));
    const keys = (value: unknown): readonly string[] => Object.keys(value as object).toSorted();
    const [page, sent] = [JSON.parse(shown), JSON.parse(found?.body ?? '{}')];
    expect(keys(page)).toEqual(keys(sent));
    expect(keys(page.data)).toEqual(keys(sent.data));
    expect(keys(page.data.event)).toEqual(keys(sent.data.event));
  });

  it('names every event that is sent, and no other', () => {
    const source = readFileSync(new URL('../../action/alerts/public-event.ts', import.meta.url), 'utf8');
    const types = [...source.matchAll(/case '([a-z-]+)'/g)].flatMap(([, type = '']) => [type]);
    const kept = types.filter((type) => !['call', 'told'].includes(type));
    const paragraph = /The events are ([\s\S]*?)\. New ones/.exec(PAGE)?.[1] ?? '';
    const named = [...paragraph.matchAll(/`([a-z-]+)`/g)].flatMap(([, type = '']) => [type]);
    expect(named.toSorted()).toEqual(kept.toSorted());
    expect(publicEvent({ type: 'told', sink: 's', delivered: 0, failed: 0, lastError: null })).toBeUndefined();
  });
});
