import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { openRefs, sessionFiles } from '../refusals/live.ts';
import { type Receiver, startMisbehaving, startReceiver } from './receivers.ts';
import { type Alert, approved, STATUS, slack, toldOf, webhook } from './told-session.ts';

let world: DrillWorld;
const open: Receiver[] = [];
let turn = 0;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());
afterEach(async () => {
  world.sandbox.faults.clear();
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

async function started<T extends Receiver>(receiver: Promise<T>): Promise<T> {
  open.push(await receiver);
  return receiver;
}

/** Calls that an AWS account would see as a change, made by the run job. */
async function played(
  name: string,
  alerts: readonly Alert[],
  secret?: string,
): Promise<{ run: ActionResult; writes: readonly string[]; asked: readonly string[] }> {
  const { aws } = world.sandbox;
  turn += 1;
  // Each session has something to change: it moves the traffic back and forth.
  const to = turn % 2 === 1 ? 'green' : 'blue';
  const session = await approved(world, name, alerts, { inputs: { listener: 'web-http', to, percent: 100 } });
  const before = aws.calls().length;
  const run = await session.run(secret === undefined ? {} : { inputs: { alerts: secret } });
  const asked = aws
    .calls()
    .slice(before)
    .map(({ operation }) => operation);
  return { run, asked, writes: asked.filter((operation) => operation.startsWith('Modify')) };
}

describe('a receiver that answers nobody', () => {
  it('is still being waited for, in its first attempt, when the first change is made', async () => {
    const hanging = await started(startMisbehaving(() => undefined));
    const chat = await started(startMisbehaving(() => undefined));
    const atFirstChange: (readonly number[])[] = [];
    world.sandbox.faults.add({
      service: 'elasticloadbalancing',
      operation: 'ModifyListener',
      kind: 'hook',
      run: async () => {
        atFirstChange.push([hanging.connections(), hanging.abandoned(), chat.connections(), chat.abandoned()]);
        // From here on nobody is there any more.
        await Promise.all([hanging.close(), chat.close()]);
      },
    });
    const { run } = await played('hanging', [webhook('ops', hanging.url), slack('chat', chat.url)]);
    expect(run.outputs['outcome']).toBe('succeeded');
    expect(atFirstChange).toEqual([[1, 0, 1, 0]]);
  });

  it('is no reason to wait for the status on GitHub either', async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = false;
    let first: string | undefined;
    const { faults } = world.sandbox;
    faults.add({
      service: 'github',
      operation: 'issues/create-comment',
      kind: 'hook',
      run: () => {
        asked = true;
        return answered;
      },
    });
    faults.add({
      service: 'elasticloadbalancing',
      operation: 'ModifyListener',
      kind: 'hook',
      run: () => {
        first = asked ? 'changed while the comment waits' : 'changed before the comment';
        answer();
      },
    });
    const { run } = await played('waiting-comment', [STATUS]);
    expect(run.outputs['outcome']).toBe('succeeded');
    expect(first).toBe('changed while the comment waits');
  });
});

describe('a required alert', () => {
  it('lets nothing be changed before it has taken the opened event', async () => {
    let writesWhenTaken: number | undefined;
    const strict = await started(
      startReceiver(({ body }) => {
        if (JSON.parse(body).type.endsWith('.opened.v1')) {
          writesWhenTaken = world.sandbox.aws.calls().filter(({ operation }) => operation === 'ModifyListener').length;
        }
        return { status: 202 };
      }),
    );
    const before = world.sandbox.aws.calls().filter(({ operation }) => operation === 'ModifyListener').length;
    const { run, writes } = await played('required', [webhook('audit', strict.url, { required: true })]);
    expect(run.outputs['outcome']).toBe('succeeded');
    expect(writes).toHaveLength(1);
    expect(writesWhenTaken).toBe(before);
  });

  it.each([
    ['hangs', () => undefined],
    ['says no', (socket: import('node:net').Socket) => void socket.end('HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n')],
  ])('refuses the session as alert-not-delivered when its receiver %s', async (why, act) => {
    const bad = await started(startMisbehaving(act));
    const before = world.sandbox.aws.dump();
    const name = `required-${why.replaceAll(' ', '-')}`;
    const { run, writes } = await played(name, [webhook('audit', bad.url, { required: true })]);
    expect(run.exitCode).toBe(1);
    turn -= 1;
    expect(run.outputs['outcome']).toBe('refused');
    expect(run.errors).toEqual([expect.stringMatching(/^alert-not-delivered: /)]);
    expect(writes).toEqual([]);
    expect(world.sandbox.aws.dump()).toEqual(before);
    expect(await openRefs(world)).toEqual([]);
    expect((await toldOf(world, run)).get('audit')).toMatchObject({ delivered: 0 });
  });

  it.each([
    ['unnamed', 'that the secret does not name', '{}'],
    ['no-json', 'of a secret that is no JSON', '{"audit": {"url": "http://127.0.0.1:9/not-a-real-secret'],
    ['no-secret', 'without a secret at all', ''],
    [
      'outside',
      'outside loopback, in a drill',
      JSON.stringify({ audit: { url: 'https://hooks.example.com/services/x', secret: `whsec_${'A'.repeat(43)}=` } }),
    ],
    ['no-key', 'without a key', JSON.stringify({ audit: { url: 'http://127.0.0.1:9/hook-hook' } })],
  ])('is refused as alert-misconfigured, before the role is assumed (%s): one %s', async (short, _what, secret) => {
    const { run, asked } = await played(`wrong-${short}`, [webhook('audit', 'unused', { required: true })], secret);
    expect(run.errors).toEqual([expect.stringMatching(/^alert-misconfigured: /)]);
    expect(run.outputs['outcome']).toBe('refused');
    expect(asked).toEqual([]);
    expect(run.raw.filter((line) => !line.startsWith('::add-mask')).join('\n')).not.toMatch(
      /not-a-real-secret|hooks\.example/,
    );
  });
});

describe('an alert that is not required', () => {
  it('is told of once where it is misconfigured, and keeps nobody from the fix', async () => {
    const { run } = await played('warned', [webhook('ops', 'unused')], '{}');
    expect(run.outputs['outcome']).toBe('succeeded');
    expect(run.log.filter((line) => line.startsWith('warning: the alert "ops" cannot be sent'))).toHaveLength(1);
    const { beside } = await sessionFiles(world, run.outputs['record'] ?? '');
    expect(beside.get('record.json')).not.toContain('"told"');
  });
});
