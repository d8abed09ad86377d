import type { Clock } from '../../ports/clock.ts';

/** Who signed a call, as IAM sees it. */
export interface Principal {
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` or `arn:aws:iam::<account>:root`. */
  readonly arn: string;
  /** `AROA…:<session>` or the account id. */
  readonly userId: string;
  readonly account: string;
}

/** What a handler knows of the call that it serves. */
export interface CallContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly requestId: string;
  readonly clock: Clock;
  /** Undefined for calls that need no signature, such as AssumeRoleWithWebIdentity. */
  readonly principal: Principal | undefined;
  /**
   * For services that call others with their caller's permissions: throws AccessDenied for the first one that the caller
   * lacks. Without a signature nobody is asked.
   */
  readonly permit: (needed: readonly AuthorizationRequest[]) => void;
}

/** One permission that IAM has to allow before a call has any effect. */
export interface AuthorizationRequest {
  /** For example `elasticloadbalancing:ModifyListener`. */
  readonly action: string;
  /** An ARN, or `*` for actions without resource types. */
  readonly resource: string;
  /** Extra condition keys, for example `aws:ResourceTag/team` → [`x`]; request-wide keys are added by the server. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** One API operation. `I` and `O` are the SDK's input and output shapes (`CreateRuleCommandInput` and so on). */
export interface Operation<I, O> {
  /** The SDK's exported operation schema, for example `CreateRule$`. */
  readonly schema: unknown;
  /** `false` for AssumeRoleWithWebIdentity alone. */
  readonly signed: boolean;
  /** Throws AwsFault for inputs that AWS rejects before authorising. */
  readonly authorize: (input: I, context: CallContext) => readonly AuthorizationRequest[];
  readonly handle: (input: I, context: CallContext) => O | Promise<O>;
}

/** An SDK input type whose members `K` are there: the server has refused the call otherwise. */
export type Given<T, K extends keyof T> = T & { readonly [P in K]-?: NonNullable<T[P]> };

/**
 * A typed operation as the server keeps it. The server fills `I` from the same schema that the SDK's types are generated
 * from, which is what makes forgetting the types here sound.
 */
export function operation<I, O>(definition: Operation<I, O>): Operation<unknown, unknown> {
  return definition as Operation<unknown, unknown>;
}

/** One emulated AWS service that speaks the Query protocol. */
export interface AwsService {
  /** The credential scope's service, for example `elasticloadbalancing`. */
  readonly signingName: string;
  /** The Query protocol's `Version`, for example `2015-12-01`. */
  readonly apiVersion: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, Operation<unknown, unknown>>;
}

/** An error that the sandbox answers as AWS would. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsFault';
    this.code = code;
    this.status = status;
  }
}
