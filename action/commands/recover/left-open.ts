import type { ProvenSession } from '../../audit/proven-session.ts';
import type { BreakglassError } from '../../domain/error.ts';
import { isJsonObject } from '../../domain/json.ts';
import { runIdOf } from '../../github/lock-marker.ts';
import type { HeldLock, OpenedSession } from '../../github/open-sessions.ts';
import { alert, type Block, codeBlock, heading, list, paragraph, table } from '../../view/blocks.ts';

/** What a recovery leaves to a person. */
export interface LeftOpen {
  /** Why it is one: a session that it could not end or not prove, or a lock that is to stay. */
  readonly why: 'not-closed' | 'untrusted' | 'lock-kept' | 'lock-without-session';
  readonly session: string | null;
  readonly install: string | null;
  readonly since: string | null;
  readonly runId: string | null;
  /** The session's folder on the audit branch. */
  readonly folder: string | null;
  /** The lock's ref, where there is one. */
  readonly lock: string | null;
  /** What stood in the way: code and message. */
  readonly error: string;
  readonly hint: string | null;
}

/** A proven session, or a lock, that is left to a person. */
export function leftOf(found: ProvenSession | HeldLock, why: LeftOpen['why'], error: BreakglassError): LeftOpen {
  const said = { why, error: `${error.code}: ${error.message}`, hint: error.hint ?? null };
  if ('links' in found) {
    const { session, folder, opening, holder } = found;
    const install = installOf(opening.opening?.['plan']);
    const lock = install === null ? null : `refs/heads/break-glass/open/${install}`;
    return { ...said, session, install, since: opening.at, runId: holder.runId, folder, lock };
  }
  const { holder, install, ref } = found;
  const { session = null, since = null, run = '' } = holder ?? {};
  return { ...said, session, install, since, runId: runIdOf(run) || null, folder: null, lock: ref };
}

/** What calls itself a session and is not proven. Nothing that it says is acted on, but it is shown. */
export function untrustedOf(
  { session, install, since, runId, folder }: OpenedSession,
  error: BreakglassError,
): LeftOpen {
  const said = { error: `${error.code}: ${error.message}`, hint: error.hint ?? null };
  return { why: 'untrusted', session, install, since, runId, folder, lock: null, ...said };
}

function installOf(plan: unknown): string | null {
  const install = isJsonObject(plan) ? plan['install'] : undefined;
  const name = isJsonObject(install) ? install['name'] : undefined;
  return typeof name === 'string' ? name : null;
}

/** Where the trail is. */
export interface TrailPlace {
  /** `owner/name`. */
  readonly repository: string;
  readonly serverUrl: string;
  /** The audit branch. */
  readonly branch: string;
}

const WHY: Readonly<Record<LeftOpen['why'], string>> = {
  'not-closed': 'The session was opened, its run is over, and a recovery could not put everything right.',
  untrusted: 'It calls itself a session, and GitHub has not signed for all of it: nothing was done on its word.',
  'lock-kept': 'The session is closed; its lock is kept until a person has seen to what it left.',
  'lock-without-session': 'A lock is held, its run is over, and it could not be given back.',
};

/** What is left open, and what a person does about each. */
export function leftOpenPage(
  left: readonly LeftOpen[],
  place: TrailPlace & { readonly seen: string },
): readonly Block[] {
  return [
    heading(2, `Left open: ${left.length}`),
    alert('CAUTION', ['A person is needed.']),
    ...left.flatMap((item) => itemBlocks(item, place)),
    paragraph(
      `Looked at ${place.seen}. Of each open session all links are proven; of the branch as a whole, run breakglass audit verify.`,
    ),
  ];
}

function itemBlocks(item: LeftOpen, place: TrailPlace): readonly Block[] {
  const { session, install, since, runId, folder, lock, error } = item;
  return [
    heading(3, session ?? lock ?? 'unknown'),
    paragraph({ strong: WHY[item.why] }),
    table(
      ['', ''],
      [
        [['Why'], [error]],
        [['Install'], [install ?? 'unknown']],
        [['Since'], [since === null ? 'unknown' : { code: since }]],
        [['Run'], [runId === null ? 'unknown' : { link: runId, url: runUrl(runId, place) }]],
        ...(folder === null ? [] : [[['Links'], [{ code: `${place.branch}:${folder}` }]]]),
        ...(lock === null ? [] : [[['Lock'], [{ code: lock }]]]),
      ],
    ),
    heading(3, 'What to do now'),
    list(
      nextSteps(item, place).map((step) => [step]),
      true,
    ),
    ...(session === null || folder === null ? [] : [codeBlock('text', showCommands(session, place).join('\n'))]),
  ];
}

/** What a person does, one step a line. */
export function nextSteps({ why, session, folder, lock, runId, hint }: LeftOpen, place: TrailPlace): readonly string[] {
  const look =
    session === null || folder === null
      ? []
      : [
          `see what it did: ${showCommands(session, place).join(' && ')}`,
          `the state before every change is in ${place.branch}:${folder}/0001-opened.json, under opening.steps[].before`,
          'compare it with AWS as it is now, and put back by hand what this session changed and nobody else has changed since',
        ];
  const first = hint === null ? [] : [hint];
  const run = runId === null ? [] : [`read the log of its run: ${runUrl(runId, place)}`];
  const give = lock === null ? [] : [`then give the lock back, in a clone: git push origin ${word(`:${lock}`)}`];
  if (why === 'untrusted') return [...first, UNTRUSTED, ...look, ...run];
  return why === 'lock-without-session' ? [...first, ...run, ...give] : [...first, ...look, ...run, ...give];
}

const UNTRUSTED =
  'somebody wrote to the audit branch who is not Breakglass: keep it as evidence, see who can push, and run breakglass audit verify';

function showCommands(session: string, { repository, serverUrl, branch }: TrailPlace): readonly string[] {
  return [
    `git clone --branch ${branch} ${serverUrl}/${repository} audit`,
    `breakglass audit show ${session} --repo audit --branch ${branch}`,
  ];
}

function runUrl(runId: string, { repository, serverUrl }: TrailPlace): string {
  return `${serverUrl}/${repository}/actions/runs/${runId}`;
}

/** Whoever can push names refs: one with a name that a shell would read is quoted, for people copy what is shown. */
function word(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
