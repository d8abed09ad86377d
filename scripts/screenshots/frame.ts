import type { Shown } from './drills.ts';
import type { Renderer } from './renderer.ts';

/** GitHub's own frames and callouts, which are not in its style sheet for Markdown. */
const FRAME = `
  body { margin: 0; background: var(--page); font-family: -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif; }
  #shot { padding: 20px; background: var(--page); }
  .frame { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; background: var(--page); }
  .frame > header { padding: 8px 16px; font-size: 14px; background: var(--head); border-bottom: 1px solid var(--line); color: var(--dim); }
  .frame > header b { color: var(--text); font-weight: 600; }
  .frame > header i { font-style: normal; font-size: 12px; border: 1px solid var(--line); border-radius: 2em; padding: 0 7px; margin-left: 4px; }
  .markdown-body { padding: 16px; font-size: 14px; }
  .markdown-body details { margin-bottom: 12px; }
  .markdown-body details > summary { cursor: pointer; }
  .mermaid { text-align: center; }
`;
const COLOURS = {
  light: '--page:#ffffff;--line:#d1d9e0;--head:#f6f8fa;--dim:#59636e;--text:#1f2328',
  dark: '--page:#0d1117;--line:#3d444d;--head:#151b23;--dim:#9198a1;--text:#f0f6fc',
} as const;
const HEADERS = {
  comment: '<b>github-actions</b><i>bot</i> commented now',
  summary: '<b>run</b> summary',
} as const;

/** A page of HTML that looks as GitHub shows this Markdown. */
export function framed({ markdown, frame, open }: Shown, renderer: Renderer, theme: 'light' | 'dark'): string {
  return `<!doctype html><html data-color-mode="${theme}"><head><meta charset="utf-8">
<style>${renderer.css(theme)}${FRAME}:root{${COLOURS[theme]}}</style></head>
<body><div id="shot"><div class="frame"><header>${HEADERS[frame]}</header>
<article class="markdown-body">${githubs(renderer.html(markdown), open)}</article></div></div></body></html>`;
}

/** What GitHub makes of Markdown's HTML: callouts, diagrams; and the parts that somebody has opened. */
function githubs(html: string, open: readonly string[]): string {
  const callouts = html.replace(
    /<blockquote>\n<p>\[!([A-Z]+)\]\n([\s\S]*?)<\/blockquote>/g,
    (_all, kind: string, rest: string) => {
      const name = kind[0] + kind.slice(1).toLowerCase();
      return `<div class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${name}</p><p>${rest}</div>`;
    },
  );
  const diagrams = callouts.replace(
    /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
    '<pre class="mermaid">$1</pre>',
  );
  return open.reduce(
    (text, title) => text.replace(`<details>\n<summary>${title}`, `<details open>\n<summary>${title}`),
    diagrams,
  );
}
