import type { StepKind } from '../../../action/domain/step-kind.ts';
import { shiftWeights } from '../../../action/services/elbv2/steps/shift-weights.ts';
import type { Member } from '../contract.ts';
import type { Fixture } from '../fixture.ts';
import { shiftWeightsFixture } from '../fixtures/shift-weights.ts';

/** A kind that keeps every clause but one. */
export interface Broken extends Member {
  readonly violates: string;
}

/** `elbv2/shift-weights` with something wrong with it, in the plainest world. */
export function variant(violates: string, wrong: Partial<StepKind>): Broken {
  const kind = { ...shiftWeights, ...wrong, kind: `elbv2/broken-${violates}` };
  const { params, touched, untouched } = shiftWeightsFixture;
  const scenes = { plain: async () => undefined };
  const fixture: Fixture = { kind: kind.kind, scenes, params, touched, untouched, quick: true };
  return { violates, kind, fixture, partners: [] };
}
