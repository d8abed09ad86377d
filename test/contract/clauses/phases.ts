import { asBreakglassError } from '../../../action/domain/error.ts';
import type { Grant } from '../../../action/domain/grant.ts';
import type { Scene } from '../fixture.ts';
import { apply, type Bench, engineOf, openBench, prepareOne, type Subject, undo, verify } from '../workbench.ts';
import { grantsIn } from './grants.ts';
import { rollbackOf } from './way-back.ts';

type Half = 'apply' | 'restore';
type Keep = (grant: Grant, index: number) => boolean;

/**
 * A grant is marked with the half of the way that needs it, and only then: with those of one half alone that half works, as a role
 * that can only restore has to; and what is marked for neither is needed by both.
 */
export async function phasesAreTrue(subject: Subject): Promise<string | undefined> {
  for (const half of ['apply', 'restore'] as const) {
    const other = half === 'apply' ? 'restore' : 'apply';
    for (const [name, scene] of Object.entries(subject.fixture.scenes)) {
      const wrong = await failureOf(half, subject, scene, ({ phase }) => phase !== other);
      if (wrong !== undefined) return `${name}: to ${half}, without what is marked "${other}": ${wrong}`;
    }
    const unused = await unmarkedButUnused(half, subject);
    if (unused !== undefined) return `to ${half}, nothing needs ${unused.action}: it has to be marked "${other}"`;
  }
  return undefined;
}

/** A grant to write, marked for neither half, which this half does without in every scene. */
async function unmarkedButUnused(half: Half, subject: Subject): Promise<Grant | undefined> {
  const { estate } = await openBench(subject, async () => undefined);
  for (const [index, grant] of grantsIn(subject, estate).entries()) {
    if (grant.access === 'read' || grant.phase !== undefined) continue;
    let needed = false;
    for (const scene of Object.values(subject.fixture.scenes)) {
      needed ||= (await failureOf(half, subject, scene, (_grant, at) => at !== index)) !== undefined;
    }
    if (!needed) return grant;
  }
  return undefined;
}

/** Goes one half of the way with the grants kept, and the other half with all; what did not work, or was refused. */
async function failureOf(half: Half, subject: Subject, scene: Scene, keep: Keep): Promise<string | undefined> {
  const world = await openBench(subject, scene);
  const all = grantsIn(subject, world.estate);
  const [some, every] = await Promise.all([session(subject, world, all.filter(keep)), session(subject, world, all)]);
  const [forward, back] = half === 'apply' ? [some, every] : [every, some];
  const mark = world.mark();
  try {
    const step = await prepareOne(subject, forward);
    const { started, error } = await apply(forward, step);
    if (error !== undefined) return asBreakglassError(error).code;
    await verify(forward, step);
    if (half === 'restore') {
      const result = await undo(back, started);
      if (result !== rollbackOf(subject.kind)) return `rolling back was ${result}`;
    }
  } catch (error) {
    return asBreakglassError(error).message;
  }
  return world.calls(mark).find(({ outcome }) => outcome === 'AccessDenied')?.operation;
}

async function session(subject: Subject, world: Bench, grants: readonly Grant[]): Promise<Bench> {
  const clients = await subject.lab.clients({ grants });
  return { ...world, clients, engine: engineOf(subject, clients) };
}
