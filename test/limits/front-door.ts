import { isMap, isPair, LineCounter, parseDocument, stringify } from 'yaml';
import type { BreakglassError } from '../../action/domain/error.ts';
import type { Json } from '../../action/domain/json.ts';
import { checkDocument } from '../../action/playbook/check-document.ts';
import { registry } from '../../action/services/registry.ts';

export const PATH = 'playbooks/limits.yml';
type DocumentPath = readonly (string | number)[];

/** A playbook with one use of a kind, as text: every value has a line of its own. */
export function playbookWith(kind: string, params: Json): { readonly text: string; readonly at: DocumentPath } {
  const step = registry.steps.get(kind);
  const use = { uses: kind, with: params };
  const playbook = {
    version: 1,
    playbook: 'limits',
    summary: 'What a kind refuses',
    role: 'load-balancer',
    criteria: ['Customers see errors now'],
    ...(step === undefined ? { checks: [use] } : {}),
    steps: [
      step === undefined
        ? { id: 'delete', uses: 'elbv2/delete-rule', with: { rule: RULE } }
        : { id: 'limit', ...use, ...(step.irreversible ? { irreversible: true } : {}) },
    ],
    'max-duration': '1h',
    revert: 'on-failure',
  };
  const at = step === undefined ? ['checks', 0, 'with'] : ['steps', 0, 'with'];
  return { text: stringify(playbook, { lineWidth: 0, blockQuote: false }), at };
}

const RULE =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee';

/** What `breakglass validate` says of it. */
export function saidOf(kind: string, params: Json): readonly BreakglassError[] {
  return checkDocument('playbook', { path: PATH, text: playbookWith(kind, params).text, blob: '' }, registry);
}

/** The lines, from 1, of what is at a path of the params, its key included; of the deepest part of the path that is there. */
export function linesAt(kind: string, params: Json, path: DocumentPath): readonly [first: number, last: number] {
  const { text, at } = playbookWith(kind, params);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const whole = [...at, ...path];
  while (document.getIn(whole, true) === undefined && whole.length > at.length) whole.pop();
  const node = document.getIn(whole, true);
  const [start, end] = rangeOf(node) ?? [0, text.length];
  const parent = document.getIn(whole.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && item.value === node) : undefined;
  const [first] = rangeOf(pair?.key) ?? [start];
  return [lines.linePos(first).line, lines.linePos(Math.max(first, end - 1)).line];
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : undefined;
}
