import { describe, expect, it } from 'vitest';
import { stackInput } from '../../action/commands/stack/stack-input.ts';
import type { Role } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { registry } from '../../action/services/registry.ts';
import type { StackInput } from '../../action/stack/input.ts';
import { reviewPage } from '../../action/stack/review/page.ts';
import { renderMarkdown } from '../../action/view/markdown.ts';
import { CLASSES, harmlessTwin } from '../injection/classes.ts';
import { findingsIn, parseMarkdown, shapeOf } from '../injection/markdown-tree.ts';
import { roleWith, TRUST } from './review-input.ts';

/** Every place of a role's file, of the facts and of the kinds in which words of others come into the page. */
const FIELDS = ['title', 'description', 'resource', 'condition', 'value', 'network', 'summary'] as const;
type Texts = Readonly<Record<(typeof FIELDS)[number], string>>;

const ROLE = roleWith({ access: 'write', actions: ['ec2:RebootInstances'], resources: ['arn:*:ec2:*:*:instance/*'] });

/** What no file could say, since it is validated: the page is to hold even then. */
function pageWith(texts: Texts): string {
  const role: Role = {
    ...ROLE,
    title: texts.title,
    description: texts.description,
    sourceNetworks: [texts.network],
    statements: [
      {
        access: 'write',
        actions: ['ec2:RebootInstances'],
        resources: [`arn:*:ec2:*:*:instance/x${texts.resource}`],
        conditions: { StringEquals: { [`aws:ResourceTag/${texts.condition}`]: [texts.value, texts.value] } },
      },
    ],
  };
  const install = {
    install: 'acme-prod',
    environment: 'acme-prod',
    region: 'us-east-1',
    partition: 'aws',
    recover: 'automatic',
  } as const;
  const input: StackInput = stackInput({ install, roles: [role] }, TRUST, registry);
  const kinds = [{ kind: 'elbv2/fixed-response', summary: texts.summary, actions: ['ec2:RebootInstances'] }];
  return renderMarkdown(reviewPage(input, kinds));
}

const HARMLESS: Texts = {
  title: 'title',
  description: 'description',
  resource: 'resource',
  condition: 'condition',
  value: 'value',
  network: 'network',
  summary: 'summary',
};
/** Those that the template refuses to hold are tried without the fields that it checks. */
const GROUPS: readonly (readonly (keyof Texts)[])[] = [FIELDS, ['value', 'network', 'summary'], ['summary']];

function withText(fields: readonly (keyof Texts)[], text: string): Texts {
  return { ...HARMLESS, ...Object.fromEntries(fields.map((field) => [field, text])) };
}

/** The page, or undefined where the template refuses the text. */
function pageOf(fields: readonly (keyof Texts)[], text: string): string | undefined {
  try {
    return pageWith(withText(fields, text));
  } catch (error) {
    if (error instanceof BreakglassError && error.code !== 'internal') return undefined;
    throw error;
  }
}

function firstPage(text: string): { readonly fields: readonly (keyof Texts)[]; readonly page: string } {
  for (const fields of GROUPS) {
    const page = pageOf(fields, text);
    if (page !== undefined) return { fields, page };
  }
  throw new Error(`no page holds ${JSON.stringify(text)}`);
}

const shapes = new Map<string, string>();

/** Many hostile texts have the same twin. */
function harmlessShape(fields: readonly (keyof Texts)[], text: string): string {
  const key = JSON.stringify([fields, harmlessTwin(text)]);
  const shape = shapes.get(key) ?? shapeOf(parseMarkdown(pageWith(withText(fields, harmlessTwin(text)))));
  shapes.set(key, shape);
  return shape;
}

describe('the review page', { timeout: 30_000 }, () => {
  it.each(CLASSES)('takes $name for text', ({ texts }) => {
    for (const text of texts) {
      const tried = firstPage(text);
      const tree = parseMarkdown(tried.page);
      expect(findingsIn(tree)).toEqual([]);
      expect(shapeOf(tree)).toBe(harmlessShape(tried.fields, text));
      expect(tried.page).not.toContain('<!--');
    }
  });
});
