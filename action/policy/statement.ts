/** Operator → condition key → value or values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement that allows, before it is written: sorted, without repetition. */
export interface Allow {
  readonly access: 'read' | 'write';
  readonly actions: readonly string[];
  /** ARNs, ARN patterns, or `*`. */
  readonly resources: readonly string[];
  readonly conditions: Conditions;
}

/** A policy's text as compact JSON. */
export function policyText(statements: readonly Allow[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow',
      Action: oneOrMany(actions),
      Resource: oneOrMany(resources),
      ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
    })),
  });
}

/**
 * Statements of permissions that are wanted one by one: those with equal access, resources and conditions become one. The order
 * depends on nothing but what is wanted: write before read, then by action.
 */
export function gather(wanted: readonly Allow[]): readonly Allow[] {
  const byAction = new Map<string, Allow>();
  for (const { access, actions, resources, conditions } of wanted) {
    for (const action of actions) {
      const key = JSON.stringify([access, action, conditions]);
      const before = byAction.get(key)?.resources ?? [];
      byAction.set(key, { access, actions: [action], resources: sorted([...before, ...resources]), conditions });
    }
  }
  const groups = new Map<string, Allow>();
  for (const each of [...byAction.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const key = JSON.stringify([each.access, each.resources, each.conditions]);
    const actions = sorted([...(groups.get(key)?.actions ?? []), ...each.actions]);
    groups.set(key, { ...each, actions });
  }
  return [...groups.values()];
}

function order({ access, actions, resources, conditions }: Allow): string {
  return `${access === 'write' ? 0 : 1} ${actions.join()} ${resources.join()} ${JSON.stringify(conditions)}`;
}

function sorted(list: readonly string[]): readonly string[] {
  return [...new Set(list)].toSorted();
}

function oneOrMany(list: readonly string[]): string | readonly string[] {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 ? only : list;
}
