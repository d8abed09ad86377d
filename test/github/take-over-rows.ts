import { type Row, row } from './proven-session-rows.ts';
import { BREAK_GLASS, next, opened, RECOVER, type Script } from './trail-script.ts';

const TAKEN: Script = { links: [opened(), next('taken-over', RECOVER)] };
const APPROVED = { ...RECOVER, environment: 'acme-prod' } as const;

const takeOver = (by: Partial<typeof RECOVER>, change: Parameters<typeof next>[2] = {}): Script => ({
  links: [opened(), next('taken-over', { ...RECOVER, ...by }, change)],
});
const after = (...links: Script['links']): Script => ({ links: [...TAKEN.links, ...links] });

/** Who is no recovery of the session, or writes what no recovery writes. */
export const TAKE_OVERS: readonly Row[] = [
  row(
    'a take-over by the workflow that opens sessions',
    'take-over-workflow',
    takeOver({ workflow: BREAK_GLASS.workflow }),
    TAKEN,
  ),
  row(
    'a take-over by a recovery of another owner',
    'take-over-workflow',
    takeOver({ workflow: 'mallory/breakglass/.github/workflows/recover.yml@refs/tags/v1' }),
    takeOver({ workflow: RECOVER.workflow.replace('@refs/tags/v1', '@refs/heads/x') }),
  ),
  row(
    'a take-over by a file of the same name elsewhere',
    'take-over-workflow',
    takeOver({ workflow: RECOVER.workflow.replace('recover.yml@', 'recover.yml/recover.yml@') }),
    TAKEN,
  ),
  row('a take-over on another branch', 'take-over-ref', takeOver({ ref: 'refs/heads/evil' }), TAKEN),
  row('a take-over that names no branch', 'take-over-ref', takeOver({}, { claims: { ref: null } }), TAKEN),
  row(
    'a take-over in another environment',
    'take-over-environment',
    takeOver({ environment: 'evil' }),
    takeOver(APPROVED),
  ),
  row(
    'a take-over that says no environment and had one',
    'proof-environment',
    takeOver({}, { claims: { environment: 'evil' } }),
    TAKEN,
  ),
  row(
    'a take-over that says an environment and had none',
    'proof-environment',
    takeOver(APPROVED, { claims: { environment: null } }),
    takeOver(APPROVED),
  ),
  row('a take-over of another repository', 'wrong-repository', takeOver({}, { link: { repositoryId: 4712 } }), TAKEN),
  row(
    'a take-over of a session that is closed',
    'session-closed',
    {
      links: [opened(), next('closed'), next('taken-over', RECOVER)],
    },
    TAKEN,
  ),
  row('a session that begins with a take-over', 'not-opened', { links: [next('taken-over', RECOVER)] }, TAKEN),
  row(
    'a second take-over by the same attempt of a run',
    'take-over-run',
    after(next('taken-over', RECOVER)),
    after(next('taken-over', { ...RECOVER, runAttempt: 2 })),
  ),
  row(
    'a recovery that took nothing over',
    'session-mixed',
    { links: [opened(), next('closed', RECOVER)] },
    after(next('closed', RECOVER)),
  ),
  row(
    'a link of the first run after the take-over',
    'session-mixed',
    after(next('rolled-back')),
    after(next('rolled-back', RECOVER)),
  ),
  row(
    'a link of an earlier recovery after the next one',
    'session-mixed',
    after(next('taken-over', { ...RECOVER, runId: '900002' }), next('closed', RECOVER)),
    after(next('taken-over', { ...RECOVER, runId: '900002' }), next('closed', { ...RECOVER, runId: '900002' })),
  ),
  row(
    'another attempt within a recovery',
    'session-mixed',
    after(next('closed', { ...RECOVER, runAttempt: 2 })),
    after(next('closed', RECOVER)),
  ),
  row(
    'an environment that changes within a recovery',
    'session-mixed',
    after(next('closed', APPROVED)),
    after(next('closed', RECOVER)),
  ),
  row('a recovery that goes forward', 'link-invalid', after(next('applied', RECOVER)), after(next('left', RECOVER))),
  row(
    'an approved recovery that goes forward',
    'recovery-state',
    { links: [...takeOver(APPROVED).links, next('verified', APPROVED)] },
    { links: [...takeOver(APPROVED).links, next('unsealed', APPROVED)] },
  ),
  row(
    'a link without an environment by the first run',
    'proof-environment',
    {
      links: [opened(), next('closed', BREAK_GLASS, { link: { environment: null } })],
    },
    { links: [opened(), next('closed')] },
  ),
  row(
    'a link of a job outside the environment',
    'session-mixed',
    {
      links: [opened(), next('closed', { ...BREAK_GLASS, environment: null })],
    },
    { links: [opened(), next('closed')] },
  ),
];
