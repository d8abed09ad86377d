import type { AwsScope } from '../../../domain/arn.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AuthorizationRequest, CallContext, Operation } from '../service.ts';
import type { ArnMaker } from './arns.ts';
import type { DataPlane } from './data-plane/data-plane.ts';
import type { World } from './world.ts';

/** What every operation works on. */
export interface Elbv2 {
  readonly world: World;
  readonly plane: DataPlane;
  readonly clock: Clock;
  readonly scope: AwsScope;
  readonly arns: ArnMaker;
}

export type NamedOperation = readonly [name: string, operation: Operation<unknown, unknown>];

interface Definition<I, O> {
  readonly schema: unknown;
  readonly authorize: (input: I, context: CallContext) => readonly AuthorizationRequest[];
  readonly handle: (input: I, context: CallContext) => O | Promise<O>;
}

/** An operation by its name. The one place where the SDK's input and output types are erased: the schema vouches for them. */
export function operation<I, O>(name: string, definition: Definition<I, O>): NamedOperation {
  return [name, { signed: true, ...definition } as Operation<unknown, unknown>];
}
