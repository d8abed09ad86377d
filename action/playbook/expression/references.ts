import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';

/** What an expression reads: a context and the keys that are written out, `['steps', 'shift', 'outputs', 'arn']`. */
export type Reference = readonly string[];

/** Everything that an expression reads. A key that is computed, or `*`, ends its reference. */
export function references(expression: Expr): readonly Reference[] {
  if (expression instanceof ContextAccess || expression instanceof IndexAccess) {
    const { keys, inside } = chain(expression);
    return [...(keys.length === 0 ? [] : [keys]), ...inside.flatMap(references)];
  }
  return operands(expression).flatMap(references);
}

interface Chain {
  readonly keys: readonly string[];
  /** Whether a further key would still belong to `keys`. */
  readonly open: boolean;
  /** Expressions inside the brackets, or what the chain starts from when that is no context. */
  readonly inside: readonly Expr[];
}

function chain(expression: Expr): Chain {
  if (expression instanceof ContextAccess) return { keys: [expression.name.lexeme], open: true, inside: [] };
  if (!(expression instanceof IndexAccess)) return { keys: [], open: false, inside: [expression] };
  const base = chain(expression.expr);
  const { index } = expression;
  if (index instanceof Literal) {
    return base.open ? { ...base, keys: [...base.keys, index.literal.coerceString()] } : base;
  }
  return { ...base, open: false, inside: [...base.inside, index] };
}

function operands(expression: Expr): readonly Expr[] {
  if (expression instanceof Unary) return [expression.expr];
  if (expression instanceof Grouping) return [expression.group];
  if (expression instanceof Binary) return [expression.left, expression.right];
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args;
  return [];
}
