import type { PolicyDocument } from '../../../policy/document.ts';
import type { PolicySet } from '../../../policy/evaluate.ts';
import type { IamWorld, ManagedPolicy } from './world.ts';

/** The role's policies in force now. Those of a role that is gone, or was made anew under its name, allow nothing. */
export function effectivePolicies(
  world: IamWorld,
  roleArn: string,
  roleId: string,
): Pick<PolicySet, 'identity' | 'boundary'> {
  const role = [...world.roles.values()].find(({ arn, id }) => arn === roleArn && id === roleId);
  const now = world.clock.now();
  const state = role?.state.effective(now);
  if (state === undefined) return { identity: [] };
  const inline = [...state.inline.values()].map(({ document }) => document);
  const attached = state.attached.flatMap(({ stored }) => stored.effective(now)?.document ?? []);
  return {
    identity: [...inline, ...attached],
    ...(state.boundary === undefined ? {} : { boundary: inForce(state.boundary, now) }),
  };
}

/** A boundary that has not propagated yet allows nothing. */
function inForce({ stored }: ManagedPolicy, now: number): PolicyDocument {
  return stored.effective(now)?.document ?? { version: '2012-10-17', statements: [] };
}
