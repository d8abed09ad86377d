import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { jobOf, results, SHA, SOURCE, script, type Workshop, workshop, writeAction, x } from './world.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await workshop({
    secrets: { 'acme/playbooks': { ALERTS: 'hunter2hunter2', OTHER: 'swordfish!' } },
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
  });
  await mkdir(join(shop.source, '.github', 'workflows'), { recursive: true });
});
afterAll(() => shop.close());

/** Writes a reusable workflow outside the sandbox and gives what calls it. */
async function reusable(name: string, jobs: unknown, call: unknown = {}, more: object = {}): Promise<string> {
  const text = stringify({ name, on: { workflow_call: call }, ...more, jobs });
  await writeFile(join(shop.source, '.github', 'workflows', `${name}.yml`), text);
  return `${SOURCE}/.github/workflows/${name}.yml@${SHA}`;
}

describe('a called workflow', () => {
  it('takes inputs by their types, and gives outputs', async () => {
    const call = {
      inputs: {
        text: { type: 'string', required: true },
        on: { type: 'boolean', default: false },
        count: { type: 'number', default: 3 },
        from: { type: 'string', default: x('github.repository') },
      },
      outputs: { said: { value: x('jobs.say.outputs.said') } },
    };
    const say = {
      ...script('true'),
      outputs: {
        said: x(
          "format('{0} {1} {2} {3}', inputs.text, inputs.on == true, inputs.count + 0 == 3, inputs.from)",
        ).replace(' + 0', ''),
      },
    };
    const uses = await reusable('typed', { say }, call);
    const run = await shop.play('calls', {
      jobs: {
        call: { uses, with: { text: 'a', on: true } },
        after: {
          ...script('true'),
          needs: 'call',
          steps: [{ env: { S: x('needs.call.outputs.said') }, run: 'echo "$S"' }],
        },
      },
    });
    expect(results(run)).toEqual({ 'call / say': 'success', after: 'success' });
    expect(jobOf(run, 'after').log).toEqual(['a true true acme/playbooks']);
  });

  it.each([
    ['an input that it does not have', { a: 'x', b: 'y' }, 'b is not defined'],
    ['no value for one that it needs', {}, 'a is required'],
  ])('is not called with %s', async (title, given, message) => {
    const uses = await reusable('strict', { a: script('true') }, { inputs: { a: { type: 'string', required: true } } });
    const run = await shop.play(title.replaceAll(' ', '-'), { jobs: { call: { uses, with: given } } });
    expect(run).toMatchObject({ conclusion: 'startup_failure', jobs: [], problem: expect.stringContaining(message) });
  });

  it('sees the secrets that it is given by name, masked in its log', async () => {
    const tell = [
      { env: { A: x('secrets.GIVEN'), B: x('secrets.OTHER') }, run: 'echo "$A|$B"; [ "$A" = hunter2hunter2 ]' },
    ];
    const uses = await reusable('secrets', { a: { ...script('true'), steps: tell } }, { secrets: { GIVEN: {} } });
    const run = await shop.play('secrets', { jobs: { call: { uses, secrets: { GIVEN: x('secrets.ALERTS') } } } });
    expect(jobOf(run, 'call / a')).toMatchObject({ result: 'success', log: ['***|'] });
    const inherits = await shop.play('inherits', { jobs: { call: { uses, secrets: 'inherit' } } });
    expect(jobOf(inherits, 'call / a').log).toEqual(['|***']);
  });

  it('is skipped as a whole, and then counts as skipped', async () => {
    const uses = await reusable('skipped', { a: script('true') });
    const run = await shop.play('skips', {
      jobs: { call: { uses, if: 'false' }, after: { ...script('true'), needs: 'call' } },
    });
    expect(results(run)).toEqual({ call: 'skipped', after: 'skipped' });
  });
});

