/** GitHub takes comments of 65,536 characters. */
const COMMENT_CHARACTERS = 65_000;
/** Characters that closing what is open may take. */
const ROOM_TO_CLOSE = 100;
const NOTE = '\n\n*The rest is left out here: it is longer than GitHub takes.*\n';

/**
 * Markdown that another job rendered, as a comment takes it: cut between two blocks, a fence that the cut would leave open
 * left out whole. Pages of our own are fitted by the view, which knows their parts; this is for what may be no page of ours.
 */
export function capMarkdown(page: string, length = COMMENT_CHARACTERS): string {
  if (page.length <= length) return page;
  const room = page.slice(0, Math.max(0, length - NOTE.length - ROOM_TO_CLOSE));
  const cut = room.lastIndexOf('\n\n');
  const kept = withoutOpenFence(cut > 0 ? room.slice(0, cut) : wholeCharacters(room));
  return `${kept}${openDetails(kept)}${NOTE}`;
}

function withoutOpenFence(text: string): string {
  const fences = [...text.matchAll(/^(?:`{3,}|~{3,}).*$/gm)];
  const last = fences.at(-1);
  return fences.length % 2 === 0 || last === undefined ? text : text.slice(0, last.index).trimEnd();
}

/** What closes the folded parts that the cut leaves open: of a page with more of them than any of ours has, not all. */
function openDetails(text: string): string {
  const count = (tag: RegExp): number => [...text.matchAll(tag)].length;
  return '\n\n</details>'.repeat(Math.min(5, Math.max(0, count(/^<details>/gm) - count(/^<\/details>/gm))));
}

/** Half of a surrogate pair is no character. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
