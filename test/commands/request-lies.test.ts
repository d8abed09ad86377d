import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestCommand } from '../../action/commands/request.ts';
import { type Customer, codeOf, deskOf, PLACE, startCustomer } from './customer.ts';
import { type Lie, type LyingGithub, startLyingGithub } from './lying-github.ts';

const REPOSITORY = '/repos/acme/break-glass';
const OTHER = 'f'.repeat(40);
let customer: Customer;
let github: LyingGithub;
let count = 0;

beforeAll(async () => {
  customer = await startCustomer();
  github = await startLyingGithub(customer.github.api);
});
afterAll(async () => {
  await github.close();
  await customer.close();
});

async function ask(lie: Lie | undefined): Promise<string> {
  count += 1;
  github.tell(lie);
  const variables = { ...(await customer.variables('alice')), GITHUB_API_URL: github.api };
  const { desk } = deskOf(variables);
  const options = {
    playbook: 'shift-traffic',
    incident: `INC-${count}`,
    reason: 'Payment latency',
    confirm: [],
    confirmAll: true,
    input: ['listener=web-http', 'to=green'],
    accept: [],
    onDrift: 'refuse',
    dispatch: false,
    dryRun: false,
    json: true,
    root: '/',
    remote: true,
  } as const;
  return codeOf(requestCommand(options, desk));
}

/** Changes the answers to one call. */
const lieTo =
  (call: string, change: (answer: Record<string, unknown>) => unknown): Lie =>
  (asked, answer) =>
    asked.startsWith(call) ? change(answer) : answer;

const repository =
  (changes: Record<string, unknown>): Lie =>
  (asked, answer) =>
    asked === `GET ${REPOSITORY}` ? { ...answer, ...changes } : answer;

async function left(): Promise<readonly string[]> {
  const { rest } = customer.hosting.as('admin');
  const { data } = await rest.git.listMatchingRefs({ ...PLACE, ref: 'heads/break-glass-request/' });
  return data.map(({ ref }) => ref);
}

describe('breakglass request, where GitHub does not say the truth', () => {
  it('works through it as long as it does', async () => {
    expect(await ask(undefined)).toBe('done');
    await customer.hosting
      .as('admin')
      .rest.git.deleteRef({ ...PLACE, ref: 'heads/break-glass-request/2026-11-21-inc-1' });
  });

  it.each<[string, string, Lie]>([
    ['another repository', 'repository-unknown', repository({ full_name: 'mallory/break-glass' })],
    ['a default branch that climbs', 'github-rejected', repository({ default_branch: '../../other/heads/main' })],
    ['a default branch of two lines', 'github-rejected', repository({ default_branch: 'main\nx' })],
    ['a default branch that is not there', 'github-rejected', repository({ default_branch: 'elsewhere' })],
    ['no default branch', 'github-rejected', repository({ default_branch: null })],
    ['a public repository', 'public-repository', repository({ visibility: 'public' })],
    [
      'the end of another branch',
      'github-rejected',
      lieTo(`GET ${REPOSITORY}/git/ref/heads/main`, (answer) => ({ ...answer, ref: 'refs/heads/other' })),
    ],
    [
      'a commit that is none',
      'github-rejected',
      lieTo(`GET ${REPOSITORY}/git/ref/heads/main`, (answer) => ({
        ...answer,
        object: { sha: 'main', type: 'commit' },
      })),
    ],
    [
      'a file whose bytes are not its blob',
      'github-rejected',
      lieTo(`GET ${REPOSITORY}/contents/playbooks/shift-traffic.yml`, (answer) => ({
        ...answer,
        content: Buffer.from('version: 1\n').toString('base64'),
      })),
    ],
    [
      'a commit on top of something else',
      'github-rejected',
      lieTo(`PUT ${REPOSITORY}/contents/`, (answer) => ({
        ...answer,
        commit: { ...(answer['commit'] as object), parents: [{ sha: OTHER }] },
      })),
    ],
    [
      'another file than was written',
      'github-rejected',
      lieTo(`PUT ${REPOSITORY}/contents/`, (answer) => ({
        ...answer,
        content: { ...(answer['content'] as object), sha: OTHER },
      })),
    ],
    [
      'a pull request into another branch',
      'github-rejected',
      lieTo(`POST ${REPOSITORY}/pulls`, (answer) => ({
        ...answer,
        base: { ...(answer['base'] as object), ref: 'other' },
      })),
    ],
    [
      'a pull request of another commit',
      'github-rejected',
      lieTo(`POST ${REPOSITORY}/pulls`, (answer) => ({
        ...answer,
        head: { ...(answer['head'] as object), sha: OTHER },
      })),
    ],
    [
      'a pull request that changes more than the request',
      'mixed-change',
      lieTo(`GET ${REPOSITORY}/pulls/`, (answer) => {
        const files = answer as unknown as readonly object[];
        return [...files, { ...files[0], filename: 'playbooks/installs/acme-prod.yml', status: 'modified' }];
      }),
    ],
    ['an answer of another form', 'github-rejected', lieTo(`GET ${REPOSITORY}`, () => [])],
  ])('refuses %s (%s), and leaves nothing behind', async (_what, code, lie) => {
    expect(await ask(lie)).toBe(code);
    expect(await left()).toEqual([]);
  });
});

describe('breakglass request, where an answer is lost', () => {
  it('says that nobody knows, and does not take back what may have happened', async () => {
    customer.faults.add({ service: 'github', operation: 'pulls/create', kind: 'lost-answer' });
    expect(await ask(undefined)).toBe('github-unavailable');
    expect(await left()).toHaveLength(1);
  });
});
