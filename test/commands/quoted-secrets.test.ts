import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VEIL } from '../../action/domain/hidden.ts';
import { type Receiver, startReceiver } from '../alerts/receivers.ts';
import { secretOf, webhook } from '../alerts/told-session.ts';
import { sessionFiles } from '../refusals/live.ts';
import { leaksIn, WORDS } from '../services/elbv2/secret-words.ts';
import { openWard, type Ward } from './recovering.ts';
import { createRuleFor, SERVING, servingRoot } from './serving-root.ts';

const [FIRST = '', SECOND = '', OWN = ''] = WORDS;
/** As AWS says what it does not like of a call: in clear, and cut off. */
const SAID = `Condition value '${FIRST}' cannot be used with '${SECOND.slice(0, 9)}...'`;

let root: string;
let ward: Ward;
let rule: string;
let receiver: Receiver;
beforeEach(async () => {
  root = servingRoot('elbv2/modify-rule');
  ward = await openWard({ root, roles: SERVING });
  receiver = await startReceiver();
  const HttpHeaderConfig = { HttpHeaderName: 'x-token', Values: [FIRST, SECOND] };
  rule = await createRuleFor(ward.world, { Field: 'http-header', HttpHeaderConfig }, 5);
}, 120_000);
afterEach(async () => {
  await receiver.close();
  await ward.close();
  rmSync(root, { recursive: true });
});

describe('what AWS quotes of a value that may be a secret', { timeout: 180_000 }, () => {
  it.each([
    ['is refused', 1, 'aws-rejected', ['step-failed', 'closed'], ['links', 'report', 'run', 'alerts']],
    [
      'cannot be put back',
      3,
      'aws-rejected',
      ['step-failed', 'restore-failed', 'left-to-recover'],
      ['links', 'run', 'alerts'],
    ],
  ])('is in no record, alert or log where a step %s', async (_, nth, code, types, where) => {
    const alert = webhook('desk', receiver.url);
    const refused = { kind: 'error', code: 'InvalidConfigurationRequest', status: 400 } as const;
    const modifying = { service: 'elasticloadbalancing', operation: 'ModifyRule', ...refused };
    if (nth > 1) ward.world.sandbox.faults.add({ ...modifying, nth: nth - 1, message: 'it is not allowed' });
    ward.world.sandbox.faults.add({ ...modifying, nth, times: Number.POSITIVE_INFINITY, message: SAID });
    const change = (id: string, values: readonly string[]) => {
      return { id, uses: 'elbv2/modify-rule', with: { rule, headers: [{ name: 'x-token', values }] } };
    };
    const dead = await ward.die({
      at: /no line is like this/,
      playbook: { steps: [change('one', [OWN]), change('two', ['other'])], monitor: undefined },
      request: {
        duration: '2m',
        accept: ['sensitive-state'],
        inputs: { listener: 'web-http', to: 'green', percent: 100 },
      },
      install: { alerts: [alert.spec] },
      inputs: { alerts: secretOf([alert]) },
    });
    const links = await ward.links(dead);
    const told = links.flatMap(({ events }) => events).filter((event) => types.includes(event.type));
    expect(told.map((event) => [event.type, 'code' in event ? event.code : 'why' in event && event.why])).toEqual(
      types.map((type) => [type, code]),
    );
    const { record } = dead.run.outputs;
    const report = record === undefined ? [] : [...(await sessionFiles(ward.world, record)).beside];
    const places = { links, report, run: dead.run, alerts: receiver.received };
    const shown = `Condition value '${VEIL}' cannot be used with '${VEIL}...'`;
    const telling = Object.entries(places).filter(([, place]) => JSON.stringify(place).includes(shown));
    expect(telling.map(([name]) => name)).toEqual(where);
    expect(leaksIn(JSON.stringify(places), [FIRST, SECOND, SECOND.slice(0, 9)])).toEqual([]);
  });
});
