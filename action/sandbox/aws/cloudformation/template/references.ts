import type { Expression } from './expression.ts';

export type Reference = Extract<Expression, { readonly kind: 'ref' | 'attribute' }>;

/** What a value refers to. With `condition` only what counts under it: the other branch of an `Fn::If` is left out. */
export function references(expression: Expression, condition?: (name: string) => boolean): readonly Reference[] {
  const below = (...parts: readonly Expression[]): readonly Reference[] =>
    parts.flatMap((part) => references(part, condition));
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'list':
      return below(...expression.items);
    case 'object':
      return below(...expression.members.map(([, member]) => member));
    case 'ref':
    case 'attribute':
      return [expression];
    case 'join':
      return below(expression.list);
    case 'split':
      return below(expression.text);
    case 'select':
      return below(expression.index, expression.list);
    case 'if':
      if (condition === undefined) return below(expression.chosen, expression.otherwise);
      return below(condition(expression.condition) ? expression.chosen : expression.otherwise);
    case 'sub':
      return below(...expression.parts);
  }
}

/** The names of the conditions that a value's `Fn::If`s ask. */
export function askedConditions(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'literal':
    case 'ref':
    case 'attribute':
      return [];
    case 'list':
      return expression.items.flatMap(askedConditions);
    case 'object':
      return expression.members.flatMap(([, member]) => askedConditions(member));
    case 'join':
      return askedConditions(expression.list);
    case 'split':
      return askedConditions(expression.text);
    case 'select':
      return [expression.index, expression.list].flatMap(askedConditions);
    case 'if':
      return [expression.condition, ...[expression.chosen, expression.otherwise].flatMap(askedConditions)];
    case 'sub':
      return expression.parts.flatMap(askedConditions);
  }
}
