import { formatDuration } from '../../domain/duration.ts';
import { enableParameter } from '../../domain/stack-names.ts';
import { isThoughtThrough } from '../../policy/thought-through.ts';
import type { OfferedRole } from '../input.ts';
import { codes, heading, list, paragraph, type ReviewBlock, type ReviewLine, table } from './block.ts';
import { mindOf, neverOf, unpromisedLine } from './never.ts';
import type { ReviewedRole, ReviewedStatement } from './read-roles.ts';
import { conditionWords, resourceWords } from './words.ts';

/** What a step or check kind is for, and the actions that it needs. */
export interface KindWords {
  readonly kind: string;
  readonly summary: string;
  readonly actions: readonly string[];
}

/** The section of one break-glass role: what it is for, may do, and cannot do. */
export function roleSection(
  { role, grants }: OfferedRole,
  reviewed: ReviewedRole,
  kinds: readonly KindWords[],
  region: string,
): readonly ReviewBlock[] {
  const served = kinds.filter(({ kind }) => role.serves.includes(kind));
  const changing = new Set([
    ...grants.filter(({ access }) => access === 'write').map(({ action }) => action),
    ...role.statements.filter(({ access }) => access === 'write').flatMap(({ actions }) => actions),
  ]);
  const changes = rowsOf(reviewed, served, (action) => changing.has(action));
  const reads = rowsOf(reviewed, served, (action) => !changing.has(action));
  const nevers = neverOf(reviewed, region);
  return [
    heading(2, role.role, ': ', role.title),
    paragraph('The vendor describes it so: ', role.description.replace(/\s+/g, ' ').trim()),
    paragraph(
      'It exists once you set ',
      { code: enableParameter(role.role) },
      ' to ',
      { code: 'true' },
      '. Its name is ',
      { code: reviewed.name },
      '. It serves these building blocks of playbooks:',
    ),
    list(served.map(({ kind, summary }): ReviewLine => [{ code: kind }, ': ', summary])),
    paragraph({ strong: 'It may change' }, changes.length === 0 ? ': nothing.' : ':'),
    ...(changes.length === 0 ? [] : [table(HEADER, changes)]),
    paragraph({ strong: 'It may read' }, ':'),
    table(HEADER, reads),
    ...accountWide(reviewed),
    paragraph({ strong: 'It can never' }, ', whatever a playbook or a session asks for:'),
    list([
      ['Call an action that is not in these two lists. There is no wildcard in them.'],
      ...nevers.said.map(({ line }) => line),
      [
        'Get more by a policy that somebody attaches to it: its permissions boundary is this very policy, so that anything added can only subtract.',
      ],
    ]),
    ...[...unpromisedLine(nevers), ...mindOf(reviewed)].map((line) => paragraph(...line)),
    paragraph(
      `A session of it lasts at most ${formatDuration(reviewed.maxSessionMs)}. The code that you let in narrows each session again, to what its approved plan needs, and lets it end with the plan's time.`,
    ),
  ];
}

const HEADER = ['action', 'on', 'only if', 'needed by'] as const;

/** What a role reads, whoever it is for: every action with what it is on. */
export function readingTable(statements: readonly ReviewedStatement[]): ReviewBlock {
  const rows = statements.flatMap(({ actions, resources, conditions }) =>
    actions.map((action): readonly ReviewLine[] => [
      [{ code: action }],
      resourceWords(resources),
      conditionWords(conditions),
    ]),
  );
  return table(['action', 'on', 'only if'], rows);
}

function rowsOf(
  { statements }: ReviewedRole,
  kinds: readonly KindWords[],
  wanted: (action: string) => boolean,
): readonly (readonly ReviewLine[])[] {
  return statements.flatMap((statement) =>
    statement.actions
      .filter(wanted)
      .map((action) => [
        [{ code: action }],
        resourceWords(statement.resources),
        conditionWords(statement.conditions),
        neededBy(kinds.filter(({ actions }) => actions.includes(action)).map(({ kind }) => kind)),
      ]),
  );
}

function neededBy(kinds: readonly string[]): ReviewLine {
  return kinds.length === 0 ? ["the role's file asks for it"] : codes(kinds);
}

/** What is not narrowed to single resources, and why where we know it. */
function accountWide({ statements }: ReviewedRole): readonly ReviewBlock[] {
  const wide = statements.filter(({ resources }) => resources.includes('*'));
  if (wide.length === 0) return [];
  const known = wide.every(isDescribing);
  return [
    paragraph(
      known
        ? 'These reads are account-wide: AWS gives these actions no resource types, so that no policy can narrow them to single load balancers or instances.'
        : 'Where it says the whole account, nothing narrows the action to single resources.',
    ),
  ];
}

function isDescribing({ actions }: ReviewedStatement): boolean {
  return actions.every((action) => isThoughtThrough(action) && action.includes(':Describe'));
}
