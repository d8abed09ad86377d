import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobOf, results, script, type Workshop, workshop, x } from './world.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await workshop();
});
afterAll(() => shop.close());

/** What the first job does, the condition of the second, and what becomes of the second. */
const CONDITIONS: readonly (readonly [
  string,
  'ok' | 'fails' | 'skipped',
  string | undefined,
  'success' | 'skipped',
])[] = [
  ['by default after success', 'ok', undefined, 'success'],
  ['not after a failure', 'fails', undefined, 'skipped'],
  ['not after a skipped job', 'skipped', undefined, 'skipped'],
  ['success() says the same', 'fails', 'success()', 'skipped'],
  ['failure() after a failure', 'fails', x('failure()'), 'success'],
  ['failure() not after success', 'ok', 'failure()', 'skipped'],
  ['failure() not after a skipped job', 'skipped', 'failure()', 'skipped'],
  ['always() after a failure', 'fails', x("always() && needs.first.result != 'success'"), 'success'],
  ['always() after a skipped job', 'skipped', 'always()', 'success'],
  ['!cancelled() after a failure', 'fails', '!cancelled()', 'success'],
  ['a condition of its own holds on top of success()', 'fails', "github.event_name == 'push'", 'skipped'],
  ['a condition of its own is looked at', 'ok', "github.event_name == 'schedule'", 'skipped'],
];

describe('a job that needs another runs', () => {
  it.each(CONDITIONS)('%s', async (title, first, condition, expected) => {
    const name = title.replace(/[^a-z]+/gi, '-').toLowerCase();
    const run = await shop.play(name, {
      jobs: {
        first: { ...script(first === 'fails' ? 'exit 3' : 'true'), ...(first === 'skipped' ? { if: x('false') } : {}) },
        second: { ...script('true'), needs: 'first', ...(condition === undefined ? {} : { if: condition }) },
      },
    });
    expect(results(run)['second']).toBe(expected);
    expect(run.conclusion).toBe({ fails: 'failure', ok: 'success', skipped: expected }[first]);
  });

  it('not when what its need needed was skipped, although its need ran', async () => {
    const run = await shop.play('chain', {
      jobs: {
        a: { ...script('true'), if: 'false' },
        b: { ...script('true'), needs: 'a', if: 'always()' },
        c: { ...script('true'), needs: 'b' },
        d: { ...script('true'), needs: 'b', if: x("always() && needs.b.result == 'success'") },
      },
    });
    expect(results(run)).toEqual({ a: 'skipped', b: 'success', c: 'skipped', d: 'success' });
  });
});

describe('outputs', () => {
  it('go from step to job to the jobs that need it, as data', async () => {
    const text = `a "b" $(c) ${x('github.token')}`;
    const run = await shop.play('outputs', {
      env: { TEXT: 'plain' },
      jobs: {
        make: {
          ...script('true'),
          outputs: {
            text: x('steps.s.outputs.text'),
            lines: x('steps.s.outputs.lines'),
            none: x('steps.s.outputs.no'),
          },
          steps: [
            {
              id: 's',
              env: { TEXT: x(`format('a "b" $(c) {0}{{{{ github.token }}}}', '$')`) },
              run: 'printf "text=%s\\nlines<<END\\n1\\n2\\nEND\\n" "$TEXT" >> "$GITHUB_OUTPUT"',
            },
          ],
        },
        take: {
          ...script('true'),
          needs: 'make',
          steps: [
            {
              env: { A: x('needs.make.outputs.text'), B: x('toJSON(needs.make.outputs.lines)') },
              run: 'echo "$A|$B|$TEXT"',
            },
          ],
        },
      },
    });
    expect(jobOf(run, 'make').outputs).toEqual({ text, lines: '1\n2', none: '' });
    expect(jobOf(run, 'take').log).toEqual([`${text}|"1\\n2"|plain`]);
  });

  it('that hold a secret are dropped, and the secret is masked in the log', async () => {
    const run = await shop.play('masks', {
      jobs: {
        a: {
          ...script([
            'echo "::add-mask::hunter2"; echo "it is hunter2"',
            'echo "x=is hunter2" >> "$GITHUB_OUTPUT"; echo "again hunter2"',
          ]),
          outputs: { x: x('steps.s.outputs.x'), y: 'fine' },
        },
        token: { ...script('true'), steps: [{ env: { T: x('github.token') }, run: 'echo "$T"' }] },
      },
    });
    expect(jobOf(run, 'a').log).toEqual(['it is ***', 'again ***']);
    expect(jobOf(run, 'token').log).toEqual(['***']);
    const leak = await shop.play('leak', {
      jobs: {
        a: {
          ...script('true'),
          outputs: { x: x('steps.s.outputs.x'), y: 'fine' },
          steps: [{ id: 's', run: 'echo "::add-mask::hunter2"; echo "x=is hunter2" >> "$GITHUB_OUTPUT"' }],
        },
      },
    });
    expect(jobOf(leak, 'a').outputs).toEqual({ y: 'fine' });
  });
});

