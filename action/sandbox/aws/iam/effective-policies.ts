import type { PolicySet } from '../../../policy/evaluate.ts';
import type { IamWorld } from './world.ts';

/** The role's policies in force now. Those of a role that is gone, or was made anew under its name, allow nothing. */
export function effectivePolicies(
  world: IamWorld,
  roleArn: string,
  roleId: string,
): Pick<PolicySet, 'identity' | 'boundary'> {
  const role = [...world.roles.values()].find(({ arn, id }) => arn === roleArn && id === roleId);
  const state = role?.state.effective(world.clock.now());
  if (state === undefined) return { identity: [] };
  const inline = [...state.inline.values()].map(({ document }) => document);
  const attached = state.attached.map(({ stored }) => stored.document);
  return {
    identity: [...inline, ...attached],
    ...(state.boundary === undefined ? {} : { boundary: state.boundary.stored.document }),
  };
}
