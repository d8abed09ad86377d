import { alert, type Block, type Inline, type Line } from './blocks.ts';
import { renderMarkdown } from './markdown.ts';

/** How much a page may take: characters where GitHub counts those, bytes of UTF-8 where it counts these. */
export interface Limit {
  readonly most: number;
  readonly unit: 'characters' | 'bytes';
}

/**
 * A page as Markdown of at most that much, cut between blocks, rows and items, never inside one. Where something is left
 * out, the page ends with a note that says so and where the rest is.
 */
export function fitMarkdown(blocks: readonly Block[], { most, unit }: Limit, rest: Line): string {
  const size = unit === 'bytes' ? byteLength : (text: string) => text.length;
  const whole = renderMarkdown(blocks);
  if (size(whole) <= most) return whole;
  const note = alert('NOTE', [...left, ...rest]);
  const cost = (block: Block): number => size(renderMarkdown([block])) + 1;
  return renderMarkdown([...keep(blocks, most - cost(note), cost), note]);
}

const left: readonly Inline[] = [{ strong: 'The rest is left out here' }, ', for it is longer than GitHub shows. '];

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

type Cost = (block: Block) => number;

/** The blocks that fit, and as much as fits of the first that does not. */
function keep(blocks: readonly Block[], room: number, cost: Cost): readonly Block[] {
  const kept: Block[] = [];
  let rest = room;
  for (const block of blocks) {
    const taken = cost(block);
    if (taken > rest) return [...kept, ...part(block, rest, cost)];
    kept.push(block);
    rest -= taken;
  }
  return kept;
}

function part(block: Block, room: number, cost: Cost): readonly Block[] {
  switch (block.type) {
    case 'list':
      return pieces(block.items, (items) => ({ ...block, items }), room, cost);
    case 'table':
      return pieces(block.rows, (rows) => ({ ...block, rows }), room, cost);
    case 'code':
      return pieces(block.text.split('\n'), (lines) => ({ ...block, text: lines.join('\n') }), room, cost);
    case 'details': {
      const blocks = keep(block.blocks, room - cost({ ...block, blocks: [] }), cost);
      return blocks.length === 0 ? [] : [{ ...block, blocks }];
    }
    default:
      return [];
  }
}

/** The longest beginning of `all` that fits: each piece is rendered once, and what an odd one adds is given up at the end. */
function pieces<T>(
  all: readonly T[],
  blockOf: (some: readonly T[]) => Block,
  room: number,
  cost: Cost,
): readonly Block[] {
  const frame = cost(blockOf([]));
  let count = 0;
  for (let taken = frame; count < all.length; count += 1) {
    taken += cost(blockOf(all.slice(count, count + 1))) - frame + 1;
    if (taken > room) break;
  }
  while (count > 0 && cost(blockOf(all.slice(0, count))) > room) count = Math.floor(count * 0.9);
  return count === 0 ? [] : [blockOf(all.slice(0, count))];
}
