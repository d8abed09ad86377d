import { BreakglassError } from '../../domain/error.ts';
import type { RepositoryFacts, Seen, SubjectFacts } from '../../domain/setup-facts.ts';
import { readRepository, readSubject, type SettingsPlace } from '../../github/settings.ts';
import type { TrustFacts } from '../../stack/input.ts';

/** What the trust policies test, as the command line gives it: then GitHub is asked for nothing, and equal options give an equal stack. */
export interface TrustOptions {
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ref?: string;
  readonly subject?: readonly string[];
}

/** The same by whichever way: what is trusted beside the repository. */
export interface TrustedCode {
  /** Commit or tag of Breakglass. */
  readonly workflowRef: string;
  readonly audience: string;
}

const AUDIENCES: readonly string[] = ['sts.amazonaws.com', 'sandbox'];
const COMMIT = /^[0-9a-f]{40}$/;
const TAG = /^(?:refs\/tags\/)?(v(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2})$/;
const OWNER = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})';
const NAME = '[A-Za-z0-9._-]{1,100}';
const ID = '[1-9][0-9]{0,14}';
const REPOSITORY = new RegExp(`^${OWNER}/${NAME}$`);
/** By names alone, or with both ids. */
const SUBJECT = new RegExp(`^repo:(?:(${OWNER}/${NAME})|${OWNER}@${ID}/${NAME}@(${ID}))$`);
const REF = /^refs\/heads\/(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;
/** During a move from one form of the subject to the other both are trusted; a third has no place there. */
const MOST_SUBJECTS = 2;

/** Full commits, and tags that releases make immutable: `v1.2.3` as `refs/tags/v1.2.3`. */
export function workflowRef(given: string): string {
  if (COMMIT.test(given)) return given;
  const [, tag] = TAG.exec(given) ?? [];
  if (tag !== undefined) return `refs/tags/${tag}`;
  throw refused(
    'workflows',
    given,
    'name a commit of Breakglass by its 40 hex digits, or a release by its tag: v1.2.3',
  );
}

export function requireAudience(given: string): string {
  if (AUDIENCES.includes(given)) return given;
  throw refused('audience', given, 'AWS takes sts.amazonaws.com alone; "sandbox" is for drills, and AWS refuses it');
}

/** Whether the command line says all of it; where it says a part, what lacks is named. */
export function isOffline({ repository, repositoryId, ref, subject }: TrustOptions): boolean {
  const given = { repository, 'repository-id': repositoryId, ref, subject };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 0) return true;
  if (missing.length === Object.keys(given).length) return false;
  throw new BreakglassError('missing-input', `what is to be trusted lacks ${missing.join(', ')}`, {
    hint: `give ${missing.map((name) => `--${name}`).join(', ')} too, or none of them: then GitHub is asked`,
  });
}

/**
 * The facts as given: exact, without a wildcard, and of one repository.
 *
 * @throws BreakglassError `invalid-input` for each that is not so
 */
export function trustOfOptions(options: TrustOptions, code: TrustedCode): TrustFacts {
  const { repository = '', repositoryId = '', ref = '', subject = [] } = options;
  if (!REPOSITORY.test(repository)) throw refused('repository', repository, 'write OWNER/NAME');
  if (!new RegExp(`^${ID}$`).test(repositoryId)) {
    throw refused('repository-id', repositoryId, `gh api repos/${repository} --jq .id tells it`);
  }
  if (!REF.test(ref)) throw refused('ref', ref, 'write one branch in full, such as refs/heads/main');
  const [first, ...others] = [...new Set(subject)];
  if (first === undefined || others.length >= MOST_SUBJECTS) {
    throw refused('subject', subject.join(', '), `give one, or ${MOST_SUBJECTS} while a repository moves`);
  }
  for (const each of [first, ...others]) requireSubject(each, options);
  return { ...code, repository, repositoryId, ref, subjects: [first, ...others] };
}

/** A subject begins with the repository: by name, by id, or by both. What follows is the template's. */
function requireSubject(given: string, { repository = '', repositoryId }: TrustOptions): void {
  const match = SUBJECT.exec(given);
  const form = `write repo:${repository}, or repo:OWNER@ID/NAME@ID as GitHub shows it, and nothing after it`;
  if (match === null) throw refused('subject', given, form);
  const [, name, id] = match;
  // Who comes to have the name later has another id.
  if (id === undefined ? name !== repository : id !== repositoryId) {
    throw refused(
      'subject',
      given,
      `it is of another repository than ${repository}, whose id is ${repositoryId}: ${form}`,
    );
  }
}

/**
 * The facts as GitHub tells them.
 *
 * @throws BreakglassError `github-forbidden` where the token may not see them, `not-set-up` where the subject has a form that no
 * trust policy of ours tests
 */
export async function trustOfGithub(place: SettingsPlace, code: TrustedCode): Promise<TrustFacts> {
  const [repository, subject] = await Promise.all([readRepository(place), readSubject(place)]);
  const { owner, name, id, defaultBranch } = repository;
  const options = {
    repository: `${owner}/${name}`,
    repositoryId: String(id),
    ref: `refs/heads/${defaultBranch}`,
    subject: [subjectOf(repository, subject)],
  };
  return trustOfOptions(options, code);
}

function subjectOf({ owner, ownerId, name, id }: RepositoryFacts, subject: Seen<SubjectFacts>): string {
  if (!subject.seen) throw new BreakglassError('github-forbidden', subject.why);
  const { useDefault, claimKeys, immutable } = subject.value;
  if (!useDefault) {
    const made = claimKeys.join(', ') || 'nothing';
    throw new BreakglassError('not-set-up', `the OIDC subject is made of ${made}, not by GitHub's default`, {
      hint: `gh api -X PUT repos/${owner}/${name}/actions/oidc/customization/sub -F use_default=true`,
    });
  }
  if (immutable === null) {
    throw new BreakglassError('not-set-up', 'GitHub does not say whether the OIDC subject holds ids', {
      hint: `give --subject as a token of this repository has it: repo:${owner}/${name} or repo:${owner}@${ownerId}/${name}@${id}, with --repository, --repository-id and --ref`,
    });
  }
  return immutable ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${owner}/${name}`;
}

function refused(option: string, value: string, hint: string): BreakglassError {
  return new BreakglassError('invalid-input', `--${option} is "${value.slice(0, 200)}"`, { hint });
}
