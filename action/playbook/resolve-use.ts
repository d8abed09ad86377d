import type { Use } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { Registry } from '../domain/step-kind.ts';
import type { ExpressionContext } from './expression/evaluate.ts';
import { problemIn } from './origins.ts';
import { validateParams } from './params-rules.ts';
import { under } from './problem.ts';
import { resolveExpressions } from './resolve-expressions.ts';

/** The parameters of a step or check with their expressions resolved, and valid for its kind; throws the first problem. */
export function resolveUse(
  use: Use,
  context: ExpressionContext,
  kinds: Pick<Registry, 'steps' | 'checks'>,
): JsonObject {
  const params = resolveWith(use, context);
  const [problem] = validateParams(use.uses, params, kinds);
  if (problem !== undefined) throw problemIn(use, under(['with'], problem));
  return params;
}

function resolveWith(use: Use, context: ExpressionContext): JsonObject {
  try {
    const params = resolveExpressions(use.with, context);
    return isJsonObject(params) ? params : {};
  } catch (error) {
    if (!(error instanceof BreakglassError) || error.at !== undefined) throw error;
    throw problemIn(use, { code: error.code, message: error.message, hint: error.hint ?? '', path: ['with'] });
  }
}
