import { formatDuration } from '../../domain/duration.ts';
import { type Block, heading, list, paragraph } from '../../view/blocks.ts';
import { plain } from '../../view/escape.ts';
import { renderMarkdown } from '../../view/markdown.ts';
import type { Prepared } from '../prepare.ts';
import type { Asked, Sent } from './asked.ts';
import { possibleApprovers } from './validate.ts';

/** The body of the pull request: a few lines for e-mails. The plan follows as a comment. */
export function requestBody(prepared: Prepared): string {
  return renderMarkdown(summary(prepared));
}

function summary({ documents: { request, install }, plan, digest }: Prepared): readonly Block[] {
  return [
    heading(3, `${request.incident}: ${plan.playbook.summary}`),
    ...request.reason
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(line)),
    list([
      [
        'playbook ',
        { code: request.playbook },
        ' on ',
        { code: install.install },
        `, for ${formatDuration(request.durationMs)}`,
      ],
      [`incident commander: ${request.commander.login}`],
      ['digest of the plan ', { code: digest }, ', unless a policy file changes before the merge'],
    ]),
    paragraph(
      'This pull request adds one file. The plan follows as a comment; nothing happens before it is merged and approved.',
    ),
  ];
}

/** Tells what was sent, or on a dry run would be, and what happens next. */
export function tellRequest(asked: Asked, sent: Sent | undefined, write: (line: string) => void): void {
  const { name, dispatched, way } = asked;
  const say = (line: string): void => write(plain(line));
  if (sent !== undefined) say(`${dispatched ? 'dispatched' : 'opened'} ${sent.name}: ${sent.url}`);
  else if (way.kind === 'dispatch') say(`would dispatch ${way.dispatch.playbook} with these fields:`);
  else say(`would add ${way.path} by the pull request "Break glass: ${name}":`);
  if (sent === undefined) for (const line of contents(asked)) say(`  ${line}`);
  if (sent?.warning !== undefined) say(`WARNING: ${sent.warning}`);
  const digest = digestOf(asked, sent);
  if (digest !== null) say(`digest ${digest}`);
  say(sent === undefined ? 'then:' : 'what happens next:');
  for (const [index, line] of nextSteps(asked).entries()) say(`  ${index + 1}. ${line}`);
}

/** The same for a program: one line of JSON. */
export function requestJson(asked: Asked, sent: Sent | undefined): string {
  const { way, place, prepared } = asked;
  const file = way.kind === 'pull-request' ? { path: way.path, text: way.text } : {};
  return JSON.stringify({
    version: 1,
    request: sent?.name ?? asked.name,
    by: place.me.login,
    approvers: possibleApprovers(place.me, prepared),
    digest: digestOf(asked, sent),
    ...file,
    sent: sent ?? null,
  });
}

/** Known beforehand for a file; for a dispatch, whose name is the number of its run, only afterwards. */
function digestOf({ way, prepared }: Asked, sent: Sent | undefined): string | null {
  return sent === undefined && way.kind === 'pull-request' ? prepared.digest : (sent?.digest ?? null);
}

function contents({ way, fields }: Asked): readonly string[] {
  if (way.kind === 'pull-request') return way.text.trimEnd().split('\n');
  return Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
}

/** What happens next, and who does it. */
function nextSteps({ prepared, place, dispatched }: Asked): readonly string[] {
  const { install, request } = prepared.documents;
  const { minimum, withinMs, binding } = install.approvers;
  const approvers = possibleApprovers(place.me, prepared).join(' or ');
  const commander = request.commander.login;
  const merge =
    commander.toLowerCase() === place.me.login.toLowerCase()
      ? `somebody who may merge merges it into ${place.defaultBranch}; you command`
      : `${commander} confirms the criteria by approving its last commit, or by merging it into ${place.defaultBranch}`;
  return [
    ...(dispatched
      ? ['the run makes the plan and shows it in its summary']
      : ['the plan appears as a comment of the pull request', merge]),
    ...(minimum > 1 ? [`${minimum - 1} of the approvers approve its last commit before it is merged`] : []),
    `${approvers} approves at the environment ${install.environment}, within ${formatDuration(withinMs)}: breakglass approve`,
    ...(binding === 'digest' ? ["the approval's comment names the digest: breakglass approve writes it"] : []),
    'follow it with: breakglass status',
  ];
}