describe('steps', () => {
  it('stop at the first failure, but for those that ask for it', async () => {
    const run = await shop.play('steps', {
      jobs: {
        a: {
          'runs-on': 'ubuntu-latest',
          steps: [
            { run: 'exit 1', 'continue-on-error': true, id: 'soft' },
            { run: `echo "${x('steps.soft.outcome')} ${x('steps.soft.conclusion')}"` },
            { run: 'exit 1' },
            { run: 'echo never' },
            { run: 'echo cleaned', if: 'always()' },
            { run: 'echo told', if: x('failure()') },
          ],
        },
      },
    });
    expect(jobOf(run, 'a')).toMatchObject({ result: 'failure', log: ['failure success', 'cleaned', 'told'] });
  });

  it("hand variables and paths on, but never GitHub's own or NODE_OPTIONS", async () => {
    const run = await shop.play('env', {
      jobs: {
        a: script([
          'echo "A=1" >> "$GITHUB_ENV"; echo "GITHUB_SHA=x" >> "$GITHUB_ENV"; echo /opt/first >> "$GITHUB_PATH"',
          'echo "$A $GITHUB_SHA"; echo "$PATH" | cut -d: -f1',
          'echo "NODE_OPTIONS=--inspect" >> "$GITHUB_ENV"',
        ]),
      },
    });
    const job = jobOf(run, 'a');
    expect(job.result).toBe('failure');
    expect(job.log[0]).not.toBe('1 x');
    expect(job.log[1]).toBe('/opt/first');
    expect(job.errors.join()).toContain('NODE_OPTIONS');
  });

  it('that exceed their time fail, however politely they end', async () => {
    const steps = [{ run: "trap 'exit 0' INT; while :; do sleep 0.05; done", 'timeout-minutes': 0.005 }];
    const run = await shop.play('late', { jobs: { a: { ...script('x'), steps } } });
    expect(results(run)).toEqual({ a: 'failure' });
  });

  it("see nothing of this process's environment", async () => {
    process.env['BREAKGLASS_TEST_SECRET'] = 'leaked';
    const run = await shop.play('clean', { jobs: { a: script('env') } });
    delete process.env['BREAKGLASS_TEST_SECRET'];
    const log = jobOf(run, 'a').raw.join('\n');
    expect(log).toContain('GITHUB_ACTIONS=true');
    expect(log).not.toContain('leaked');
    expect(log).not.toContain('ACTIONS_ID_TOKEN_REQUEST_URL');
  });

  it("check the repository out at the run's commit", async () => {
    const run = await shop.play('checkout', {
      jobs: {
        a: {
          'runs-on': 'ubuntu-latest',
          steps: [
            { uses: 'actions/checkout@v5', with: { 'persist-credentials': false } },
            { run: 'git rev-parse HEAD; cat README.md; grep -c authorization .git/config || true' },
          ],
        },
      },
    });
    const { data } = await shop.admin.repos.getCommit({ owner: 'acme', repo: 'playbooks', ref: 'main' });
    expect(jobOf(run, 'a').log.slice(-3)).toEqual([data.sha, 'hello', '0']);
  });
});
