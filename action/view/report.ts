import { accessLine } from './access.ts';
import { type Block, heading, type Line, list, paragraph, table } from './blocks.ts';
import { renderMarkdown } from './markdown.ts';
import { calls, changes, conflicts, facts, MEANING, type SessionModel, timeline } from './session.ts';

/** report.md of a session: committed beside its closing link, which holds its SHA-256. */
export function renderReport(model: SessionModel): string {
  const { session, drill, outcome, events } = model;
  return renderMarkdown([
    heading(1, `${drill ? 'DRILL ' : ''}${session}: ${outcome}`),
    paragraph({ strong: MEANING[outcome] }),
    table(['', ''], [...facts(model), [['Credentials'], accessLine(events)]]),
    ...section('Changes', ['step', 'what', 'before', 'after'], changes(events)),
    ...section('Conflicts', ['resource', 'before', 'ours', 'now'], conflicts(events)),
    heading(2, 'Timeline'),
    list(timeline(events)),
    ...calls(events),
  ]);
}

/** A heading and a table, where there is anything to say. */
export function section(
  title: string,
  header: readonly string[],
  rows: readonly (readonly Line[])[],
): readonly Block[] {
  return rows.length === 0 ? [] : [heading(2, title), table(header, rows)];
}
