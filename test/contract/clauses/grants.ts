import { asBreakglassError, BreakglassError } from '../../../action/domain/error.ts';
import type { Grant } from '../../../action/domain/grant.ts';
import type { Scene } from '../fixture.ts';
import { apply, engineOf, openBench, prepareOne, type Subject, undo, verify } from '../workbench.ts';

/** With a session policy made of the kind's grants alone, IAM refuses nothing. */
export async function callsAreGranted(subject: Subject): Promise<string | undefined> {
  for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
    const refused = await refusedCall(subject, scene, () => true);
    if (refused !== undefined) return `${name}: ${refused}`;
  }
  return undefined;
}

/** Without any one of the kind's grants, IAM refuses something in at least one scene. */
export async function grantsAreUsed(subject: Subject): Promise<string | undefined> {
  const scenes = Object.values(subject.fixture.scenes);
  // Grants name the resources of an estate, and each run has its own: they correspond by their place in the list.
  const first = await openBench(subject, async () => undefined);
  const count = grantsIn(subject, first.estate).length;
  for (let index = 0; index < count; index += 1) {
    let needed = false;
    for (const scene of scenes) needed ||= (await refusedCall(subject, scene, (at) => at !== index)) !== undefined;
    const grant = grantsIn(subject, first.estate)[index];
    if (!needed) return `nothing needs ${grant?.action} on ${grant?.resource}`;
  }
  return undefined;
}

/** What a step of the kind needs on an estate, the reading of its resource included. */
export function grantsIn(
  { kind, fixture, lab }: Subject,
  estate: Parameters<Subject['fixture']['params']>[0],
): Grant[] {
  const params = fixture.params(estate, 0);
  return [...kind.resourceKind.grants(kind.resource(params), lab.scope), ...kind.grants(params, lab.scope)];
}

/** Reads, applies, verifies and restores with only the grants kept; what IAM refused, if it did. */
async function refusedCall(
  subject: Subject,
  scene: Scene,
  keep: (index: number) => boolean,
): Promise<string | undefined> {
  const world = await openBench(subject, scene);
  const grants = grantsIn(subject, world.estate).filter((_, index) => keep(index));
  if (grants.length === 0) return 'a session without any grant';
  const clients = await subject.lab.clients({ grants });
  const bench = { ...world, clients, engine: engineOf(subject, clients) };
  const mark = bench.mark();
  try {
    const step = await prepareOne(subject, bench);
    const { started, error } = await apply(bench, step);
    if (error === undefined) await verify(bench, step);
    await undo(bench, started);
  } catch (error) {
    const told = asBreakglassError(error);
    if (!isDenied(error)) throw told;
  }
  return bench.calls(mark).find(({ outcome }) => outcome === 'AccessDenied')?.operation;
}

function isDenied(error: unknown): boolean {
  if (error instanceof BreakglassError) return error.code === 'access-denied';
  return error instanceof Error && /AccessDenied/.test(error.name);
}
