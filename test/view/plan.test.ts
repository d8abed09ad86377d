import { describe, expect, it } from 'vitest';
import type { Plan } from '../../action/domain/plan.ts';
import type { PlanContext } from '../../action/domain/plan-context.ts';
import type { Block } from '../../action/view/blocks.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';
import { planPage } from '../../action/view/plan.ts';
import { renderText } from '../../action/view/terminal.ts';
import { contextOf, planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';

const DIGEST = '0123456789abcdef'.repeat(4);
const LIVE = contextOf({ ...HARMLESS, runUrl: 'https://github.com/acme/break-glass/actions/runs/1' }, true);
const PLAN: Plan = { ...planOf(HARMLESS), irreversible: [], sessionPolicies: [exactly('resource')] };

function exactly(...Resource: readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'action', Resource }] });
}

/** The page as a reader sees it, without what is between the words. */
function read(plan: Partial<Plan> = {}, context: Partial<PlanContext> = {}): string {
  return renderText(planPage({ ...PLAN, ...plan }, DIGEST, { ...LIVE, ...context })).join('\n');
}

function first(blocks: readonly Block[], type: Block['type']): number {
  return blocks.findIndex((block) => block.type === type);
}

describe('the plan as the approver reads it', () => {
  it('says what, where, why, who asks and who confirmed before anything else', () => {
    const [what, facts] = [read().indexOf('SUMMARY'), read().indexOf('Where')];
    expect(what).toBeLessThan(facts);
    for (const text of ['install', 'account', 'region', 'INC: reason', 'requester#11', 'commander#12: criterion']) {
      expect(read().slice(facts, read().indexOf('HOW TO APPROVE'))).toContain(text);
    }
  });

  it.each([
    ['an open pull request', { merged: false, commander: null }, 'To be confirmed by', 'commander: criterion'],
    ['one that they approved', { merged: false, commander: 12 }, 'Confirmed by', 'commander#12: criterion'],
    ['a merged one', { merged: true, commander: 12 }, 'Confirmed by', 'commander#12: criterion'],
    ['one that was merged without them', { merged: true, commander: null }, 'Not confirmed by', 'commander: criterion'],
  ])(
    'says of %s who confirmed, and of nobody that they did before they did',
    (_what, { merged, commander }, label, who) => {
      const source = { kind: 'pull-request', number: 7, merged } as const;
      const account = commander === null ? null : { login: 'commander', id: commander };
      const page = read({}, { source, commander: account });
      const found = page.split('\n').filter((line) => /confirmed by/i.test(line));
      expect(found).toEqual([expect.stringMatching(new RegExp(`^\\W*${label}\\b.*${who}`))]);
    },
  );

  it('has the irreversible on top, by name and in bold', () => {
    const blocks = planPage({ ...PLAN, irreversible: ['drain'] }, DIGEST, LIVE);
    expect(first(blocks, 'alert')).toBe(1);
    expect(blocks[1]).toMatchObject({
      kind: 'CAUTION',
      lines: [[{ strong: expect.stringContaining('drain') }, expect.any(String)]],
    });
  });

  it('tells live from static in the title of what changes', () => {
    expect(read()).toContain('WHAT CHANGES (LIVE');
    expect(read({}, { live: undefined })).toContain('WHAT CHANGES (STATIC');
  });

  it('shows before and after only where somebody looked', () => {
    expect(read()).toMatch(/step +what +before +after/);
    expect(read({}, { live: undefined })).not.toContain('observed');
  });

  it('warns on top when a check does not hold now', () => {
    expect(planPage(PLAN, DIGEST, LIVE)[1]).toMatchObject({ type: 'alert', kind: 'WARNING' });
  });

  it('shows the whole digest to paste where approvals are bound to the digest, and only there', () => {
    // It is at the end of every plan as well.
    const shown = (binding: 'none' | 'digest'): number =>
      planPage(PLAN, DIGEST, { ...LIVE, approval: { ...LIVE.approval, binding } }).filter(
        (block) => block.type === 'code' && block.text === DIGEST,
      ).length;
    expect([shown('digest'), shown('none')]).toEqual([2, 1]);
  });

  it('says unknown of administrators whom nobody could ask for, and names the vendor as owner', () => {
    const { repository } = LIVE;
    expect(read({}, { repository: { ...repository, administrators: null } })).toContain('UNKNOWN');
    expect(read({}, { repository: { ...repository, owner: 'vendor' } })).toContain('THE VENDOR OWNS THIS REPOSITORY');
    expect(read({}, { repository: { ...repository, owner: 'customer' } })).not.toContain('VENDOR');
  });

  it('offers nothing to approve before the merge', () => {
    const source = { kind: 'pull-request', number: 7, merged: false } as const;
    expect(read({}, { source })).not.toContain('REVIEW DEPLOYMENTS');
    expect(read()).toContain('REVIEW DEPLOYMENTS');
  });

  it.each([
    ['automatic', /recovery ends it.*credentials are denied.*nobody is asked/],
    ['approval', /recovery waits for a reviewer.*nothing is denied and nothing put back/],
    ['none', /nothing is undone by itself.*no recover role.*no sealer role/],
  ] as const)('says what happens if the runner dies, where recovery is %s, and nothing else of it', (recover, says) => {
    const told = read({ recover }).replaceAll(/\s+/g, ' ').toLowerCase();
    expect(told).toMatch(says);
    expect(told.match(/recovery ends it|recovery waits for a reviewer|nothing is undone by itself/g)).toHaveLength(1);
  });

  it('says that access is shown to end only where it can be ended', () => {
    const told = (seals: boolean) => read({ seals }).replaceAll(/\s+/g, ' ').toLowerCase();
    expect(told(true)).toContain('tried until aws refuses them');
    expect(told(false)).toContain('nothing ends its access early');
    expect(told(false)).not.toContain('tried until aws refuses them');
  });

  it('says that it holds nothing of IAM only where there is none', () => {
    expect(read()).toContain('nothing of IAM');
    expect(read({ grants: [{ access: 'write', action: 'iam:PassRole', resource: 'x' }] })).not.toContain(
      'nothing of IAM',
    );
  });

  it('shows every stage of a gradual step, and how long health is watched after each', () => {
    const [step] = PLAN.steps;
    if (step === undefined) throw new Error('no step');
    const staged = (id: string, percent: number, more: Partial<Plan['steps'][number]> = {}) => ({
      ...step,
      id,
      with: { percent },
      ...more,
    });
    const steps = [
      staged('shift.1', 10, { holdMs: 30_000 }),
      staged('shift.2', 50, { holdMs: 30_000 }),
      staged('shift', 100),
    ];
    const line = (text: string) => text.replaceAll(/\s+/g, ' ').toLowerCase();
    const told = line(read({ steps, monitor: { forMs: 120_000, checks: PLAN.monitor.checks } }, { live: undefined }));
    for (const [id, percent] of [
      ['shift.1', 10],
      ['shift.2', 50],
      ['shift', 100],
    ]) {
      expect(told).toMatch(new RegExp(`${id} .{0,40}percent ${percent}\\b`));
    }
    expect(told).toContain('watched for 3m;');
    expect(told.match(/then health is watched for 30s, before the next step/g)).toHaveLength(2);
    expect(told).toContain('between the stages of a gradual step');
    expect(told.match(/watches health for 30s/g)).toHaveLength(2);
    // What is extended has been through its stages.
    const extended = { session: 's', opening: '', last: '', owner: 's' };
    expect(line(read({ steps, extends: extended }))).toContain('watched for 2m;');
    expect(line(read())).not.toContain('between the stages');
  });

  it('says that nothing can be undone where that is so of every stage', () => {
    const irreversible = { inverse: { irreversible: true } } as const;
    const [step] = PLAN.steps;
    if (step === undefined) throw new Error('no step');
    const staged = (id: string, inverse: object) => ({ ...step, id, ...inverse });
    const page = (...inverses: readonly object[]) =>
      read({ irreversible: ['shift'], steps: inverses.map((inverse, index) => staged(`shift.${index}`, inverse)) });
    expect(page(irreversible, irreversible)).toContain('NO, CANNOT BE UNDONE');
    expect(page(irreversible, {})).not.toContain('NO, CANNOT BE UNDONE');
  });

  it('says into which private networks checks may look, and only where they may', () => {
    expect(read({ privateNetworks: ['10.1.0.0/16'] })).toMatch(/private\s+networks\s+10\.1\.0\.0\/16/);
    expect(read()).not.toMatch(/private\s+networks/);
  });

  it('says in a terminal what it says on GitHub', () => {
    const page = planPage(PLAN, DIGEST, LIVE);
    const onGithub = renderMarkdown(page).replace(/[\\\u2060]/g, '');
    for (const word of renderText(page)
      .join(' ')
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? []) {
      expect(onGithub.toLowerCase()).toContain(word);
    }
  });
});
