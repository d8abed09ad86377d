import { registry } from '../../action/services/registry.ts';
import type { Partner } from './clauses/pairs.ts';
import { fixtures } from './fixtures/all.ts';

/** Every shipped step kind with its fixture; that none is missing is a test of its own. */
export const members: readonly Partner[] = fixtures.flatMap((fixture) => {
  const kind = registry.steps.get(fixture.kind);
  return kind === undefined ? [] : [{ kind, fixture }];
});

/** One of them, beside no other. */
export function memberOf(kind: string): Partner & { readonly partners: readonly [] } {
  const member = members.find((each) => each.kind.kind === kind);
  if (member === undefined) throw new Error(`no ${kind}`);
  return { ...member, partners: [] };
}
