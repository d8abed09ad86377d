import { type BreakglassError, formatPosition } from '../domain/error.ts';
import type { Pending } from '../gate/pending.ts';
import { type Block, heading, type Line, list, paragraph } from '../view/blocks.ts';

/** Problems that a page names; the annotations and the log have all of them. */
const SHOWN = 50;

/** What was asked for and will not be: so that the pull request says it, and not only the log of a run. */
export function refusalPage(error: BreakglassError, runUrl: string): readonly Block[] {
  return [
    heading(2, 'Break glass: refused before anybody was asked'),
    list([problemLine(error)]),
    ...hintBlocks(error),
    paragraph('Nothing was changed, and no approver was woken. The run: ', { code: runUrl }),
  ];
}

/** What is wrong with the files of a pull request. */
export function problemsPage(files: number, problems: readonly BreakglassError[], runUrl: string): readonly Block[] {
  const shown = problems.slice(0, SHOWN);
  const left = problems.length - shown.length;
  if (problems.length === 0) {
    return [
      heading(2, 'Break glass: the playbooks are in order'),
      paragraph(
        `${files} files are valid: playbooks, roles, installs, requests and drills. This change asks for no session.`,
      ),
    ];
  }
  return [
    heading(2, `Break glass: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`),
    list(
      shown.map((problem) => [...problemLine(problem), ...(problem.hint === undefined ? [] : [`: ${problem.hint}`])]),
    ),
    ...(left === 0 ? [] : [paragraph(`and ${left} more, in the log of the run: `, { code: runUrl })]),
  ];
}

/** The plan of an open request, with what it still lacks right below the first table, which says who asks and who confirms. */
export function withPending(page: readonly Block[], pending: readonly Pending[]): readonly Block[] {
  if (pending.length === 0) return page;
  const below = page.findIndex(({ type }) => type === 'table') + 1;
  const missing = [heading(3, 'Still missing'), list(pending.map(pendingLine), true)];
  return [...page.slice(0, below), ...missing, ...page.slice(below)];
}

function pendingLine(pending: Pending): Line {
  switch (pending.kind) {
    case 'commander':
      return [{ strong: pending.commander.login }, ', the incident commander, approves the last commit, or merges it'];
    case 'reviews': {
      const { wanted, approved, people, binding } = pending;
      const names = people.map(({ login }) => login).join(', ');
      const bound = binding === 'digest' ? '; the review names the first 12 characters of the digest' : '';
      return [{ strong: `${wanted} of ${names}` }, ` approve the last commit; ${approved.length} did${bound}`];
    }
    case 'merge':
      return ['then ', { strong: `merge it into ${pending.into}` }, ': its run asks for the approval'];
  }
}

function problemLine(error: BreakglassError): Line {
  const place = error.at === undefined ? [] : [{ code: formatPosition(error.at) }, ' '];
  return [...place, { strong: error.code }, `: ${error.message}`];
}

/** A hint may be lines of YAML. */
function hintBlocks({ hint }: BreakglassError): readonly Block[] {
  if (hint === undefined) return [];
  const [first = '', ...rest] = hint.split('\n');
  return [paragraph('What to do: ', first), ...(rest.length === 0 ? [] : [list(rest.map((line) => [{ code: line }]))])];
}
