import type { SessionState } from '../domain/session.ts';
import { plain } from '../view/escape.ts';
import { sessionLine } from './audit-lines.ts';
import { openPlace } from './remote/place.ts';
import type { Waiting } from './remote/waiting.ts';
import type { Desk } from './request/options.ts';
import { type Known, readStatus, type Status } from './status/read-status.ts';

export interface StatusOptions {
  readonly root: string;
  readonly auditBranch: string;
  /** How many days back sessions are looked for. */
  readonly days: number;
  readonly json: boolean;
}

/** `breakglass status`: open sessions, what waits for whom, and what was lately; exit code 1 when something is unknown. */
export async function statusCommand({ root, json, ...query }: StatusOptions, desk: Desk): Promise<number> {
  const { github, fullName, me } = await openPlace({ root, variables: desk.variables });
  const status = await readStatus(github, { ...query, now: desk.now() });
  if (json) desk.write(JSON.stringify({ version: 1, repository: fullName, me: me.login, ...asJson(status) }));
  else for (const line of statusLines(status, query.days)) desk.write(plain(line));
  return Object.values(status).some((part: Known<unknown>) => 'unknown' in part) ? 1 : 0;
}

function statusLines({ open, locks, waiting, recent }: Status, days: number): readonly string[] {
  return [
    ...section(
      'open sessions',
      open,
      ({ session, install, since, state }) =>
        `${session}  ${install ?? 'unknown install'}  since ${since}${howItStands(state)}`,
    ),
    ...section('locks', locks, ({ install, holder }) =>
      holder === undefined
        ? `${install}: held, by whom is unknown`
        : `${install}: held by ${holder.session} since ${holder.since}  ${holder.run}`,
    ),
    ...section('waiting for an approval', waiting, waitingLine),
    ...section(`sessions of the last ${days} days`, recent, sessionLine),
    'read, not verified: breakglass audit verify proves what the branch says',
  ];
}

/** Nothing of one that its own run has and works on. */
function howItStands(state: SessionState): string {
  switch (state) {
    case 'taken-over':
      return '  a recovery has taken it over';
    case 'left':
      return '  left to recovery: breakglass end starts one';
    case 'unsealed':
      return '  UNSEALED: that its access has ended is not shown';
    default:
      return '';
  }
}

function waitingLine({ run, environment, reviewers, mayApprove }: Waiting): string {
  const who = reviewers.length === 0 ? 'nobody is named' : reviewers.join(' or ');
  const mine = mayApprove ? `  you may: breakglass approve ${run.id}` : '';
  return `${environment.name}: ${run.title} by ${run.by.login}, since ${run.since}, for ${who}  ${run.url}${mine}`;
}

function section<T>(title: string, part: Known<readonly T[]>, line: (item: T) => string): readonly string[] {
  if ('unknown' in part) return [`${title}: UNKNOWN, ${part.unknown}`];
  return part.is.length === 0 ? [`${title}: none`] : [`${title}:`, ...part.is.map((item) => `  ${line(item)}`)];
}

/** What is unknown is null, and named. */
function asJson(status: Status): Record<string, unknown> {
  const parts = Object.entries(status) as readonly (readonly [string, Known<unknown>])[];
  const unknown = Object.fromEntries(
    parts.flatMap(([name, part]) => ('unknown' in part ? [[name, part.unknown]] : [])),
  );
  return { ...Object.fromEntries(parts.map(([name, part]) => [name, 'is' in part ? part.is : null])), unknown };
}
