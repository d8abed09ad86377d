import * as fc from 'fast-check';
import type { FaultKind } from '../../../action/sandbox/faults.ts';
import type { Partner } from '../../contract/clauses/pairs.ts';
import type { ForeignChange, Scene } from '../../contract/fixture.ts';
import { members } from '../../contract/members.ts';
import { tellWorld, type World, world } from './world.ts';

/** One step of a session: a kind, which of its fixture's worlds it meets, and which of its fixture's steps it is. */
export interface Told {
  readonly member: Partner;
  readonly scene: string;
  readonly n: number;
}

/** What goes wrong, at which call. */
export type Trouble =
  | { readonly type: 'none' }
  /** Each of `times` calls from the nth on is answered so: of all calls, or of one of those that change something. */
  | {
      readonly type: 'answer';
      readonly fault: FaultKind;
      readonly nth: number;
      readonly times: number;
      readonly write: number | null;
    }
  /** Somebody interrupts the run at the nth call. */
  | { readonly type: 'interrupt'; readonly nth: number }
  /** Somebody else changes something just before the nth time that the resource of a step is read. */
  | { readonly type: 'somebody'; readonly of: number; readonly change: string; readonly nth: number };

export interface Story {
  readonly world: World;
  readonly steps: readonly Told[];
  readonly trouble: Trouble;
  /** Once all is applied, health is found to be bad, and all is to be put back. */
  readonly degrades: boolean;
  readonly recover: 'automatic' | 'none';
}

const answers: readonly FaultKind[] = [
  { kind: 'throttle' },
  { kind: 'server-error' },
  { kind: 'reset' },
  { kind: 'lost-answer' },
  { kind: 'error', code: 'OperationNotPermitted', status: 400 },
  { kind: 'error', code: 'AccessDenied', status: 403 },
];

const nth = fc.integer({ min: 1, max: 40 });

const told: fc.Arbitrary<Told> = fc.constantFrom(...members).chain((member) =>
  fc.record({
    member: fc.constant(member),
    scene: fc.constantFrom(...Object.keys(member.fixture.scenes)),
    n: fc.constantFrom(0, 1),
  }),
);

/** Steps of any kinds, half of the time on resources that they share. */
const steps = fc.oneof(
  fc.array(told, { minLength: 1, maxLength: 4 }),
  fc.constantFrom(...new Set(members.map(({ kind }) => kind.resourceKind.kind))).chain((resource) =>
    fc.array(
      told.filter(({ member }) => member.kind.resourceKind.kind === resource),
      { minLength: 2, maxLength: 4 },
    ),
  ),
);

export const story: fc.Arbitrary<Story> = steps.chain((all) =>
  fc.record({
    world,
    steps: fc.constant(all),
    trouble: troubleOf(all),
    degrades: fc.boolean(),
    recover: fc.constantFrom('automatic', 'none'),
  }),
);

function answer(at: { readonly write: fc.Arbitrary<number | null>; readonly nth: fc.Arbitrary<number> }) {
  return fc.record({
    ...at,
    type: fc.constant('answer' as const),
    fault: fc.constantFrom(...answers),
    times: fc.constantFrom(1, 1, 3, 30),
  });
}

function troubleOf(all: readonly Told[]): fc.Arbitrary<Trouble> {
  const somebody = all.flatMap(({ member }, of) =>
    Object.keys(changesOf(member)).map((change) => ({ type: 'somebody', of, change }) as const),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<Trouble>({ type: 'none' }) },
    {
      weight: 6,
      arbitrary: fc.oneof(
        answer({ write: fc.constant(null), nth }),
        answer({ write: fc.nat(20), nth: fc.integer({ min: 1, max: 4 }) }),
      ),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('interrupt' as const), nth }) },
    ...(somebody.length === 0
      ? []
      : [
          {
            weight: 4,
            arbitrary: fc
              .tuple(fc.constantFrom(...somebody), fc.integer({ min: 1, max: 8 }))
              .map(([change, at]): Trouble => ({ ...change, nth: at })),
          },
        ]),
  );
}

/** Changes by somebody else to what a kind has changed, and beside it. */
export function changesOf({ fixture }: Partner): Readonly<Record<string, ForeignChange>> {
  return { ...fixture.untouched, ...fixture.touched };
}

export function sceneOf({ member, scene }: Told): Scene {
  return member.fixture.scenes[scene] ?? (async () => undefined);
}

/** For a person who has to understand it. */
export function tell({ world: stands, steps: all, trouble, degrades, recover }: Story): string {
  const lines = all.map(({ member, scene, n }, index) => `  s${index} ${member.kind.kind} #${n} (${scene})`);
  return [tellWorld(stands), ...lines, `  ${JSON.stringify(trouble)}, degrades: ${degrades}, recover: ${recover}`].join(
    '\n',
  );
}
