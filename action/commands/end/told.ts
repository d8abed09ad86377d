import type { ProvenSession } from '../../audit/proven-session.ts';
import type { Plan } from '../../domain/plan.ts';
import { workEnded } from '../recover/state.ts';
import type { Act, Reverts, Standing } from './standing.ts';

/** What somebody is told before a session is ended: how it stands, what becomes of its change and of its access. */
export function toldOf(proven: ProvenSession, plan: Plan, standing: Standing, url: string): readonly string[] {
  const { act, reverts } = standing;
  const run = act === 'cancel' ? 'goes on' : 'is over';
  return [
    `session ${proven.session}, ${plan.playbook.name} on ${plan.install.name}, since ${proven.opening.at}: its run ${run}, ${url}`,
    ...changeLines(proven, plan, standing),
    ...(reverts === 'no' ? [] : steps(proven, plan)),
    ...(act === 'cancel' ? [] : recoveryLines(proven, plan, standing)),
  ];
}

function changeLines(proven: ProvenSession, plan: Plan, { act, reverts, at }: Standing): readonly string[] {
  switch (reverts) {
    case 'now':
      return [...(act === 'cancel' ? [unlessEnded(plan)] : []), REVERTS[act]];
    case 'later':
      return [`its change is temporary, and stays until ${at}: a recovery puts it back then, and not before`];
    case 'unless-whole':
      return ['what it applied stays where all of it is there and holds; else the recovery puts it back:'];
    case 'no':
      return [whyNot(proven, plan)];
  }
}

const REVERTS: Readonly<Record<Act, string>> = {
  cancel: 'this puts back what it has applied, where nobody has changed it since:',
  recover: 'the recovery puts back what it has applied, where nobody has changed it since:',
};

function unlessEnded({ revert }: Plan): string {
  return revert === 'at-end'
    ? 'its change is temporary, and would be put back when its time ends'
    : 'its change would stay; ended early, it does not';
}

function whyNot(proven: ProvenSession, plan: Plan): string {
  const next = proven.events.findLast((event) => event.type === 'superseded');
  if (next?.type === 'superseded') return `session ${next.by} goes on in its place: to end the change, end that one`;
  const ended = workEnded(proven);
  if (ended !== undefined) return `its work is over, as ${ended.outcome}: nothing of it is changed any more`;
  return `nothing is put back: ${plan.install.name} had no recover role or no sealer role, so that a person has to do it`;
}

function steps({ events }: ProvenSession, plan: Plan): readonly string[] {
  const applied = new Set(events.flatMap((event) => (event.type === 'step-applied' ? [event.step] : [])));
  const restored = new Set(
    events.flatMap((event) => (event.type === 'step-restored' ? [event.step, ...(event.along ?? [])] : [])),
  );
  const left = plan.steps.filter(({ id }) => !restored.has(id));
  if (left.length === 0) return ['  nothing: everything is put back already'];
  return left.map(({ id, uses, resource }) => {
    return `  ${id}: ${uses} on ${resource.arn}, ${applied.has(id) ? 'applied' : 'not yet on record as applied'}`;
  });
}

/** What a recovery does beside, and who has to let it. */
function recoveryLines(proven: ProvenSession, plan: Plan, { reverts, accessUntil }: Standing): readonly string[] {
  const undo = plan.undo !== undefined && reverts !== 'no';
  const approval = plan.recover === 'approval' && workEnded(proven) === undefined;
  return [
    ...(undo ? [`it undoes session ${plan.undo?.session ?? ''}: what of that cannot be taken back is carried on`] : []),
    accessLine(proven, plan, accessUntil),
    ...(approval ? [`a reviewer of ${plan.install.environment} has to let the recovery do it`] : []),
  ];
}

function accessLine(proven: ProvenSession, { recover }: Plan, until: string | null): string {
  if (until === null) return 'its access has ended';
  if (workEnded(proven) !== undefined) {
    return `its access is not shown to have ended, and its credentials may work until ${until}: the session is closed then`;
  }
  const denied = recover === 'none' ? '' : '; the recovery denies them everything first';
  return `its credentials may work until ${until}${denied}`;
}

/** What was done, and what comes of it. */
export function outcomeLine(act: Act | 'closed-meanwhile', { reverts, at }: Pick<Standing, 'reverts' | 'at'>): string {
  if (act === 'closed-meanwhile') return 'the session was closed meanwhile';
  if (act === 'cancel') return CANCELLED;
  return `a recovery was started${STARTED[reverts]}${at === null ? '' : ` ${at}`}`;
}

const CANCELLED =
  'the run was asked to end; what it cannot put back in the time that GitHub leaves it, a recovery does';
const STARTED: Readonly<Record<Reverts, string>> = {
  now: '',
  'unless-whole': '',
  no: ', which puts nothing back',
  later: ', which puts nothing back before',
};
