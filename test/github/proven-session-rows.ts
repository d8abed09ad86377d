import type { ProblemCode } from '../../action/audit/problem.ts';
import { openingOf } from '../audit/trail-fixture.ts';
import { BREAK_GLASS, next, opened, RECOVER, type Script } from './trail-script.ts';

/** A session that is refused, and one that differs by one fact and is read. */
export interface Row {
  readonly what: string;
  readonly code: ProblemCode;
  readonly refused: Script;
  readonly read: Script;
}

const MINUTE = 60_000;
const SESSION: Script = { links: [opened()] };
const EVIL = 'acme/playbooks/.github/workflows/break-glass.yml@refs/heads/main';

const opening = (change: Parameters<typeof opened>[0]): Script => ({ links: [opened(change)] });
export const row = (what: string, code: ProblemCode, refused: Script, read: Script = SESSION): Row => ({
  what,
  code,
  refused,
  read,
});

/** What somebody without GitHub's key can make up. */
export const FORGED: readonly Row[] = [
  row('an opening link that nobody signed', 'link-invalid', opening({ signed: 'not-at-all' })),
  row('an opening link whose token names no algorithm', 'proof-malformed', opening({ signed: 'by-nobody' })),
  row('an opening link that another key signed', 'proof-signature', opening({ signed: 'by-another-key' })),
  row('a later link that another key signed', 'proof-signature', {
    links: [opened(), next('applied', BREAK_GLASS, { signed: 'by-another-key' })],
  }),
  row(
    'a link that was edited after it was signed',
    'proof-other-link',
    opening({ edit: (text) => text.replace('"digest":"d"', '"digest":"e"') }),
    opening({ edit: (text) => text.replace('"digest":"d"', '"digest":"d"') }),
  ),
  row(
    'a link that is not canonical any more',
    'link-invalid',
    opening({ edit: (text) => `${text}\n` }),
    opening({ edit: (text) => text }),
  ),
  row(
    'a token for another link',
    'proof-other-link',
    opening({ claims: { aud: `urn:breakglass:link:${'0'.repeat(64)}` } }),
  ),
  row('a token for AWS', 'proof-other-link', opening({ claims: { aud: 'sts.amazonaws.com' } })),
  row('a token of another issuer', 'proof-issuer', opening({ claims: { iss: 'https://token.example.com' } })),
  row('a token of another time', 'proof-time', opening({ claims: { iat: 1_700_000_000 } })),
  row(
    'a plan that has not the digest',
    'plan-mismatch',
    opening({ opening: { ...openingOf({}), plan: { steps: [] } } }),
  ),
  row(
    'a plan for another environment',
    'plan-mismatch',
    opening({ opening: openingOf({ install: { environment: 'acme-test' } }) }),
    opening({ opening: openingOf({ install: { environment: 'acme-prod' } }) }),
  ),
];

/** Genuine links that are not where, when or in the order that they were written. */
export const REPLAYED: readonly Row[] = [
  row('a link on another day', 'wrong-path', opening({ at: (path) => path.replace('/11/21/', '/11/22/') })),
  row('a link among the real sessions', 'wrong-path', opening({ at: (path) => path.replace('drill/', 'audit/') })),
  row('a link of another session', 'session-mixed', opening({ at: (path) => path.replace('/inc-', '/other-') })),
  row('a link with another number', 'wrong-path', opening({ at: (path) => path.replace('/0001-', '/0002-') })),
  row('a link in another state', 'wrong-path', opening({ at: (path) => path.replace('-opened', '-applied') })),
  row(
    'a link that was committed long after it was signed',
    'commit-time',
    opening({ lateMs: 11 * MINUTE }),
    opening({ lateMs: 9 * MINUTE }),
  ),
  row('links that are not in order', 'sequence-gap', {
    links: [
      opened(),
      next('verified', BREAK_GLASS, { link: { sequence: 3 } }),
      next('applied', BREAK_GLASS, { link: { sequence: 2 } }),
    ],
  }),
  row('a session without its second link', 'sequence-gap', {
    links: [opened(), next('applied', BREAK_GLASS, { link: { sequence: 3 } })],
  }),
  row('a session without its opening link', 'not-opened', { links: [next('applied')] }, { links: [opened()] }),
  row(
    'a link after the last one',
    'session-closed',
    { links: [opened(), next('closed'), next('rolled-back')] },
    {
      links: [opened(), next('rolled-back'), next('closed')],
    },
  ),
];

/** Signed by GitHub, and not of this session, this repository, this branch, this environment or our workflow. */
export const FOREIGN: readonly Row[] = [
  row('a session of another repository', 'wrong-repository', opening({ link: { repositoryId: 4712 } })),
  row('a session of another name', 'wrong-repository', opening({ link: { repository: 'mallory/playbooks' } })),
  row('a token of another repository', 'proof-repository', opening({ claims: { repository_id: '4712' } })),
  row('a token of another run', 'proof-run', opening({ claims: { run_id: '666' } })),
  row('a token of another attempt', 'proof-run', opening({ claims: { run_attempt: '2' } })),
  row('a token of another environment', 'proof-environment', opening({ claims: { environment: 'acme-test' } })),
  row('a token of no environment', 'proof-environment', opening({ claims: { environment: null } })),
  row('a token that names no commit', 'proof-malformed', opening({ claims: { sha: null } })),
  row('a run of another session', 'session-mixed', opening({ link: { runId: '666' } })),
  row('a session opened on another branch', 'proof-ref', opening({ by: { ...BREAK_GLASS, ref: 'refs/heads/evil' } })),
  row('a session opened on a tag', 'proof-ref', opening({ by: { ...BREAK_GLASS, ref: 'refs/tags/main' } })),
  row(
    'a session opened by a workflow of their own',
    'proof-origin',
    opening({ by: { ...BREAK_GLASS, workflow: EVIL } }),
  ),
  row(
    'a session opened by another file',
    'proof-origin',
    opening({
      by: { ...BREAK_GLASS, workflow: BREAK_GLASS.workflow.replace('break-glass.yml', 'drill.yml') },
    }),
  ),
  row(
    'a session opened by a recovery',
    'proof-origin',
    opening({ by: { ...BREAK_GLASS, workflow: RECOVER.workflow } }),
  ),
  row(
    'a repository whose name only begins like ours',
    'proof-origin',
    opening({
      by: { ...BREAK_GLASS, workflow: BREAK_GLASS.workflow.replace('/breakglass/', '/breakglass-x/') },
    }),
    opening({ by: { ...BREAK_GLASS, workflow: BREAK_GLASS.workflow.replace('@refs/tags/v1', '@refs/heads/main') } }),
  ),
  row('a workflow that is no file', 'proof-origin', opening({ claims: { job_workflow_ref: null } })),
  row('a drill', 'wrong-kind', { ...SESSION, trust: { drill: false } }),
  row('another environment within the session', 'session-mixed', {
    links: [opened(), next('applied', { ...BREAK_GLASS, environment: 'acme-test' })],
  }),
  row('another attempt within the session', 'session-mixed', {
    links: [opened(), next('applied', { ...BREAK_GLASS, runAttempt: 2 })],
  }),
  row('another workflow within the session', 'session-mixed', {
    links: [opened(), next('applied', { ...BREAK_GLASS, workflow: EVIL })],
  }),
];
