import type { Install } from '../../domain/documents.ts';
import type { SetupFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, ok, page, SEE_MORE, unknown, wrong } from './finding.ts';

const CODE = 'state-key-secret';
const SECRET = 'BREAKGLASS_STATE_KEY';

/** Names only: what it holds the first session tells. */
export const checkStateKeySecret: Check = (facts) => {
  const keyed = facts.installs.filter(({ stateKey }) => stateKey === true);
  const { secrets } = facts;
  const everywhere = secrets.seen && secrets.value.includes(SECRET);
  if (everywhere) {
    return [wrong(CODE, `the repository has the secret ${SECRET}: every workflow of it may read that`, REMOVE)];
  }
  if (keyed.length === 0) return [ok(CODE, 'no install has state-key: true')];
  return keyed.map((install) => judge(facts, install));
};

const REMOVE = `gh secret delete ${SECRET}; what it was is no secret any more: put another one into the environments`;

function judge(facts: SetupFacts, { install, environment }: Install): Finding {
  const own = facts.environmentSecrets.get(environment.toLowerCase());
  if (own === undefined) return unknown(CODE, `nobody looked for ${SECRET} in environment ${environment}`, SEE_MORE);
  if (!own.seen) return unknown(CODE, own.why, SEE_MORE);
  if (own.value.includes(SECRET)) return ok(CODE, `environment ${environment} has the secret ${SECRET}`);
  return wrong(
    CODE,
    `"${install}" has state-key: true, and environment ${environment} has no secret ${SECRET}: every run of it is refused`,
    `openssl rand -base64 32 | gh secret set ${SECRET} --env ${environment}, or ${page(facts, 'Environments', environment)}`,
  );
}
