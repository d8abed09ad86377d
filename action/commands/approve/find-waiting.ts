import { BreakglassError } from '../../domain/error.ts';
import { plain } from '../../view/escape.ts';
import type { Place } from '../remote/place.ts';
import { findRun, listWaiting, type Waiting, waitingOf } from '../remote/waiting.ts';
import type { PassOver } from './pass-over.ts';

/**
 * The one job that is meant: of the run or session that is named, or the only one that waits and is not passed over.
 *
 * @throws BreakglassError `nothing-waiting`, `invalid-input` where several wait
 */
export async function findWaiting(place: Place, target: string | undefined, passOver?: PassOver): Promise<Waiting> {
  const all = target === undefined ? await listMeant(place, passOver) : await ofTarget(place, target);
  const [found, ...others] = all;
  if (found === undefined) throw nothingWaiting(target, passOver);
  if (others.length === 0) return found;
  throw new BreakglassError('invalid-input', `${all.length} jobs wait for an approval`, {
    hint: `name one:\n${all.map((each) => `  breakglass approve ${each.run.id}: ${plain(each.run.title)}, ${each.environment.name}`).join('\n')}`,
  });
}

async function listMeant({ github }: Place, passOver: PassOver | undefined): Promise<readonly Waiting[]> {
  const all = await listWaiting(github);
  if (passOver === undefined) return all;
  const reasons = await Promise.all(all.map(passOver.reason));
  return all.filter((_each, index) => reasons[index] === undefined);
}

/** A session's id ends with that of its run. */
async function ofTarget(place: Place, target: string): Promise<readonly Waiting[]> {
  const [, id] = /^(?:[a-z0-9][a-z0-9-]*-)?([1-9]\d{0,15})$/.exec(target) ?? [];
  const run = id === undefined ? undefined : await findRun(place.github, id);
  if (run === undefined) {
    throw new BreakglassError('invalid-input', `"${target}" is no run or session of ${place.fullName}`, {
      hint: 'breakglass status lists what waits',
    });
  }
  return run.status === 'waiting' ? waitingOf(place.github, run) : [];
}

function nothingWaiting(target: string | undefined, passOver: PassOver | undefined): BreakglassError {
  const others = [...(passOver?.runs ?? [])].map(([run, reason]) => `\n  run ${run} waits, but ${plain(reason)}`);
  const what = target === undefined ? 'no run waits for an approval' : `"${target}" does not wait for an approval`;
  return new BreakglassError('nothing-waiting', what, {
    hint: `a run waits once its plan is made, which takes a minute; breakglass status lists what waits${others.join('')}`,
  });
}
