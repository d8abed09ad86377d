import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Tree = ReturnType<typeof fromMarkdown>;
type Node = Tree | Tree['children'][number];

/** A page as GitHub-flavoured Markdown is parsed. */
export function parseMarkdown(text: string): Tree {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What a page is made of, without what its texts say. */
export function shapeOf(node: Node): string {
  const own =
    node.type === 'heading'
      ? `heading${node.depth}`
      : node.type === 'html'
        ? node.value.replace(/>[^]*</, '><')
        : node.type;
  return 'children' in node ? `${own}(${node.children.map(shapeOf).join(',')})` : own;
}

/** What of a page is not ours, or would become something when GitHub shows it. */
export function findingsIn(node: Node): readonly string[] {
  const own = judge(node);
  return 'children' in node ? [...own, ...node.children.flatMap(findingsIn)] : own;
}

const NEVER = new Set([
  'image',
  'imageReference',
  'linkReference',
  'definition',
  'footnoteDefinition',
  'footnoteReference',
  'break',
  'thematicBreak',
  'delete',
  'emphasis',
]);
const OWN_HTML = /^(?:<details>\n<summary>(?:[^<>&]|&#\d+;)*<\/summary>|<\/details>)$/;
const OWN_URL = /^(?:https:\/\/github\.com|http:\/\/127\.0\.0\.1:\d+)\/acme\/[A-Za-z0-9/_.-]+$/;

function judge(node: Node): readonly string[] {
  if (NEVER.has(node.type)) return [node.type];
  if (node.type === 'html')
    return OWN_HTML.test(node.value)
      ? textFindings(node.value.replace(/<[^>]*>|&#\d+;/g, ' '))
      : [`html ${node.value}`];
  if (node.type === 'link') return OWN_URL.test(node.url) ? [] : [`link to ${node.url}`];
  if (node.type === 'listItem' && typeof node.checked === 'boolean') return ['task'];
  if (node.type === 'text') return textFindings(node.value);
  return node.type === 'inlineCode' || node.type === 'code' ? hiddenIn(node.value) : [];
}

/** What GitHub finds in text once it is rendered, and makes something of. */
const RESOLVED: readonly (readonly [what: string, form: RegExp])[] = [
  ['mention', /@[\p{L}\p{N}]/u],
  ['issue', /#\d/],
  ['issue', /\bGH-\d/i],
  ['advisory', /\b(?:GHSA|CVE)-\w/i],
  ['commit', /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i],
  ['address', /(?:https?|ftp):\/\/|(?:mailto|xmpp):[\p{L}\p{N}]|\bwww\./iu],
  ['e-mail', /[\w.+-]@[\w-]/],
  ['emoji', /:[a-z0-9_+-]+:/i],
  ['formula', /\$/],
];

function textFindings(text: string): readonly string[] {
  return [
    ...RESOLVED.flatMap(([what, form]) => (form.test(text) ? [`${what} in ${JSON.stringify(text)}`] : [])),
    ...hiddenIn(text),
  ];
}

/** Characters that nobody sees, but for the joiners and line ends that are ours. */
function hiddenIn(text: string): readonly string[] {
  const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.exec(
    text.replace(/[\u2060\n]/g, ''),
  );
  return hidden === null ? [] : [`hidden ${JSON.stringify(text)}`];
}
