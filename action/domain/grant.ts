/** Stands in a grant's condition for the id of the session that runs it; IAM takes no braces there, so it is never taken for one. */
export const THIS_SESSION = '{session}';

/** Condition keys that have to be equal, beside those that every statement has: key → value, or `THIS_SESSION`. */
export type GrantCondition = Readonly<Record<string, string>>;

/** One permission that a step or check needs: an IAM action on one resource ARN (or `*` where the action has no resource). */
export interface Grant {
  readonly access: 'read' | 'write';
  /** For example `elasticloadbalancing:ModifyListener`. */
  readonly action: string;
  /** An ARN, an ARN with `*` in its last part, or `*`. */
  readonly resource: string;
  /** Needed only to make the change, or only to undo it. Absent: for both. A role that restores holds no `apply`. */
  readonly phase?: 'apply' | 'restore';
  /** Of a read: AWS asks for it when the resource is written, to look something up in the caller's name. Who only looks has no use for it. */
  readonly besideWrite?: true;
  /**
   * Tested by `StringEquals`. A grant with a condition is on something that the step itself creates, so the tags that a role's
   * scope asks for are not asked of it.
   */
  readonly condition?: GrantCondition;
}

/** Whether looking takes it: the reads of the state, and not those that go with a write. */
export function isForLooking({ access, besideWrite }: Pick<Grant, 'access' | 'besideWrite'>): boolean {
  return access === 'read' && besideWrite !== true;
}
