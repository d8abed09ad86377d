import { registry } from '../../action/services/registry.ts';
import type { Partner } from './clauses/pairs.ts';
import { fixtures } from './fixtures/all.ts';

/** Every shipped step kind with its fixture; that none is missing is a test of its own. */
export const members: readonly Partner[] = fixtures.flatMap((fixture) => {
  const kind = registry.steps.get(fixture.kind);
  return kind === undefined ? [] : [{ kind, fixture }];
});
