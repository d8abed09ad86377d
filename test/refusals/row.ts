import type { ErrorCode } from '../../action/domain/error.ts';
import type { Protection } from '../../action/drill/hosting.ts';
import type { StepHooks } from '../../action/drill/job.ts';
import type { Merge } from '../../action/drill/open-request.ts';
import type { RunSetup } from '../../action/drill/pipeline.ts';
import type { DrillWorld, WorldOptions } from '../../action/drill/world.ts';

export type Changes = Readonly<Record<string, unknown>>;

/** What a world holds, for the rows that name it. */
export interface Arns {
  readonly listener: string;
  readonly blue: string;
  readonly green: string;
  readonly role: string;
}

/** What is otherwise than in the request that succeeds. What is not said is as there. */
export interface Facts {
  readonly request?: Changes | ((arns: Arns) => Changes);
  /** Edits the request's YAML, or the playbook's. */
  readonly requestText?: (text: string) => string;
  readonly playbookText?: (text: string) => string;
  readonly playbook?: Changes;
  readonly role?: Changes;
  readonly install?: Changes | ((arns: Arns) => Changes);
  /** The `request` input, when it is not the request's own path. */
  readonly path?: string;
  readonly merge?: Merge;
  /** How the request comes onto the default branch, where GitHub does not merge it. */
  readonly landing?: Landing;
  /** The branch tightens the install and takes that back; meanwhile the customer tightens it. */
  readonly takesBack?: true;
  /** Approves the pull request as well, and names the plan's digest in the review. */
  readonly boundReviewer?: string;
  /** Pushed to the default branch, without a pull request. */
  readonly pushed?: boolean;
  readonly run?: Pick<RunSetup, 'event' | 'actor' | 'ref'>;
  /** The run is told to take a request that lay on the default branch before. */
  readonly replay?: true;
  /** The request is there before, and the pull request changes it. */
  readonly rewrites?: true;
  /** The default branch is not protected. */
  readonly unprotected?: true;
  /** What the environment is protected by; `missing` where the install names one that does not exist. */
  readonly protection?: Partial<Protection> | 'missing' | 'bypass-unknown';
  readonly visibility?: 'public';
  /** What the approver writes, told the plan's digest. */
  readonly comment?: (digest: string) => string;
  /** Another environment's reviewers are asked, and the job is in that one. */
  readonly askedElsewhere?: true;
  /** Who answers at the environment; null for nobody. */
  readonly approver?: string | null;
  readonly verdict?: 'rejected';
  readonly attempt?: 2;
  /** Milliseconds of the sandbox's clock between the start of the run and the run job. */
  readonly waitedMs?: number;
  /** The plan that was approved, where it is another; null where the job is not told its digest. */
  readonly approved?: Pick<Facts, 'request' | 'playbook'> | null;
}

/**
 * `own-run`: it does not, and the run is the one that GitHub starts of the pull request. `by-hand`: the merger makes the merge
 * commit and pushes it; `smuggled`: with a change of the install in it. `pushed`: the merger pushes the pull request's head;
 * `pushed-two`: which is the head of somebody else's pull request as well.
 */
export type Landing = 'own-run' | 'by-hand' | 'smuggled' | 'pushed' | 'pushed-two';

/** What a row arranges that is no fact of the rules: all of it is taken back by the function that `arrange` resolves to. */
export interface Platform {
  readonly world?: Omit<WorldOptions, 'scale'>;
  readonly job?: RunSetup['job'];
  readonly comment?: string;
  readonly hooks?: Pick<StepHooks, 'environment' | 'inputs'>;
  /** Before the request is written; it may add to the facts. */
  readonly before?: (world: DrillWorld) => Promise<Facts>;
  /** After the approval, before the run job. */
  readonly arrange?: (world: DrillWorld) => Promise<() => Promise<void> | void>;
}

/**
 * How far a run comes. `wire`: nothing is known of the run yet, so no link can be written. `plan`: no plan is made. `gate`:
 * AWS is asked for nothing. `assume`: only STS is asked. `session`: AWS is read. `change`: a first write is tried.
 */
export type Stage = 'wire' | 'plan' | 'gate' | 'assume' | 'session' | 'change';

/** A row of the gate, whose code is that of the rule. */
export interface GateRow extends Pick<Row, 'name' | 'hint' | 'names'> {
  readonly rule: string;
  readonly facts: Facts;
  readonly twin: Facts;
}

export interface Row {
  readonly name: string;
  readonly code: ErrorCode;
  readonly stage: Stage;
  /** Name of the gate's rule that refuses it; `digest` for what is asked just before the gate. */
  readonly rule?: string;
  readonly facts?: Facts;
  readonly platform?: Platform;
  /** The one fact changed back, so that this refusal no longer comes. Undefined where it is the platform that is changed back. */
  readonly twin?: Facts;
  /** A part of the hint, where the hint has to name something. */
  readonly hint?: string;
  /** A part of the error, where it has to name something. */
  readonly names?: string;
  /** The audit branch cannot be written: the log has to say so. */
  readonly unwritten?: boolean;
  /** Another session's lock stays. */
  readonly lockedByOther?: boolean;
}
