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

async function ask(lie: Lie | undefined, told: string[] = []): Promise<string> {
  count += 1;
  github.tell(lie);
  const variables = { ...(await customer.variables('alice')), GITHUB_API_URL: github.api };
  const { desk, lines } = deskOf(variables);
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
  const code = await codeOf(requestCommand(options, desk));
  told.push(...lines);
  return code;
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

const COMMIT = `GET ${REPOSITORY}/commits/`;
const MUTATION = 'POST /graphql';
const ONE_MORE = { sha: OTHER, filename: 'playbooks/installs/acme-prod.yml', status: 'modified' } as const;

const changedFile = (changes: Record<string, unknown>) => (answer: Record<string, unknown>) => ({
  ...answer,
  files: (answer['files'] as object[]).map((file) => ({ ...file, ...changes })),
});
const committed = (oid: string) => ({ data: { createCommitOnBranch: { commit: { oid } } } });
const failed = (type: string) => ({ data: { createCommitOnBranch: null }, errors: [{ type, message: 'no' }] });

async function left(): Promise<readonly string[]> {
  const { rest } = customer.hosting.as('admin');
  const { data } = await rest.git.listMatchingRefs({ ...PLACE, ref: 'heads/break-glass-request/' });
  return data.map(({ ref }) => ref);
}

describe('breakglass request, where GitHub does not say the truth', () => {
  it('works through it as long as it does', async () => {
    const before = customer.github.calls().length;
    expect(await ask(undefined)).toBe('done');
    const writes = customer.github
      .calls()
      .slice(before)
      .map(({ operation }) => operation);
    // The one way of committing a file of which GitHub documents that it signs it for a person's token.
    expect(writes).toContain('graphql/createCommitOnBranch');
    expect(writes).not.toContain('repos/create-or-update-file-contents');
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
      lieTo(COMMIT, (answer) => ({ ...answer, parents: [{ sha: OTHER }] })),
    ],
    [
      'a commit that merges something else',
      'github-rejected',
      lieTo(COMMIT, (answer) => ({ ...answer, parents: [...(answer['parents'] as object[]), { sha: OTHER }] })),
    ],
    ['another commit than was made', 'github-rejected', lieTo(COMMIT, (answer) => ({ ...answer, sha: OTHER }))],
    ['another file than was written', 'github-rejected', lieTo(COMMIT, changedFile({ sha: OTHER }))],
    ['a file of another name', 'github-rejected', lieTo(COMMIT, changedFile({ filename: 'playbooks/x.yml' }))],
    ['a file that was there', 'github-rejected', lieTo(COMMIT, changedFile({ status: 'modified' }))],
    ['a commit of no file', 'github-rejected', lieTo(COMMIT, (answer) => ({ ...answer, files: [] }))],
    [
      'a commit of more than the request',
      'github-rejected',
      lieTo(COMMIT, (answer) => ({ ...answer, files: [...(answer['files'] as object[]), { ...ONE_MORE }] })),
    ],
    ['a new commit that is none', 'github-rejected', lieTo(MUTATION, () => committed('HEAD'))],
    ['no new commit and no error', 'github-rejected', lieTo(MUTATION, () => ({ data: null }))],
    ['a token that may not commit', 'github-forbidden', lieTo(MUTATION, () => failed('FORBIDDEN'))],
    ['a rule against the commit', 'github-rejected', lieTo(MUTATION, () => failed('UNPROCESSABLE'))],
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

describe('breakglass request, where somebody else writes to its branch', () => {
  it('says so, and leaves their work where it is', async () => {
    expect(await ask(lieTo(MUTATION, () => failed('STALE_DATA')))).toBe('already-exists');
    const { rest } = customer.hosting.as('admin');
    const [ref = '', ...others] = await left();
    expect([ref, others]).toEqual([expect.stringContaining('heads/break-glass-request/'), []]);
    await rest.git.deleteRef({ ...PLACE, ref: ref.replace(/^refs\//, '') });
  });
});

describe('breakglass request, where GitHub does not vouch for its commit', () => {
  it('warns, and sends it all the same', async () => {
    const told: string[] = [];
    const unverified = lieTo(COMMIT, (answer) => ({
      ...answer,
      commit: { ...(answer['commit'] as object), verification: { verified: false, reason: 'unsigned' } },
    }));
    expect(await ask(unverified, told)).toBe('done');
    expect(JSON.parse(told.join(''))).toMatchObject({ sent: { warning: expect.any(String) } });
    const [ref = ''] = await left();
    await customer.hosting.as('admin').rest.git.deleteRef({ ...PLACE, ref: ref.replace(/^refs\//, '') });
  });
});

describe('breakglass request, where an answer is lost', () => {
  it('of the commit: says that nobody knows, and does not take back what may have happened', async () => {
    customer.faults.add({ service: 'github', operation: 'createCommitOnBranch', kind: 'lost-answer' });
    expect(await ask(undefined)).toBe('github-unavailable');
    const [ref = ''] = await left();
    await customer.hosting.as('admin').rest.git.deleteRef({ ...PLACE, ref: ref.replace(/^refs\//, '') });
  });

  it('says that nobody knows, and does not take back what may have happened', async () => {
    customer.faults.add({ service: 'github', operation: 'pulls/create', kind: 'lost-answer' });
    expect(await ask(undefined)).toBe('github-unavailable');
    expect(await left()).toHaveLength(1);
  });
});
