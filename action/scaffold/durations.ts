import type { Install, Playbook, PlaybookStep, Role } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { planDurations, undoTime } from '../domain/plan-durations.ts';
import type { Registry } from '../domain/step-kind.ts';

const MINUTE = 60_000;
/** Durations that people pick from, as far as the plan takes them. */
const STEPS = [5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720].map((minutes) => minutes * MINUTE);

export interface DurationsOf {
  readonly playbook: Playbook;
  readonly role: Role;
  readonly installs: readonly Install[];
  readonly registry: Registry;
}

/**
 * The durations that a playbook's form offers, ascending, in milliseconds: those that the plan takes for every install that the form
 * names. Where the time of a step hangs on an input, it counts with what the kind gives it by itself.
 *
 * @throws BreakglassError `duration-too-long` or `duration-too-short` where the plan takes none at all
 */
export function allowedDurations({ playbook, role, installs, registry }: DurationsOf): readonly number[] {
  const steps = playbook.steps.map((step) => ({ timeoutMs: timeoutOf(step, registry) }));
  const most = playbook.maxDurationMs;
  const longest = [most, role.maxSessionMs - undoTime(steps)].filter((ms) => ms > 0 && ms <= most);
  const wanted = [...new Set([...STEPS.filter((ms) => ms < most), ...longest])].toSorted((a, b) => a - b);
  const taken: number[] = [];
  let refusal: unknown;
  for (const durationMs of wanted) {
    try {
      for (const install of installs) planDurations({ request: { durationMs }, role, playbook, install }, steps);
      taken.push(durationMs);
    } catch (error) {
      if (!(error instanceof BreakglassError)) throw error;
      refusal = error;
    }
  }
  if (taken.length > 0) return taken;
  throw refusal;
}

function timeoutOf({ uses, with: params }: PlaybookStep, registry: Registry): number {
  const known = Object.entries(params).filter(([, value]) => !JSON.stringify(value).includes('${{'));
  return registry.steps.get(uses)?.timeoutMs(Object.fromEntries(known)) ?? 0;
}
