import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { registry } from '../../../action/services/registry.ts';
import { openLab } from '../../contract/contract.ts';
import { DEFAULT_ACTION_SCENES } from '../../contract/default-actions.ts';
import { arnOf } from '../../contract/estate.ts';
import { memberOf } from '../../contract/members.ts';
import { apply, type Bench, openBench, plannedStep, prepare, type Subject, undo } from '../../contract/workbench.ts';

/** The status of an answer to nobody in particular. */
function ask(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { agent: false, rejectUnauthorized: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end();
  });
}

describe('a rule before a login', () => {
  let subject: Subject;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    ({ subject, close } = await openLab(memberOf('elbv2/create-rule')));
  });

  afterAll(() => close());

  async function open(): Promise<{ bench: Bench; url: string; params: JsonObject }> {
    const bench = await openBench(subject, DEFAULT_ACTION_SCENES['users who log in'] ?? (async () => undefined));
    const { listener, green } = bench.estate;
    const action = { forward: { 'target-groups': [{ 'target-group': green }] } };
    return {
      bench,
      url: arnOf(subject.lab.aws.listenerUrl(listener)),
      params: { listener, paths: ['/open/*'], action },
    };
  }

  async function prepareRule(bench: Bench, params: JsonObject) {
    const kind = registry.steps.get('elbv2/create-rule');
    if (kind === undefined) throw new Error('there is no such kind');
    const [step] = await prepare(bench, [plannedStep(kind, params)]);
    if (step === undefined) throw new Error('one step was prepared');
    return step;
  }

  it('is refused before anything changes: strangers are turned away as before', async () => {
    const { bench, url, params } = await open();
    const mark = bench.mark();
    await expect(prepareRule(bench, params)).rejects.toMatchObject({
      code: 'not-applicable',
      message: expect.stringContaining('the default action: authenticate-oidc'),
    });
    expect(bench.calls(mark).filter(({ operation }) => !operation.startsWith('Describe'))).toEqual([]);
    expect(await ask(url, '/open/page')).toBe(401);
  });

  it('lets strangers in where the step says so, for its paths, until it is undone', async () => {
    const { bench, url, params } = await open();
    const step = await prepareRule(bench, { ...params, 'without-authentication': true });
    expect(step.diff).toContainEqual(expect.objectContaining({ before: 'the default action: authenticate-oidc' }));
    const { started, error } = await apply(bench, step);
    expect(error).toBeUndefined();
    expect([await ask(url, '/open/page'), await ask(url, '/other')]).toEqual([200, 401]);
    expect(await undo(bench, started)).toBe('restored');
    expect(await ask(url, '/open/page')).toBe(401);
  });
});
