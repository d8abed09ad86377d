/** A page as data: rendered to Markdown for GitHub and to plain text for a terminal. Texts in it are unescaped. */
export type Inline = string | { readonly code: string } | { readonly strong: string };
export type Line = readonly Inline[];

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly line: Line }
  | { readonly type: 'paragraph'; readonly line: Line }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly type: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Line[])[] };

export function heading(level: 1 | 2 | 3, ...line: Inline[]): Block {
  return { type: 'heading', level, line };
}

export function paragraph(...line: Inline[]): Block {
  return { type: 'paragraph', line };
}

export function list(items: readonly Line[], ordered = false): Block {
  return { type: 'list', ordered, items };
}

export function table(header: readonly string[], rows: readonly (readonly Line[])[]): Block {
  return { type: 'table', header, rows };
}
