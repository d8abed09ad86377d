import type { Link } from '../audit/link.ts';
import { CLOSING_STATES } from '../audit/parse-link.ts';
import type { OpenSession, Verification } from '../audit/verify.ts';
import type { TimedEvent } from '../domain/event.ts';
import { plain } from '../view/escape.ts';
import { eventLine } from '../view/event-line.ts';

/** A link as it stands on the branch; nobody has checked it. */
export interface ReadLink {
  readonly commit: string;
  readonly path: string;
  readonly link: Link;
}

export interface SessionSummary {
  readonly session: string;
  readonly drill: boolean;
  /** Time of the first link. */
  readonly since: string;
  readonly environment: string | null;
  readonly links: number;
  /** State of the last link. */
  readonly state: Link['state'];
  /** What the session says of its end; null while it has not ended. */
  readonly outcome: string | null;
}

export function summarize(all: readonly ReadLink[]): SessionSummary {
  // Anyone who can push could have written a link without a proof: it says nothing of a session that has others.
  const claimed = all.filter(({ link }) => link.proof !== null);
  const links = claimed.length === 0 ? all : claimed;
  const [first, last] = [links[0], links.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a session has at least one link');
  const closing = last.link.events.findLast((event) => event.type === 'closed');
  const ended = CLOSING_STATES.includes(last.link.state);
  return {
    session: first.link.session,
    drill: first.link.drill,
    since: first.link.at,
    environment: first.link.environment,
    links: links.length,
    state: last.link.state,
    outcome: ended ? (closing?.outcome ?? last.link.state) : null,
  };
}

/** One session in one line for people. */
export function sessionLine(summary: SessionSummary): string {
  const outcome = summary.outcome ?? `OPEN (${summary.state})`;
  const place = summary.environment ?? 'no environment';
  return plain(`${summary.since}  ${summary.session}  ${outcome}  ${place}${summary.drill ? '  DRILL' : ''}`);
}

/** One session with its links and events, for people. */
export function sessionDetail(links: readonly ReadLink[]): readonly string[] {
  const summary = summarize(links);
  const body = links.flatMap(({ link, commit }) => [
    `${link.at}  ${String(link.sequence).padStart(4, '0')} ${link.state}  run ${link.runId}  commit ${commit}`,
    ...link.events.flatMap((event) => {
      const line = lineOf(event);
      return line === undefined ? [] : [`  ${event.at}  ${line}`];
    }),
  ]);
  return [sessionLine(summary), ...body.map(plain), 'read, not verified: run breakglass audit verify'];
}

/** Events are as they were written, perhaps by a newer version, or by somebody else. */
function lineOf(event: TimedEvent): string | undefined {
  try {
    return eventLine(event);
  } catch {
    return JSON.stringify(event);
  }
}

const ANCHORS: Readonly<Record<Verification['anchored'], string>> = {
  head: 'the branch ends at the given commit',
  contained: 'the given commit is in the branch, and more follows it',
  missing: 'THE GIVEN COMMIT IS NOT IN THE BRANCH',
  none: 'none given (--head OID): a cut-off tail or a wholly rewritten history cannot be excluded',
};

/** The three answers of `verify`, each apart, then what is wrong. */
export function verificationLines(ref: string, result: Verification): readonly string[] {
  const wrong = { proofs: 0, chain: 0 };
  for (const { code } of result.problems) {
    if (code.startsWith('proof-')) wrong.proofs++;
    else if (code !== 'anchor-missing') wrong.chain++;
  }
  const proven = result.links - result.unproven.length - wrong.proofs;
  const owner = result.repository;
  return [
    `branch  ${ref} at ${result.head ?? 'nothing'}`,
    `owner   ${owner === null ? 'unknown' : `${owner.repository}, repository id ${owner.repositoryId}`}: compare it with yours`,
    `chain   ${result.links} links of ${result.sessions} sessions: ${wrong.chain === 0 ? 'whole' : `${wrong.chain} problems`}`,
    `proofs  ${proven} proven, ${result.unproven.length} without a proof, ${wrong.proofs} wrong`,
    ...(result.originsChecked ? [] : ['ORIGINS NOT CHECKED: give --workflow REF, or compare these yourself']),
    ...result.origins.map(
      ({ workflow, environment, links }) =>
        `origin  ${links} by ${workflow ?? 'an unnamed workflow'} in ${environment ?? 'no environment'}`,
    ),
    `anchor  ${ANCHORS[result.anchored]}`,
    ...result.open.map(openLine),
    ...result.unproven.map(({ path }) => `unproven ${path}: anyone who can push could have written this refusal`),
    ...result.foreign.map(({ commit, paths }) => `foreign ${commit} adds ${paths.length} files of its own`),
    ...result.problems.map(
      ({ code, commit, path, reason }) =>
        `problem ${code}${path === null ? '' : ` ${path}`}${commit === null ? '' : ` (commit ${commit})`}: ${reason}`,
    ),
    result.ok ? 'verified' : 'NOT VERIFIED',
  ].map(plain);
}

function openLine({ session, since, drill, unsealed }: OpenSession): string {
  const access = unsealed === true ? ', UNSEALED: that its access has ended is not shown' : '';
  return `open    ${session} since ${since}${drill ? ' (drill)' : ''}${access}`;
}
