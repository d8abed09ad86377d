/** One permission that a step or check needs: an IAM action on one resource ARN (or `*` where the action has no resource). */
export interface Grant {
  readonly access: 'read' | 'write';
  /** For example `elasticloadbalancing:ModifyListener`. */
  readonly action: string;
  /** An ARN, an ARN with `*` in its last part, or `*`. */
  readonly resource: string;
}
