import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { type Grounds, openGrounds, respond, shift, step } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

const EXPRESSION = '${{ steps.fixed-response.outputs.rule }}';

describe('a step whose inputs only an earlier step gives', () => {
  it('is on record, with what it starts from and leads to, before its first call', async () => {
    const session = await grounds.session();
    const { listener } = session.estate;
    const params = { listener, paths: ['/rule'], status: 503, body: EXPRESSION };
    const late = step('elbv2/fixed-response', params, { id: 'tell', late: ['body'] });
    const result = await session.run([respond(session.estate), late], {
      resolveLate: (planned, outputs) => ({
        ...planned.with,
        body: String(outputs['fixed-response']?.outputs['rule']),
      }),
    });
    expect(result).toEqual({ outcome: 'succeeded', error: undefined });
    const prepared = session.event('step-prepared');
    expect(prepared?.with['body']).toMatch(/^arn:aws:elasticloadbalancing:.*:listener-rule\//);
    const link = session.journal.links.find(({ state }) => state === 'prepared');
    const writesThen = session
      .calls()
      .slice(0, link?.awsCalls)
      .filter(({ operation }) => operation === 'CreateRule');
    expect(writesThen).toHaveLength(1);
    expect(session.writes().filter((operation) => operation === 'CreateRule')).toHaveLength(2);
  });

  it('does not keep an interruption from undoing the steps before it while its link is not answered', async () => {
    const session = await grounds.session();
    const before = session.dump();
    let answer: () => void = () => undefined;
    const stalled = new Promise<void>((resolve) => {
      answer = resolve;
    });
    session.journal.before(async ({ state }) => {
      if (state !== 'prepared') return;
      session.controller.abort(new BreakglassError('interrupted', 'received SIGINT'));
      await stalled;
    });
    const late = shift(session.estate, 50, { late: ['percent'] });
    const result = await session.run([respond(session.estate), late], { resolveLate: (planned) => planned.with });
    expect(result).toMatchObject({ outcome: 'rolled-back', error: { code: 'interrupted' } });
    expect(session.dump()).toEqual(before);
    answer();
  });
});

describe('a step that the plan calls irreversible', () => {
  it('is not undone, and the session says that a person is needed', async () => {
    const session = await grounds.session();
    const kept = shift(session.estate, 100, { inverse: { irreversible: true } });
    session.fault({ operation: 'CreateRule', kind: 'error', code: 'TooManyRules', status: 400 });
    const result = await session.run([kept, respond(session.estate)]);
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'aws-rejected' } });
    expect(session.event('restore-failed')).toMatchObject({ step: 'shift-weights', code: 'rollback-failed' });
    expect(session.writes().filter((operation) => operation === 'ModifyListener')).toHaveLength(1);
  });
});
