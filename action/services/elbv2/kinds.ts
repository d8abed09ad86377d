import type { CheckKind, StepKind } from '../../domain/step-kind.ts';
import { expectHealthy } from './checks/expect-healthy.ts';
import { deregisterTargets } from './steps/deregister-targets.ts';
import { fixedResponse } from './steps/fixed-response.ts';
import { shiftWeights } from './steps/shift-weights.ts';

/** Every step kind of this service; a test compares this list with the folder. */
export const steps: readonly StepKind[] = [deregisterTargets, fixedResponse, shiftWeights];

/** Every check kind of this service; a test compares this list with the folder. */
export const checks: readonly CheckKind[] = [expectHealthy];
