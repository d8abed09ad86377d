import { parseTemplate, type Scope } from './expression.ts';
import { mapping, scalar } from './shape.ts';
import type { Templates } from './workflow.ts';
import { notEmulated } from './workflow-problem.ts';

export function readTemplates(value: unknown, scope: Scope, where: string): Templates {
  return Object.fromEntries(
    Object.entries(mapping(value, where)).map(([key, given]) => {
      const place = `${where}.${key}`;
      return [key, parseTemplate(scalar(given, place), scope, place)];
    }),
  );
}

export function readMinutes(value: unknown, where: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value > 0) return value;
  throw notEmulated(`a timeout of ${JSON.stringify(value)}`, where);
}

/** `true` and `${{ true }}` are the same. */
export function expressionOf(value: unknown, where: string): string {
  return typeof value === 'boolean' ? `\${{ ${value} }}` : scalar(value, where);
}
