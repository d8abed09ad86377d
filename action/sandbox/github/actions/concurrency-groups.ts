/** Somebody who wants a group, or has it. */
export interface Claim {
  readonly owner: number;
  /** Ends the owner: a newer claim took its place, or cancels what is under way. */
  readonly cancel: () => void;
}

interface Group {
  holder: Claim | undefined;
  readonly pending: { readonly claim: Claim; readonly start: (got: boolean) => void }[];
}

/** GitHub's concurrency groups: one at a time, and of those that wait the newest, or all in their order (`queue: max`). */
export interface ConcurrencyGroups {
  /** Resolves to a release, or to undefined where the claim was put aside. Throws where its owner already has the group. */
  enter(
    name: string,
    claim: Claim,
    how: { readonly all: boolean; readonly cancel: boolean },
  ): Promise<(() => void) | undefined>;
}

const MAX_PENDING = 100;

export function createConcurrencyGroups(): ConcurrencyGroups {
  const groups = new Map<string, Group>();
  return {
    enter: async (name, claim, { all, cancel }) => {
      const group = groups.get(name) ?? { holder: undefined, pending: [] };
      groups.set(name, group);
      if (group.holder !== undefined) {
        const got = await waitFor(group, claim, { all, cancel });
        if (!got) return undefined;
      }
      group.holder = claim;
      return () => {
        group.holder = undefined;
        group.pending.shift()?.start(true);
      };
    },
  };
}

function waitFor(
  group: Group,
  claim: Claim,
  { all, cancel }: { readonly all: boolean; readonly cancel: boolean },
): Promise<boolean> {
  if (group.holder?.owner === claim.owner) return Promise.resolve(false);
  if (!all) putAside(group);
  else if (group.pending.length >= MAX_PENDING) return Promise.resolve(false);
  if (cancel) group.holder?.cancel();
  return new Promise((resolve) => {
    group.pending.push({
      claim,
      start: (got) => {
        // The group stays taken from the moment that it is handed on.
        if (got) group.holder = claim;
        resolve(got);
      },
    });
  });
}

function putAside(group: Group): void {
  for (const { claim, start } of group.pending.splice(0)) {
    claim.cancel();
    start(false);
  }
}
