import type { Block, Inline, Line } from './blocks.ts';
import { code, codeFence, filled, html, markdown, strong } from './escape.ts';
import { mermaidSequence } from './sequence.ts';

type Place = 'line' | 'cell';

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
      return renderTable(block.header, block.rows);
    case 'code':
      return codeFence(block.language, block.text);
    case 'mermaid':
      return ['```mermaid', ...mermaidSequence(block.sequence), '```'].join('\n');
    case 'alert':
      return [`> [!${block.kind}]`, block.lines.map((line) => `> ${renderLine(line)}`).join('\n>\n')].join('\n');
    case 'details':
      return [
        `<details>\n<summary>${html(block.summary)}</summary>`,
        ...block.blocks.map(renderBlock),
        '</details>',
      ].join('\n\n');
  }
}

/** Markdown's tables have a header: where there are no titles, the first row is it. */
function renderTable(header: readonly string[], rows: readonly (readonly Line[])[]): string {
  const titled = header.some((text) => text !== '');
  const [first = header.map(() => []), ...rest] = titled ? [header.map((text): Line => [text]), ...rows] : rows;
  const shown = [first, ...rest].map((cells) => row(cells.map((cell) => renderLine(cell, 'cell'))));
  return [shown[0], row(header.map(() => ':--')), ...shown.slice(1)].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function renderLine(line: Line, place: Place = 'line'): string {
  return filled(line.map((inline) => renderInline(inline, place)).join(''));
}

function renderInline(inline: Inline, place: Place): string {
  if (typeof inline === 'string') return markdown(inline);
  if ('code' in inline) return code(inline.code, place);
  if ('strong' in inline) return strong(inline.strong);
  return isOwnUrl(inline.url)
    ? `[${markdown(inline.link)}](${inline.url})`
    : `${markdown(inline.link)}: ${code(inline.url, place)}`;
}

/** GitHub's pages, as we put them together: https, or loopback in a drill; no query, and no character that Markdown reads. */
function isOwnUrl(url: string): boolean {
  return /^(?:https:\/\/[a-z0-9.-]+|http:\/\/127\.0\.0\.1)(?::\d{1,5})?(?:\/[A-Za-z0-9._~-]+)*$/.test(url);
}
