import type { Install } from '../../domain/documents.ts';
import type { SetupFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, ok, page, SEE_MORE, unknown, wrong } from './finding.ts';

const CODE = 'alert-secret';
const SECRET = 'BREAKGLASS_ALERTS';

/** Names only: whether the right names are in it, the first session tells. */
export const checkAlertSecret: Check = (facts) => {
  const named = facts.installs.filter(({ alerts }) => alerts.some(({ to }) => to !== 'status'));
  if (named.length === 0) return [ok(CODE, 'no install names an alert that needs a secret')];
  return named.map((install) => judge(facts, install));
};

/** A job reads the environment's secret before the repository's: only what neither holds is missing. */
function judge(facts: SetupFacts, { install, environment }: Install): Finding {
  const own = facts.environmentSecrets.get(environment.toLowerCase());
  if (own === undefined) return unknown(CODE, `nobody looked for ${SECRET} in environment ${environment}`, SEE_MORE);
  if (!own.seen) return unknown(CODE, own.why, SEE_MORE);
  const { secrets } = facts;
  if (own.value.includes(SECRET)) return ok(CODE, inEnvironment(environment, secrets.seen ? secrets.value : []));
  if (!secrets.seen) return unknown(CODE, `environment ${environment} has no ${SECRET}; ${secrets.why}`, SEE_MORE);
  const set = `gh secret set ${SECRET} --env ${environment}`;
  if (secrets.value.includes(SECRET)) {
    return ok(CODE, `only the repository has the secret ${SECRET}: every workflow of it may read that; better: ${set}`);
  }
  return wrong(
    CODE,
    `"${install}" names alerts, and neither environment ${environment} nor the repository has a secret ${SECRET}`,
    `${set}, or ${page(facts, 'Environments', environment)}`,
  );
}

function inEnvironment(environment: string, ofRepository: readonly string[]): string {
  const what = `environment ${environment} has the secret ${SECRET}`;
  if (!ofRepository.includes(SECRET)) return what;
  return `${what}; the repository has one too, which every workflow of it may read: gh secret delete ${SECRET}`;
}
