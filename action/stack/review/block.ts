/** A page as data, unescaped: as much of the view's blocks as the review page needs, so that the view renders and escapes it. */
export type ReviewInline = string | { readonly code: string } | { readonly strong: string };
export type ReviewLine = readonly ReviewInline[];

export type ReviewBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly line: ReviewLine }
  | { readonly type: 'paragraph'; readonly line: ReviewLine }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly ReviewLine[] }
  | { readonly type: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly ReviewLine[])[] };

export function heading(level: 1 | 2 | 3, ...line: ReviewInline[]): ReviewBlock {
  return { type: 'heading', level, line };
}

export function paragraph(...line: ReviewInline[]): ReviewBlock {
  return { type: 'paragraph', line };
}

export function list(items: readonly ReviewLine[], ordered = false): ReviewBlock {
  return { type: 'list', ordered, items };
}

export function table(header: readonly string[], rows: readonly (readonly ReviewLine[])[]): ReviewBlock {
  return { type: 'table', header, rows };
}

/** `a`, `b` and `c`, each as code. */
export function codes(texts: readonly string[], last = 'and'): ReviewLine {
  return texts.flatMap((code, index): ReviewLine => {
    if (index === 0) return [{ code }];
    return [index === texts.length - 1 ? ` ${last} ` : ', ', { code }];
  });
}
