import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { RequestOptions } from '../../action/commands/request/options.ts';
import { requestCommand } from '../../action/commands/request.ts';
import { type Customer, codeOf, commitScaffold, deskOf, failureOf, PLACE, startCustomer } from './customer.ts';

const CRITERION = 'Customers see errors on this listener now';
let count = 0;

/** A complete request by alice, each with a name of its own. */
function complete(changes: Partial<RequestOptions> = {}): RequestOptions {
  count += 1;
  return {
    playbook: 'shift-traffic',
    install: 'acme-prod',
    incident: `INC-${4000 + count}`,
    reason: 'Payment latency 20-30 s',
    commander: 'carol',
    confirm: [CRITERION],
    confirmAll: false,
    duration: '30m',
    input: ['listener=web-http', 'to=green', 'percent=100'],
    accept: [],
    onDrift: 'refuse',
    dispatch: false,
    dryRun: false,
    json: false,
    root: '.',
    remote: true,
    ...changes,
  };
}

let customer: Customer;
const started: Customer[] = [];

async function newCustomer(install: Readonly<Record<string, unknown>> = {}): Promise<void> {
  customer = await startCustomer(install);
  started.push(customer);
}

async function ask(changes: Partial<RequestOptions> = {}, login = 'alice', answers?: readonly string[]) {
  const { desk, lines, questions } = deskOf(await customer.variables(login), answers);
  // The tests' own folder is a clone of something else.
  const options = { ...complete(changes), ...(changes.root === undefined ? { root: '/' } : {}) };
  const exitCode = await requestCommand(options, desk);
  return { exitCode, lines, questions, options };
}

afterAll(() => Promise.all(started.map((each) => each.close())));

async function pulls() {
  const { data } = await customer.hosting.as('admin').rest.pulls.list({ ...PLACE, state: 'all', per_page: 100 });
  return data;
}

