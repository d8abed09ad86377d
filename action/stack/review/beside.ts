import { formatDuration } from '../../domain/duration.ts';
import { PARAMETERS } from '../../domain/stack-names.ts';
import { SOURCE_REPOSITORY } from '../../domain/trusted-names.ts';
import type { StackInput } from '../input.ts';
import { codes, heading, list, paragraph, type ReviewBlock, type ReviewLine, table } from './block.ts';
import type { ReviewedEntry, ReviewedRole } from './read-roles.ts';
import { readingTable } from './role.ts';

/** Where the versions of Breakglass are released. */
const RELEASES = `https://github.com/${SOURCE_REPOSITORY}`;

/** The roles beside those that break glass: each by what it lacks, or by all that it holds. */
export function helperSection(roles: readonly ReviewedRole[]): readonly ReviewBlock[] {
  return [
    heading(2, 'The roles beside it'),
    list([
      ...roles.filter(({ purpose }) => purpose === 'recover').map((role) => recoverWords(role, roles)),
      ...roles.filter(({ purpose }) => purpose === 'seal').map(sealerWords),
      ...roles.filter(({ purpose }) => purpose === 'plan').map(planWords),
    ]),
    ...roles.filter(({ purpose }) => purpose === 'plan').map(({ statements }) => readingTable(always(statements))),
    ...roles.filter(({ purpose }) => purpose === 'seal').flatMap(({ entries }) => recoveryBegins(entries)),
  ];
}

function recoverWords(recover: ReviewedRole, roles: readonly ReviewedRole[]): ReviewLine {
  const origin = roles.find(({ purpose, role }) => purpose === 'break-glass' && role === recover.role);
  const own = new Set(actionsOf(recover));
  const lacking = actionsOf(origin).filter((action) => !own.has(action));
  return [
    { code: recover.name },
    ' puts back what a session left behind when its runner died. Of the actions of ',
    { code: origin?.name ?? '' },
    ...(lacking.length === 0
      ? [' it holds all.']
      : [' it lacks ', ...codes(lacking), ', with which nothing is undone.']),
  ];
}

/** When somebody's session is undone by a job: read from who may assume the sealer. */
function recoveryBegins(entries: readonly ReviewedEntry[]): readonly ReviewBlock[] {
  const subjects = entries.filter(({ workflow }) => workflow === 'recover.yml').flatMap(({ subjects: own }) => own);
  const waits = subjects.length > 0 && subjects.every((subject) => subject.includes(':environment:'));
  return [
    waits
      ? paragraph(
          'After a session whose runner died, nothing is denied or put back before a reviewer of the environment has let it: your install says ',
          { code: 'recover: approval' },
          '. Until then the credentials of that session may work, to their own end at the latest, and what it changed stays as it is.',
        )
      : paragraph(
          'After a session whose runner died, the sealer and its recover role are used at once, and nobody is asked: they can only end that session and put back what it recorded. If a reviewer is to look first, write ',
          { code: 'recover: approval' },
          ' into the install, and deploy the template that is made then.',
        ),
  ];
}

function planWords({ name, statements }: ReviewedRole): ReviewLine {
  const asking = statements.filter(({ onlyIf }) => onlyIf !== undefined);
  return [
    { code: name },
    ' shows your approver what a request would meet. Nobody has to approve a plan, so it holds reads alone: those of the building blocks that the roles above serve, and of what a role writes out only how load balancers are configured. With ',
    { code: PARAMETERS.allowSimulation },
    ' it may also call ',
    ...codes(asking.flatMap(({ actions }) => actions)),
    ' on the enabled roles, to learn whether they may do what a request needs. All that it reads beside:',
  ];
}

function always(statements: ReviewedRole['statements']): ReviewedRole['statements'] {
  return statements.filter(({ onlyIf }) => onlyIf === undefined);
}

function sealerWords({ name, statements }: ReviewedRole): ReviewLine {
  const tested = statements.flatMap(({ conditions }) => Object.values(conditions).flatMap(Object.keys));
  return [
    { code: name },
    ' ends a session early: it puts a deny on the role, and later takes it off. It holds only ',
    ...codes([...new Set(statements.flatMap(({ actions }) => actions))]),
    ', only on the break-glass roles of this stack, and changes one only while that role still has the boundary that the stack gave it (',
    ...codes([...new Set(tested)]),
    '). So whatever it writes there can only subtract. It may also delete other inline policies of those roles, such as a deny of your own: put a deny that has to stay into a service control policy, or use the kill switch. It cannot touch itself, trust policies or boundaries.',
  ];
}

/** Who may assume which role: read from the trust policies. */
export function entrySection({ trust, install }: StackInput, roles: readonly ReviewedRole[]): readonly ReviewBlock[] {
  const networks = [...new Set(roles.flatMap(({ entries }) => entries.flatMap((entry) => entry.networks)))];
  return [
    heading(2, 'Who can use them, and when'),
    paragraph(
      'Only a job that GitHub runs. AWS tests each of these by equality, without a wildcard: that the job belongs to ',
      'the repository ',
      { code: trust.repository },
      ' with the id ',
      ...codes(claim(roles, 'repositoryId'), 'or'),
      ', to its branch ',
      ...codes(claim(roles, 'ref'), 'or'),
      ', to the audience ',
      ...codes(claim(roles, 'audience'), 'or'),
      ', to the STS endpoint that is called, of ',
      ...codes(claim(roles, 'region'), 'or'),
      ', and to the subject and the workflow file below. That file is ',
      "Breakglass's own, at a version that you name in ",
      { code: PARAMETERS.allowedWorkflowRefs },
      ' (now ',
      { code: trust.workflowRef },
      '). While that version is one that Breakglass released, nobody who can write to your repository can change what it does. ',
      'AWS looks only at its commit or tag, and GitHub lets a commit of a fork be named as if it were of the original: ',
      'compare it with the tags of ',
      { code: RELEASES },
      ' before you deploy, and each time you are asked to change it.',
    ),
    table(
      ['role', 'workflow file', 'subject', 'at most'],
      roles.flatMap(({ name, entries, maxSessionMs }) =>
        entries.map((entry): readonly ReviewLine[] => [
          [{ code: name }],
          [{ code: entry.workflow }],
          codes(entry.subjects, 'or'),
          [formatDuration(maxSessionMs)],
        ]),
      ),
    ),
    paragraph(
      'A subject with ',
      { code: `environment:${install.environment}` },
      ' means that the job waited behind the ',
      'environment of that name until somebody approved. Who that is stands in the settings of the repository, not here: ',
      'look there before you enable a role. The others run from the branch alone, and can read, undo or end.',
    ),
    ...(networks.length === 0 ? [] : [paragraph('Some may be assumed only from ', ...codes(networks, 'or'), '.')]),
  ];
}

function claim(
  roles: readonly ReviewedRole[],
  name: 'repositoryId' | 'ref' | 'audience' | 'region',
): readonly string[] {
  return [...new Set(roles.flatMap(({ entries }) => entries.flatMap((entry: ReviewedEntry) => entry[name])))];
}

function actionsOf(role: ReviewedRole | undefined): readonly string[] {
  return [...new Set((role?.statements ?? []).flatMap(({ actions }) => actions))].toSorted();
}
