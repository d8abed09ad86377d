/** What goes wrong when a rule fires. */
export type FaultKind =
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message?: string }
  /** The service's own throttling answer. */
  | { readonly kind: 'throttle' }
  /** A 500 of the service's own kind. */
  | { readonly kind: 'server-error' }
  /** The connection is destroyed before the call has any effect. */
  | { readonly kind: 'reset' }
  /** The call takes effect; the connection is destroyed before the answer. */
  | { readonly kind: 'lost-answer' }
  /** The call waits, in milliseconds of the sandbox's clock, and then goes on. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** Runs before the call's effect: kills a process, makes a third party's change. The call then goes on, or with `cut` never happens. */
  | { readonly kind: 'hook'; readonly run: () => Promise<void> | void; readonly cut?: boolean }
  /** The same once the call had its effect, and before it is answered. */
  | { readonly kind: 'hook-after'; readonly run: () => Promise<void> | void };

/** Which calls go wrong. `*` matches every service or operation. */
export interface FaultMatch {
  /** The signing name for AWS (`elasticloadbalancing`, `sts`, `iam`); `github` for GitHub. */
  readonly service: string;
  /** For example `ModifyListener`. */
  readonly operation: string;
  /** The first call that goes wrong, counted from 1 over the matching calls since the rule was added. Default 1. */
  readonly nth?: number;
  /** How many calls go wrong from the nth on. Default 1; `Infinity` for all of them. */
  readonly times?: number;
}

export type FaultRule = FaultMatch & FaultKind;

/** The fault rules of one sandbox. */
export interface Faults {
  /** Adds a rule; the function returned takes it away again. */
  add(rule: FaultRule): () => void;
  clear(): void;
  /** Counts the call for every rule that matches it; the first rule added that fires wins. */
  next(service: string, operation: string): FaultRule | undefined;
}

/** Whether a rule is about this call at all. */
export function matches(rule: FaultMatch, service: string, operation: string): boolean {
  return (rule.service === '*' || rule.service === service) && (rule.operation === '*' || rule.operation === operation);
}

/** Whether a rule fires on the `count`-th call (from 1) that matches it. */
export function fires(rule: FaultMatch, count: number): boolean {
  const first = rule.nth ?? 1;
  return count >= first && count < first + (rule.times ?? 1);
}

export function createFaults(): Faults {
  const armed: { readonly rule: FaultRule; count: number }[] = [];
  return {
    add: (rule) => {
      const entry = { rule, count: 0 };
      armed.push(entry);
      return () => {
        const index = armed.indexOf(entry);
        if (index >= 0) armed.splice(index, 1);
      };
    },
    clear: () => {
      armed.length = 0;
    },
    next: (service, operation) => {
      let fault: FaultRule | undefined;
      for (const entry of armed) {
        if (!matches(entry.rule, service, operation)) continue;
        entry.count += 1;
        if (fires(entry.rule, entry.count)) fault ??= entry.rule;
      }
      return fault;
    },
  };
}
