import { alert, type Block, codeBlock, heading, list, paragraph, table } from '../view/blocks.ts';
import type { LeftOpen } from './recover.ts';

/** Where the trail is. */
export interface TrailPlace {
  /** `owner/name`. */
  readonly repository: string;
  readonly serverUrl: string;
  /** The audit branch. */
  readonly branch: string;
}

const WHY: Readonly<Record<LeftOpen['why'], string>> = {
  'not-closed': 'The session was opened and never closed, and its run is over: nobody knows what it left as it was.',
  'lock-kept': 'The session is closed; its lock is kept until a person has seen to what it left.',
  'lock-without-session': 'A lock is held, its run is over, and no opening link of its session is found.',
};

/** What is left open, and what a person does about each. */
export function leftOpenPage(
  left: readonly LeftOpen[],
  place: TrailPlace & { readonly seen: string },
): readonly Block[] {
  return [
    heading(2, `Left open: ${left.length}`),
    alert('CAUTION', ['A person is needed. Nothing here is undone by itself.']),
    ...left.flatMap((item) => itemBlocks(item, place)),
    paragraph(
      `Looked at ${place.seen}. What the audit branch says is read here, not verified: run breakglass audit verify.`,
    ),
  ];
}

function itemBlocks(item: LeftOpen, place: TrailPlace): readonly Block[] {
  const { session, install, since, runId, folder, lock } = item;
  return [
    heading(3, session ?? lock ?? 'unknown'),
    paragraph({ strong: WHY[item.why] }),
    table(
      ['', ''],
      [
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
export function nextSteps({ why, session, folder, lock, runId }: LeftOpen, place: TrailPlace): readonly string[] {
  const look =
    session === null || folder === null
      ? []
      : [
          `see what it did: ${showCommands(session, place).join(' && ')}`,
          `the state before every change is in ${place.branch}:${folder}/0001-opened.json, under opening.steps[].before`,
          'compare it with AWS as it is now, and put back by hand what this session changed and nobody else has changed since',
        ];
  const run = runId === null ? [] : [`read the log of its run: ${runUrl(runId, place)}`];
  const give = lock === null ? [] : [`then give the lock back, in a clone: git push origin ${word(`:${lock}`)}`];
  return why === 'lock-without-session' ? [...run, ...give] : [...look, ...run, ...give];
}

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
