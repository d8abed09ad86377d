import { ownersOf, parseCodeOwners } from '../../domain/code-owners.ts';
import { formatAccount } from '../../domain/gate-facts.ts';
import { type Check, type Finding, ok, onSeen, page, SEE_MORE, unknown, wrong } from './finding.ts';
import { mayPush, personOf } from './people.ts';

export const checkVisibility: Check = (facts) => {
  const { visibility } = facts.repository;
  if (visibility !== 'public') return [ok('visibility', `the repository is ${visibility}`)];
  const refusing = facts.installs.filter((install) => !install.acceptPublicRepository);
  if (refusing.length === 0) return [ok('visibility', 'the repository is public, as every install accepts')];
  const named = refusing.map(({ install }) => `"${install}"`).join(', ');
  const fix = `${page(facts, 'General')} → Change repository visibility, or "accept-public-repository: true" in the install`;
  return [wrong('visibility', `the repository is public, and ${named} does not accept it`, fix)];
};

/** Who administers the repository can change everything that is checked here. */
export const checkAdministrators: Check = ({ administrators, installs }) =>
  onSeen('administrators', administrators, (accounts) => {
    const owners = new Set(installs.map(({ owner }) => owner));
    const whose =
      owners.size === 1 && owners.has('customer')
        ? "the customer's repository"
        : "the vendor's repository: its administrators can change the gate";
    return ok('administrators', `${whose}; administered by ${accounts.map(formatAccount).join(', ') || 'nobody'}`);
  });

export const checkDocuments: Check = ({ problems, installs }) => {
  const broken = problems.map((problem) => wrong('documents', problem, 'run "breakglass validate" and correct it'));
  const documents = broken.length > 0 ? broken : [ok('documents', 'every file in playbooks/ is valid')];
  const has =
    installs.length > 0
      ? ok('installs', `installs: ${installs.map(({ install }) => install).join(', ')}`)
      : wrong('installs', 'there is no install on the default branch', 'run "breakglass setup --install NAME …"');
  return [...documents, has];
};

const OWNED = [
  'playbooks/any.yml',
  'playbooks/roles/any.yml',
  'playbooks/installs/any.yml',
  '.github/workflows/any.yml',
  '.github/CODEOWNERS',
];
const FREE = 'playbooks/requests/any.yml';

/** What decides needs its owners; a request needs none, or nobody could merge it at 2 a.m. */
export const checkCodeOwners: Check = ({ codeOwners, workflows, people, owners }) => {
  const fix = 'run "breakglass init" and merge .github/CODEOWNERS';
  if (codeOwners === null) return [wrong('code-owners', 'there is no CODEOWNERS file on the default branch', fix)];
  const rules = parseCodeOwners(codeOwners);
  const paths = [...OWNED, ...workflows.map(({ path }) => path)];
  const open = paths.filter((path) => ownersOf(rules, path).length === 0);
  const problems = [
    ...(open.length === 0 ? [] : [`nobody owns ${open.join(', ')}`]),
    ...(ownersOf(rules, FREE).length === 0 ? [] : ['requests have an owner: nobody else could have one merged']),
  ];
  const covered =
    problems.length === 0
      ? ok('code-owners', 'playbooks/ and .github/ have owners, requests have none')
      : wrong('code-owners', `CODEOWNERS: ${problems.join('; ')}`, fix);
  const named = new Set(paths.flatMap((path) => ownersOf(rules, path)));
  return [covered, ownersCanWrite([...named], [...people, ...owners])];
};

/** GitHub passes over an owner who cannot write, and asks nobody where that leaves none. */
function ownersCanWrite(owners: readonly string[], people: Parameters<typeof personOf>[0]): Finding {
  const code = 'code-owners-can-write';
  const facts = owners.map((owner) => ({ owner, found: personOf(people, owner.slice(1)) }));
  const reading = facts.filter(({ found }) => found?.permission.seen === true && !mayPush(found));
  if (reading.length > 0) {
    const what = `${reading.map(({ owner }) => owner).join(', ')} cannot write: GitHub asks no such owner for a review`;
    return wrong(code, what, 'give them the role "write", or name others in CODEOWNERS');
  }
  const unseen = facts.filter(({ found }) => found?.permission.seen !== true);
  if (unseen.length > 0) {
    const what = `whether ${unseen.map(({ owner }) => owner).join(', ')} can write was not seen`;
    return unknown(code, what, `name people of the installs in CODEOWNERS, not teams; ${SEE_MORE}`);
  }
  return ok(code, 'every code owner can write');
}
