import { CreateRuleCommand, type CreateRuleCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { look } from '../../action/engine/look.ts';
import { arnOf } from '../contract/estate.ts';
import { patience } from '../contract/workbench.ts';
import { type Grounds, openGrounds, planOf, respond, type Session, step } from './session.ts';

let grounds: Grounds;
beforeAll(async () => {
  grounds = await openGrounds();
});
afterAll(() => grounds.close());

let session: Session;
let rules: readonly string[];
beforeEach(async () => {
  session = await grounds.session();
  const { blue } = session.estate;
  rules = [
    await rule(10, {
      Actions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_302', Host: 'x.example.com', Query: WORD } }],
    }),
    await rule(11, {
      Actions: [{ Type: 'forward', TargetGroupArn: blue }],
      Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/a', Replace: `/?k=${WORD}` }] } }],
    }),
  ];
});

const WORD = 'token=sesame-open';

async function rule(Priority: number, what: Pick<CreateRuleCommandInput, 'Actions' | 'Transforms'>): Promise<string> {
  const { owner, listener } = session.estate;
  const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${Priority}`] } }];
  const made = await owner.send(new CreateRuleCommand({ ListenerArn: listener, Priority, Conditions, ...what }));
  return arnOf(made.Rules?.[0]?.RuleArn);
}

function record(): string {
  return JSON.stringify([session.journal.links, session.ledger.events]);
}

describe('secrets in the rules of a listener', () => {
  it('are in no record of a step that touches others, which needs neither key nor acceptance', async () => {
    const before = session.dump();
    const result = await session.run([respond(session.estate)], { revert: 'at-end', workMs: 60_000 });
    expect(result).toMatchObject({ outcome: 'succeeded' });
    expect(session.dump()).toEqual(before);
    expect(record()).not.toContain('sesame');
    // What clients are sent as the answer stays in clear: who approves, and who recovers, can read it.
    expect(record()).toContain('"body":"soon"');
  });

  it.each([
    ['the query of a redirect', 0],
    ['what is made of URLs', 1],
  ])('keep a rule from being deleted where %s could not be put back (sensitive-state)', async (_, index) => {
    const deletion = step('elbv2/delete-rule', { rule: rules[index] ?? '' });
    expect(await session.run([deletion])).toMatchObject({ outcome: 'refused', error: { code: 'sensitive-state' } });
    expect(session.writes()).toEqual([]);
    const plan = { ...planOf([deletion], {}), acceptsSensitive: true as const };
    expect(JSON.stringify(await look(session.engine, plan, patience()))).not.toContain('sesame');
  });
});
