import type { Block, Line } from './blocks.ts';
import { plain } from './escape.ts';
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
      return block.rows.map((cells) => cells.map(renderLine).join('  '));
  }
}

function renderLine(line: Line): string {
  return plain(
    shortArns(
      line
        .map((inline) =>
          typeof inline === 'string' ? inline : 'code' in inline ? inline.code : inline.strong.toUpperCase(),
        )
        .join(''),
    ),
  );
}