describe('permissions', () => {
  const narrowing = [
    ['at the workflow', { permissions: { contents: 'write' } }, {}, 'The workflow is requesting'],
    ['at a job', {}, { permissions: { 'id-token': 'write', contents: 'read' } }, "The nested job 'a' is requesting"],
  ] as const;

  it.each(narrowing)(
    'of a called workflow that ask for more than its caller has refuse the run: %s',
    async (where, top, job, message) => {
      const uses = await reusable('greedy', { a: script('true', job) }, {}, top);
      const run = await shop.play(`greedy-${where.length}`, {
        permissions: {},
        jobs: { call: { uses, permissions: { contents: 'read' } } },
      });
      expect(run).toMatchObject({ conclusion: 'startup_failure', jobs: [] });
      expect(run.problem).toContain(`Error calling workflow '${uses}'. ${message}`);
      const enough = { contents: 'write', 'id-token': 'write' };
      const twin = await shop.play(`twin-${where.length}`, {
        permissions: {},
        jobs: { call: { uses, permissions: enough } },
      });
      expect(twin.conclusion).toBe('success');
    },
  );

  it("are the caller's where a called workflow says nothing, and never more than it says", async () => {
    const uses = await reusable('quiet', {
      a: script('true'),
      b: script('true', { permissions: { actions: 'read' } }),
    });
    const run = await shop.play('quiet', {
      jobs: { call: { uses, permissions: { contents: 'write', actions: 'read' } } },
    });
    expect(jobOf(run, 'call / a').permissions).toEqual({ contents: 'write', actions: 'read' });
    expect(jobOf(run, 'call / b').permissions).toEqual({ actions: 'read' });
  });

  it('decide what the token of a job can do', async () => {
    await writeAction(
      shop.source,
      `const at = process.env.GITHUB_API_URL + '/repos/acme/playbooks/git/refs';
       const headers = { authorization: 'bearer ' + process.env['INPUT_GITHUB-TOKEN'] };
       const body = JSON.stringify({ ref: 'refs/heads/' + process.env.GITHUB_JOB, sha: process.env.GITHUB_SHA });
       console.log((await fetch(at, { method: 'POST', headers, body })).status);`,
      { 'github-token': { default: x('github.token') } },
    );
    const steps = [{ uses: `${SOURCE}@${SHA}` }];
    const run = await shop.play('token', {
      permissions: { contents: 'read' },
      jobs: { reads: { ...script('x'), steps }, writes: { ...script('x'), steps, permissions: { contents: 'write' } } },
    });
    expect(jobOf(run, 'reads').log).toEqual(['403']);
    expect(jobOf(run, 'writes').log).toEqual(['201']);
  });
});

describe('an OIDC token', () => {
  const ASK = `const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = process.env;
    if (url === undefined) console.log('none');
    else {
      const { value } = await (await fetch(url + '&audience=x', { headers: { authorization: 'bearer ' + token } })).json();
      console.log(value);
    }`;
  const steps = [{ uses: `${SOURCE}@${SHA}` }];

  it('names the workflow that defines the job, at the commit or the tag that its caller pins', async () => {
    await writeAction(shop.source, ASK);
    const pinned = await reusable('oidc', { a: { ...script('x'), steps } });
    const permissions = { 'id-token': 'write' };
    for (const [uses, ref] of [
      [pinned, SHA],
      [pinned.replace(SHA, 'v1.2.3'), 'refs/tags/v1.2.3'],
    ] as const) {
      const run = await shop.play(`oidc-${ref.length}`, { jobs: { call: { uses, permissions } } });
      const claims = decodeJwt(jobOf(run, 'call / a').log.at(-1) ?? '');
      expect(claims).toMatchObject({
        job_workflow_ref: `${SOURCE}/.github/workflows/oidc.yml@${ref}`,
        workflow_ref: `acme/playbooks/.github/workflows/oidc-${ref.length}.yml@refs/heads/main`,
        event_name: 'push',
        actor: 'alice',
      });
      if (ref === SHA) expect(claims['job_workflow_sha']).toBe(SHA);
    }
  });

  it("is there for no job that does not hold id-token: write, and one of the workflow's own names itself", async () => {
    const run = await shop.play('own', {
      jobs: { no: { ...script('x'), steps }, yes: { ...script('x'), steps, permissions: { 'id-token': 'write' } } },
    });
    expect(jobOf(run, 'no').log).toEqual(['none']);
    expect(decodeJwt(jobOf(run, 'yes').log.at(-1) ?? '')).toMatchObject({
      job_workflow_ref: 'acme/playbooks/.github/workflows/own.yml@refs/heads/main',
    });
  });
});
