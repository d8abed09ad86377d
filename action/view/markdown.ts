import type { Block, Inline, Line } from './blocks.ts';
import { code, markdown } from './escape.ts';

/** A page as GitHub-flavoured Markdown, every text escaped. */
export function renderMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(renderBlock).join('\n\n')}\n`;
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${renderLine(block.line)}`;
    case 'paragraph':
      return renderLine(block.line);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${renderLine(item)}`)
        .join('\n');
    case 'table':
      return [
        row(block.header.map(markdown)),
        row(block.header.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(renderLine))),
      ].join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function renderLine(line: Line): string {
  return line.map(renderInline).join('');
}

function renderInline(inline: Inline): string {
  if (typeof inline === 'string') return markdown(inline);
  return 'code' in inline ? code(inline.code) : `**${markdown(inline.strong)}**`;
}
