import type { JsonObject } from '../domain/json.ts';
import type { Inline } from './blocks.ts';

/** What a step or a check is told, after its kind. */
export function settings(params: JsonObject): readonly Inline[] {
  return Object.entries(params).flatMap(([name, value]): Inline[] => [
    `, ${name} `,
    { code: typeof value === 'string' ? value : JSON.stringify(value) },
  ]);
}
