import type { Install, Playbook, Request, Role } from './documents.ts';
import { formatDuration } from './duration.ts';
import { BreakglassError } from './error.ts';
import { type Plan, type PlannedStep, watchedMs } from './plan.ts';

/** Beyond the steps' own timeouts: time to read, compare, commit and close. */
const UNDO_MARGIN_MS = 60_000;
/** Beyond the steps and the watching of a run that leaves its change to recovery: to take the role, and for GitHub's answers. */
const LEAVE_MARGIN_MS = 5 * 60_000;
/** GitHub ends a hosted job after 6 hours; what is temporary has to be undone, and recorded, before. */
export const JOB_LIMIT_MS = 5.5 * 3_600_000;

export interface DurationInput {
  readonly request: Pick<Request, 'durationMs' | 'extends'>;
  readonly role: Pick<Role, 'role' | 'maxSessionMs'>;
  readonly playbook: Pick<Playbook, 'role' | 'monitor' | 'revert'>;
  readonly install: Pick<Install, 'install' | 'roles' | 'recoverRoles' | 'sealerRole'>;
}

/** How long undoing these steps may take, in milliseconds. */
export function undoTime(steps: readonly Pick<PlannedStep, 'timeoutMs'>[]): number {
  return UNDO_MARGIN_MS + steps.reduce((sum, step) => sum + step.timeoutMs, 0);
}

/**
 * How long the run may work, and how long undoing may take it.
 *
 * @throws BreakglassError `duration-too-short`, `duration-too-long`
 */
export function planDurations(
  { request, role, playbook, install }: DurationInput,
  steps: readonly Pick<PlannedStep, 'timeoutMs' | 'holdMs'>[],
): Plan['durations'] {
  const stepsMs = steps.reduce((sum, step) => sum + step.timeoutMs, 0);
  const workMs = request.durationMs;
  const undoMs = undoTime(steps);
  // What is extended has been through its stages.
  const watchMs = watchedMs(request.extends === undefined ? steps : [], playbook.monitor);
  const needMs = stepsMs + watchMs;
  if (workMs < needMs) throw tooShort(workMs, { stepsMs, watchMs });
  if (playbook.revert === 'at-end' && workMs + undoMs > JOB_LIMIT_MS) {
    requireRecovery(install, playbook, workMs, undoMs);
    const leaveMs = LEAVE_MARGIN_MS + needMs;
    requireSession(role, leaveMs, undoMs, 'the steps, watching health');
    return { workMs, undoMs, leaveMs };
  }
  requireSession(role, workMs, undoMs, 'duration');
  return { workMs, undoMs };
}

function tooShort(
  workMs: number,
  { stepsMs, watchMs }: { readonly stepsMs: number; readonly watchMs: number },
): BreakglassError {
  return new BreakglassError(
    'duration-too-short',
    `duration ${formatDuration(workMs)} is too short for the steps and for watching health`,
    {
      hint: `the steps may take ${formatDuration(stepsMs)}, watching takes ${formatDuration(watchMs)}: ask for at least ${formatDuration(stepsMs + watchMs)}`,
    },
  );
}

/** The credentials have to outlast undoing: as long as the run works, and then as long as that takes. */
function requireSession({ role, maxSessionMs }: DurationInput['role'], ms: number, undoMs: number, what: string): void {
  if (ms + undoMs <= maxSessionMs) return;
  const most = maxSessionMs - undoMs;
  throw new BreakglassError(
    'duration-too-long',
    `${what} ${formatDuration(ms)} and ${formatDuration(undoMs)} to undo exceed role "${role}"'s ${formatDuration(maxSessionMs)}`,
    {
      hint:
        what === 'duration'
          ? `ask for at most ${formatDuration(Math.max(0, most))}, or raise max-session of the role`
          : 'raise max-session of the role, or watch health for less long',
    },
  );
}

/** Who puts the change back when its job is long over, and who sees to it that nobody else can change it in its name by then. */
function requireRecovery(
  install: DurationInput['install'],
  playbook: DurationInput['playbook'],
  workMs: number,
  undoMs: number,
): void {
  const hasRole = Object.hasOwn(install.recoverRoles, playbook.role);
  if (hasRole && install.sealerRole !== undefined) return;
  const missing = [
    ...(hasRole ? [] : ['recover-roles:', `  ${playbook.role}: <ARN>`]),
    ...(install.sealerRole === undefined ? ['sealer-role: <ARN>'] : []),
  ];
  throw new BreakglassError(
    'duration-too-long',
    `a temporary change of ${formatDuration(workMs)} outlives the job that undoes it, and install "${install.install}" has no recovery for role "${playbook.role}"`,
    {
      hint: `GitHub ends a job after 6h: ask for at most ${formatDuration(JOB_LIMIT_MS - undoMs)}, or have recovery undo it: add to playbooks/installs/${install.install}.yml, as the outputs of the customer's stack say:\n${missing.join('\n')}`,
    },
  );
}
