import type { Block, Inline, Line } from './blocks.ts';
import { plain } from './escape.ts';
import { sequenceLine } from './sequence.ts';
import { shortArns } from './short-arn.ts';

/** A page as plain lines for a terminal or a log, every text made visible. */
export function renderText(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block, index) => [...(index === 0 ? [] : ['']), ...renderBlock(block)]);
}

function renderBlock(block: Block): readonly string[] {
  switch (block.type) {
    case 'heading':
      return [renderLine(block.line).toUpperCase()];
    case 'paragraph':
      return [renderLine(block.line)];
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${renderLine(item)}`);
    case 'table':
      return renderTable(block.header, block.rows);
    case 'code':
      // As it is: what is sent, or to be pasted, is not shortened.
      return block.text.split('\n').map((line) => `  ${plain(line)}`);
    case 'mermaid':
      return [plain(sequenceLine(block.sequence))];
    case 'alert':
      return block.lines.map((line) => `${block.kind}: ${renderLine(line)}`);
    case 'details':
      return [
        plain(block.summary).toUpperCase(),
        ...renderText(block.blocks).flatMap((line) => (line === '' ? [] : [line])),
      ];
  }
}

/** Columns as wide as what stands in them, but for the last. */
function renderTable(header: readonly string[], rows: readonly (readonly Line[])[]): readonly string[] {
  const head = header.some((text) => text !== '') ? [header.map(plain)] : [];
  const texts = [...head, ...rows.map((cells) => cells.map(renderLine))];
  const widths = header.map((_, column) => Math.max(...texts.map((cells) => (cells[column] ?? '').length)));
  return texts.map((cells) =>
    cells.map((text, column) => (column === cells.length - 1 ? text : text.padEnd(widths[column] ?? 0))).join('  '),
  );
}

function renderLine(line: Line): string {
  return plain(shortArns(line.map(renderInline).join('')));
}

function renderInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('code' in inline) return inline.code;
  if ('strong' in inline) return inline.strong.toUpperCase();
  return `${inline.link}: ${inline.url}`;
}
