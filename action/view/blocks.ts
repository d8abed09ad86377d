/** A page as data: rendered to Markdown for GitHub and to plain text for a terminal. Texts in it are unescaped. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  /** A URL of our own making; one that is not of the closed form of `isOwnUrl` is shown, and leads nowhere. */
  | { readonly link: string; readonly url: string };
export type Line = readonly Inline[];

/** GitHub's own callouts, by their colour: blue, green, purple, yellow, red. */
export type AlertKind = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION';

/** Who speaks to whom, in order: a sequence diagram on GitHub, one line in a terminal. */
export interface Sequence {
  readonly actors: readonly string[];
  readonly messages: readonly { readonly from: number; readonly to: number; readonly text: string }[];
}

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly line: Line }
  | { readonly type: 'paragraph'; readonly line: Line }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly type: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly type: 'code'; readonly language: 'text' | 'json'; readonly text: string }
  | { readonly type: 'mermaid'; readonly sequence: Sequence }
  | { readonly type: 'alert'; readonly kind: AlertKind; readonly lines: readonly Line[] }
  | { readonly type: 'details'; readonly summary: string; readonly blocks: readonly Block[] };

export function heading(level: 1 | 2 | 3, ...line: Inline[]): Block {
  return { type: 'heading', level, line };
}

export function paragraph(...line: Inline[]): Block {
  return { type: 'paragraph', line };
}

export function list(items: readonly Line[], ordered = false): Block {
  return { type: 'list', ordered, items };
}

/** Without header texts the first column of a table names what the second one says. */
export function table(header: readonly string[], rows: readonly (readonly Line[])[]): Block {
  return { type: 'table', header, rows };
}

export function codeBlock(language: 'text' | 'json', text: string): Block {
  return { type: 'code', language, text };
}

/** Stands on its own: GitHub draws no callout inside another block. */
export function alert(kind: AlertKind, ...lines: Line[]): Block {
  return { type: 'alert', kind, lines };
}

/** Folded on GitHub until somebody opens it; a terminal shows it whole. */
export function details(summary: string, ...blocks: Block[]): Block {
  return { type: 'details', summary, blocks };
}

export function mermaid(sequence: Sequence): Block {
  return { type: 'mermaid', sequence };
}
