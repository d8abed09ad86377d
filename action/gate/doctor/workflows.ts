import { type Check, type Finding, ok, onSeen, page, SETUP, unknown, wrong } from './finding.ts';

const PINNED = /^(\.\/|docker:\/\/.+@sha256:[0-9a-f]{64}$|[^@]+@[0-9a-f]{40}$)/;

/** A tag or branch can be moved to other code, by somebody else. */
export const checkPinned: Check = ({ workflows }) => {
  const loose = workflows.flatMap(({ path, uses }) =>
    uses.filter((each) => !PINNED.test(each)).map((each) => `${path}: ${each}`),
  );
  if (loose.length === 0) return [ok('workflows-pinned', 'every workflow calls code by its full commit SHA')];
  const what = `called by something that can be moved: ${loose.join('; ')}`;
  return [wrong('workflows-pinned', what, 'pin each to a full commit SHA; "breakglass init" does so')];
};

/** A job in an environment of no install could carry a token that a trust policy takes. */
export const checkWorkflowEnvironments: Check = ({ workflows, installs }) => {
  const code = 'workflow-environments';
  const known = new Set(installs.map(({ environment }) => environment.toLowerCase()));
  const findings = workflows.flatMap(({ path, environments }) =>
    environments.flatMap((name): readonly Finding[] => {
      const fix = `${path}: name an install's environment, or remove the job`;
      if (name.includes('${{')) return [unknown(code, `${path} computes its environment: ${name}`, fix)];
      if (known.has(name.toLowerCase())) return [];
      return [wrong(code, `${path} has a job in environment "${name}", which no install has`, fix)];
    }),
  );
  return findings.length > 0 ? findings : [ok(code, 'no workflow enters an environment of no install')];
};

export const checkInStep: Check = ({ outOfStep }) =>
  onSeen('workflows-in-step', outOfStep, (paths) =>
    paths.length === 0
      ? ok('workflows-in-step', 'the workflows are as "breakglass init" writes them')
      : wrong(
          'workflows-in-step',
          `not as "breakglass init" writes them: ${paths.join(', ')}`,
          'run "breakglass init"',
        ),
  );

export const checkWorkflowToken: Check = (facts) => {
  const at = page(facts, 'Actions', 'General', 'Workflow permissions');
  const { workflowToken } = facts;
  const token = onSeen('workflow-token', workflowToken, ({ permissions }) =>
    permissions === 'read'
      ? ok('workflow-token', 'a workflow that does not say otherwise can only read')
      : wrong('workflow-token', 'a workflow that does not say otherwise can write', `${SETUP}, or ${at}`),
  );
  const pulls = onSeen('pull-request-switch', workflowToken, ({ mayCreatePullRequests }) =>
    mayCreatePullRequests
      ? ok(
          'pull-request-switch',
          'Actions may open pull requests, as the incident report needs; an approval of theirs counts nowhere: they are nobody on any list',
        )
      : wrong(
          'pull-request-switch',
          'Actions may not open pull requests: no incident report is proposed',
          `${SETUP}, or ${at} → Allow GitHub Actions to create and approve pull requests`,
        ),
  );
  return [...token, ...pulls];
};

export const checkSubject: Check = (facts) =>
  onSeen('subject', facts.subject, ({ useDefault, claimKeys, immutable }) => {
    if (!useDefault) {
      const what = `the OIDC subject is made of ${claimKeys.join(', ') || 'nothing'}, not by GitHub's default`;
      const { owner, name } = facts.repository;
      const fix = `gh api -X PUT repos/${owner}/${name}/actions/oidc/customization/sub -F use_default=true; then look at the trust policies`;
      return wrong('subject', what, fix);
    }
    if (immutable !== null)
      return ok('subject', `the OIDC subject has GitHub's default form, ${immutable ? 'with' : 'without'} ids`);
    const what = 'GitHub does not say whether the OIDC subject holds ids';
    return unknown('subject', what, "look at the sub of a run's token before you write a trust policy");
  });

export const checkPlanRole: Check = ({ installs }) =>
  installs.map(({ install, planRole }) =>
    planRole === undefined
      ? ok('plan-role', `"${install}" has no plan role: its approvers see a plan without the state of AWS`)
      : ok('plan-role', `"${install}" has a plan role: its approvers see what is, and what will be`),
  );

export const SECRET = 'BREAKGLASS_ALERTS';

/** Names only: whether the right names are in it, the first session tells. */
export const checkAlertSecret: Check = (facts) => {
  const named = facts.installs.filter(({ alerts }) => alerts.some(({ to }) => to !== 'status'));
  if (named.length === 0) return [ok('alert-secret', 'no install names an alert that needs a secret')];
  return onSeen('alert-secret', facts.secrets, (secrets) =>
    secrets.includes(SECRET)
      ? ok('alert-secret', `the secret ${SECRET} exists`)
      : wrong(
          'alert-secret',
          `there is no secret ${SECRET}, for the alerts of ${named.map(({ install }) => install).join(', ')}`,
          `gh secret set ${SECRET}, or ${page(facts, 'Secrets and variables', 'Actions')}`,
        ),
  );
};