describe('breakglass request', () => {
  beforeAll(() => newCustomer());

  it('opens a pull request that adds exactly the one file, by a commit that GitHub vouches for', async () => {
    const { exitCode, lines } = await ask({ incident: 'INC-4711', json: true });
    expect(exitCode).toBe(0);
    const told = JSON.parse(lines.join('')) as { sent: { pull: number; branch: string }; approvers: string[] };
    expect(told.approvers).toEqual(['dana-at-acme']);
    const at = { ...PLACE, pull_number: told.sent.pull };
    const { rest } = customer.hosting.as('admin');
    const [files, commits, pull] = await Promise.all([
      rest.pulls.listFiles(at),
      rest.pulls.listCommits(at),
      rest.pulls.get(at),
    ]);
    expect(files.data.map(({ filename, status }) => [filename, status])).toEqual([
      ['playbooks/requests/2026-11-21-inc-4711.yml', 'added'],
    ]);
    expect(commits.data.map(({ commit }) => commit.verification?.verified)).toEqual([true]);
    expect([pull.data.user.login, pull.data.base.ref]).toEqual(['alice', 'main']);
  });

  it('foretells the digest of the plan that the action makes', async () => {
    const { lines } = await ask({ json: true });
    expect((JSON.parse(lines.join('')) as { digest: string }).digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('sends nothing on a dry run, and shows the file', async () => {
    const before = (await pulls()).length;
    const { lines } = await ask({ dryRun: true });
    expect(lines.join('\n')).toContain('playbook: shift-traffic');
    expect((await pulls()).length).toBe(before);
  });

  it('asks for what is missing, each criterion by itself, and takes only a yes for one', async () => {
    const {
      incident: _incident,
      reason: _reason,
      commander: _commander,
      confirm: _confirm,
      input: _input,
      duration: _duration,
      ...options
    } = complete();
    const { desk, lines, questions } = deskOf(await customer.variables('alice'), [
      'INC-5000',
      'latency',
      '1',
      'gren',
      'green',
      '',
      'y',
      'yes',
    ]);
    const asked = { ...options, confirm: [], input: [], root: '/', json: true };
    expect(await requestCommand(asked, desk)).toBe(0);
    const { text } = JSON.parse(lines.join('')) as { text: string };
    expect(parse(text)).toMatchObject({
      inputs: { listener: 'web-http', to: 'green', percent: 100 },
      confirmed: [CRITERION],
    });
    expect(questions.filter((line) => line.includes(CRITERION))).toHaveLength(1);
    expect(questions.join('\n')).toContain('web-http');
  });

  it.each(['', 'n', 'sure', 'Y E S'])('takes "%s" for no confirmation', async (answer) => {
    expect(await codeOf(ask({ confirm: [] }, 'alice', [answer, 'y']))).toBe('criteria-not-confirmed');
  });

  it('sends nothing when the whole is not confirmed', async () => {
    const before = (await pulls()).length;
    expect(await codeOf(ask({ confirm: [] }, 'alice', ['y', 'n']))).toBe('interrupted');
    expect((await pulls()).length).toBe(before);
  });

  it('lists everything that is missing where nobody can be asked', async () => {
    const options = complete({ confirm: [], input: ['to=green'] });
    const { incident: _i, reason: _r, ...rest } = options;
    const { desk } = deskOf(await customer.variables('alice'));
    const failure = await failureOf(requestCommand({ ...rest, root: '/' }, desk));
    expect(failure?.code).toBe('invalid-input');
    for (const part of ['--incident', '--reason', 'listener', '--confirm']) expect(failure?.hint).toContain(part);
  });

  it('keeps quotes, equals signs and other scripts of an input as they are', async () => {
    const message = 'a="b"=c \'d\' — été 日本 🔥 #{x} ${{ github.token }}';
    const { lines } = await ask({
      playbook: 'maintenance-page',
      confirm: ['What these paths serve now harms customers more than a maintenance page does'],
      input: ['listener=web-http', 'path=/checkout', `message=${message}`],
      json: true,
    });
    expect(
      (parse((JSON.parse(lines.join('')) as { text: string }).text) as { inputs: { message: string } }).inputs.message,
    ).toBe(message);
  });

  it.each([
    ['[skip ci] INC-9'],
    ['INC-9 [no ci] <img src=x> @everyone #1'],
    ['***NO_CI*** [ci skip](https://example.com)'],
  ])('keeps the incident "%s" out of what becomes a commit message', async (incident) => {
    const { lines } = await ask({ incident, json: true, name: `hostile-${count}` });
    const number = (JSON.parse(lines.join('')) as { sent: { pull: number } }).sent.pull;
    const at = { ...PLACE, pull_number: number };
    const { rest } = customer.hosting.as('admin');
    const [pull, commits] = await Promise.all([rest.pulls.get(at), rest.pulls.listCommits(at)]);
    const messages = [pull.data.title, pull.data.body ?? '', ...commits.data.map(({ commit }) => commit.message)];
    for (const text of messages) {
      expect(text).not.toMatch(/\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/i);
      expect(text).not.toMatch(/<img|@everyone|]\(https/);
    }
  });
});

describe('breakglass request --dispatch', () => {
  const byCarol = { dispatch: true, commander: 'carol' };

  beforeAll(async () => {
    await newCustomer({ requesters: ['alice', 'carol'], commanders: ['carol', 'bob'] });
  });

  it('refuses where there is no form yet', async () => {
    expect(await codeOf(ask(byCarol, 'carol'))).toBe('not-set-up');
    await commitScaffold(customer);
  });

  it('dispatches the workflow of the playbook with the fields of its form', async () => {
    const { lines } = await ask({ ...byCarol, reason: "it's `bad` ${{ github.token }}", json: true }, 'carol');
    const told = JSON.parse(lines.join('')) as { request: string; digest: string; sent: { run: number } };
    const { data } = await customer.hosting
      .as('admin')
      .rest.actions.getWorkflowRun({ ...PLACE, run_id: told.sent.run });
    expect([data.event, data.path, data.actor?.login]).toEqual([
      'workflow_dispatch',
      '.github/workflows/break-glass-shift-traffic.yml',
      'carol',
    ]);
    expect(told.request).toBe(`dispatch-${data.run_number}`);
    expect(told.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows the fields on a dry run, and dispatches nothing', async () => {
    const { lines } = await ask({ ...byCarol, dryRun: true }, 'carol');
    expect(lines.join('\n')).toContain('criterion-1: true');
  });

  it.each<[string, string, Partial<RequestOptions>, string]>([
    ['somebody else as commander', 'commander-not-authenticated', { commander: 'bob' }, 'carol'],
    ['a requester who is not listed', 'requester-not-vetted', { commander: 'bob' }, 'bob'],
    ['a duration that the form does not list', 'invalid-input', { duration: '31m' }, 'carol'],
    ['a name of its own', 'invalid-input', { name: 'mine' }, 'carol'],
  ])('refuses %s (%s)', async (_what, code, changes, login) => {
    expect(await codeOf(ask({ ...byCarol, ...changes }, login))).toBe(code);
  });

  it('refuses a form that was made for another version of the playbook', async () => {
    const { rest } = customer.hosting.as('admin');
    const path = '.github/workflows/break-glass-shift-traffic.yml';
    const { data } = await rest.repos.getContent({ ...PLACE, path });
    const file = data as { readonly content: string; readonly sha: string };
    const text = Buffer.from(file.content, 'base64').toString('utf8').replaceAll(CRITERION, 'Somebody feels like it');
    const content = Buffer.from(text).toString('base64');
    await rest.repos.createOrUpdateFileContents({ ...PLACE, path, message: 'x', content, sha: file.sha });
    expect(await codeOf(ask(byCarol, 'carol'))).toBe('not-set-up');
  });
});

describe('breakglass request where two approve', () => {
  it('is by pull request, and never by dispatch', async () => {
    const approvers = { minimum: 2, people: ['dana-at-acme', 'bob'], within: '60m' };
    await newCustomer({ requesters: ['alice', 'carol'], approvers });
    expect(await codeOf(ask({ dispatch: true }, 'carol'))).toBe('needs-pull-request');
    expect(await codeOf(ask({}, 'carol'))).toBe('done');
  });
});

describe('breakglass request refuses', () => {
  beforeAll(() => newCustomer());

  it.each<[string, string, Partial<RequestOptions>, string?]>([
    ['a requester whom the install does not list', 'requester-not-vetted', {}, 'carol'],
    ['an approver as requester', 'requester-not-vetted', {}, 'dana-at-acme'],
    ['a commander whom the install does not list', 'commander-not-listed', { commander: 'bob' }],
    ['a playbook that is not there', 'unknown-playbook', { playbook: 'shift-trafic' }],
    ['an install that is not there', 'unknown-install', { install: 'acme-stage' }],
    ['a playbook outside its folder', 'invalid-name', { playbook: '../installs/acme-prod' }],
    ['an install outside its folder', 'invalid-name', { install: '..%2froles/load-balancer' }],
    ['a name outside its folder', 'invalid-name', { name: '../../.github/workflows/x' }],
    ['a name with a line break', 'invalid-name', { name: 'a\nb' }],
    ['an incident of two lines', 'invalid-value', { incident: 'INC-1\nreason: other' }],
    ['an incident with a direction mark', 'control-character', { incident: 'INC-1\u202e' }],
    [
      'an input that the playbook does not have',
      'unknown-input',
      { input: ['listener=web-http', 'to=green', 'too=blue'] },
    ],
    ['an input without a value', 'invalid-input', { input: ['listener'] }],
    ['an input given twice', 'invalid-input', { input: ['to=green', 'to=blue'] }],
    ['a resource that the install does not name', 'unknown-resource', { input: ['listener=web-http', 'to=gren'] }],
    ['a percentage out of range', 'out-of-range', { input: ['listener=web-http', 'to=green', 'percent=101'] }],
    ['a percentage that is no number', 'wrong-type', { input: ['listener=web-http', 'to=green', 'percent=0x10'] }],
    ['a criterion that the playbook does not have', 'criteria-not-confirmed', { confirm: ['Customers see errors'] }],
    ['more time than the playbook allows', 'duration-too-long', { duration: '2h' }],
    ['less time than the steps need', 'duration-too-short', { duration: '1m' }],
    ['a step to accept that is not there', 'invalid-value', { accept: ['shfit'] }],
  ])('%s (%s)', async (_what, code, changes, login) => {
    const before = (await pulls()).length;
    expect(await codeOf(ask(changes, login))).toBe(code);
    expect((await pulls()).length).toBe(before);
  });

  it('a name that is taken by a branch, and then by a file', async () => {
    await ask({ name: 'taken' });
    expect(await codeOf(ask({ name: 'taken' }))).toBe('already-exists');
    const open = (await pulls()).find(({ title }) => title.endsWith('taken'));
    const { rest } = customer.hosting.as('carol');
    await rest.pulls.merge({ ...PLACE, pull_number: open?.number ?? 0, merge_method: 'squash' });
    await customer.hosting.as('admin').rest.git.deleteRef({ ...PLACE, ref: 'heads/break-glass-request/taken' });
    expect(await codeOf(ask({ name: 'taken' }))).toBe('already-exists');
    expect(await codeOf(ask({ name: 'taken-2' }))).toBe('done');
  });

  it('files that differ from the default branch', async () => {
    const root = await customer.clone();
    expect(await codeOf(ask({ root, remote: false }))).toBe('done');
    await writeFile(join(root, 'playbooks', 'shift-traffic.yml'), 'version: 1\n');
    expect(await codeOf(ask({ root, remote: false }))).toBe('policy-changed');
    expect(await codeOf(ask({ root, remote: true }))).toBe('done');
    await writeFile(join(root, 'playbooks', 'new.yml'), 'version: 1\n');
    expect(await codeOf(ask({ root, remote: false, playbook: 'new' }))).toBe('policy-changed');
  });

  it('a clone of another repository', async () => {
    const root = await customer.clone();
    for (const url of ['https://example.com/acme/break-glass.git', 'git@github.com:acme/other.git']) {
      execFileSync('git', ['remote', 'set-url', 'origin', url], { cwd: root });
      expect(await codeOf(ask({ root, remote: false }))).toBe('repository-unknown');
    }
    execFileSync('git', ['remote', 'set-url', 'origin', 'git@acme-host:acme/break-glass.git'], { cwd: root });
    expect(await codeOf(ask({ root, remote: false }))).toBe('done');
  });

  it('no token, a token of nobody, and a token that may not see the repository', async () => {
    const variables = await customer.variables('alice');
    const stranger = customer.github.control.createUser('mallory').token;
    const by = (changes: Record<string, string | undefined>) =>
      codeOf(requestCommand(complete({ root: '/' }), deskOf({ ...variables, ...changes }).desk));
    expect(await by({ GITHUB_TOKEN: undefined })).toBe('token-missing');
    expect(await by({ GITHUB_TOKEN: 'ghp_nobody' })).toBe('github-forbidden');
    expect(await by({ GITHUB_TOKEN: stranger })).toBe('repository-unknown');
    expect(await by({ GITHUB_API_URL: 'https://github.example.com' })).toBe('endpoint-override');
    expect(await by({ GITHUB_REPOSITORY: 'acme/other' })).toBe('repository-unknown');
  });

  it('a token that may read and not write, and leaves nothing behind', async () => {
    const reader = customer.github.control.createUser('alice-reads');
    const { rest } = customer.hosting.as('admin');
    await rest.repos.addCollaborator({ ...PLACE, username: 'alice-reads', permission: 'pull' });
    const variables = { ...(await customer.variables('alice')), GITHUB_TOKEN: reader.token };
    const options = complete({ root: '/', remote: true });
    // She is not vetted, so that is what she is told before she is told of her token.
    expect(await codeOf(requestCommand(options, deskOf(variables).desk))).toBe('requester-not-vetted');
  });
});
