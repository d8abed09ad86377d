import type { SourceFile } from '../domain/documents.ts';
import { formatDuration, parseDuration } from '../domain/duration.ts';
import type { ErrorCode } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Plan } from '../domain/plan.ts';
import { WORK_LIMITS } from './duration-rules.ts';
import { replaceString } from './edit-scalar.ts';
import { formatPath } from './problem.ts';
import { parseSource } from './source-document.ts';
import type { DocumentPath } from './yaml-node.ts';

/** A change to a playbook that follows from what a session saw. */
export interface Proposal {
  /** The playbook's file. */
  readonly path: string;
  /** Where in it, as people say it: `monitor.checks[0].with.at-least`. */
  readonly where: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  /** The whole file with the change, its comments kept. */
  readonly text: string;
}

/** What a session saw, as its record tells it. */
export interface Evidence {
  readonly code: ErrorCode | null;
  readonly plan: Plan;
  readonly events: readonly TimedEvent[];
}

interface Change {
  readonly path: DocumentPath;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/**
 * The one change to the playbook that the session's events show to be wanted; undefined where none follows. It is for a person
 * to judge: a limit may have been right, and the incident what it was made for.
 */
export function proposeChange(file: SourceFile, evidence: Evidence): Proposal | undefined {
  const { value } = parseSource(file);
  if (!isJsonObject(value)) return undefined;
  const change = RULES[evidence.code ?? '']?.(value, evidence);
  if (change === undefined) return undefined;
  const text = replaceString(file, change.path, change.to);
  if (text === undefined || text === file.text) return undefined;
  const { from, to, why } = change;
  return { path: file.path, where: formatPath(change.path), from, to, why, text };
}

type Rule = (playbook: JsonObject, evidence: Evidence) => Change | undefined;

const RULES: Readonly<Partial<Record<string, Rule>>> = {
  'out-of-time': longerSession,
  'verification-timeout': longerStep,
  'step-timeout': longerStep,
  degraded: reachableCheck,
};

const MINUTE = 60_000;
/** What is proposed beyond what was needed. */
const MARGIN = 1.5;

/** The session had all the time that the playbook allows, and health was still being watched when it ended. */
function longerSession(playbook: JsonObject, { plan, events }: Evidence): Change | undefined {
  const from = playbook['max-duration'];
  if (typeof from !== 'string' || parseDuration(from) !== plan.durations.workMs) return undefined;
  const [start, watched] = [events[0], events.find(({ type }) => type === 'monitoring')];
  if (start === undefined || watched === undefined || events.some(({ type }) => type === 'degraded')) return undefined;
  const needed = Date.parse(watched.at) - Date.parse(start.at) + plan.monitor.forMs;
  const wanted = Math.ceil((Math.max(needed, plan.durations.workMs) * MARGIN) / (5 * MINUTE)) * 5 * MINUTE;
  const ms = Math.min(wanted, WORK_LIMITS.maximum);
  if (!(ms > plan.durations.workMs)) return undefined;
  const why = `the steps were verified and nothing had degraded, but ${from} was over before health had been watched for ${formatDuration(plan.monitor.forMs)}`;
  return { path: ['max-duration'], from, to: formatDuration(ms), why };
}

/** A step was given up while it was still coming on, and the playbook says how long it may take. */
function longerStep(playbook: JsonObject, { plan, events }: Evidence): Change | undefined {
  const failed = events.findLast((event) => event.type === 'step-failed');
  const planned = plan.steps.find(({ id }) => id === failed?.step);
  if (failed === undefined || planned === undefined) return undefined;
  const progress = events.flatMap((event) =>
    event.type === 'step-progress' && event.step === failed.step ? [event.progress] : [],
  );
  // The same found again and again is no progress: it would not have come in twice the time either.
  if (new Set(progress).size < 2) return undefined;
  const index = list(playbook['steps']).findIndex((step) => isJsonObject(step) && step['id'] === planned.id);
  const step = list(playbook['steps'])[index];
  const written = isJsonObject(step) && isJsonObject(step['with']) ? step['with'] : {};
  const [key, from] = Object.entries(written).find(([, value]) => isDuration(value, planned.timeoutMs)) ?? [];
  if (key === undefined || typeof from !== 'string') return undefined;
  const why = `the step was still coming on when its time was over: ${progress.slice(-2).join('; then ')}`;
  return { path: ['steps', index, 'with', key], from, to: formatDuration(planned.timeoutMs * 2), why };
}

const HEALTHY = /^(\d{1,4}) of (\d{1,4}) targets healthy, at least (\d{1,4}) wanted$/;

/** The check wants more healthy targets than there are: with every one of them healthy it could not hold. */
function reachableCheck(playbook: JsonObject, { events }: Evidence): Change | undefined {
  const seen = events.findLast((event) => event.type === 'check' && event.phase === 'monitor' && !event.ok);
  if (seen?.type !== 'check') return undefined;
  const [, healthy, total, wanted] = HEALTHY.exec(seen.observed) ?? [];
  if (healthy === undefined || total === undefined || wanted === undefined) return undefined;
  if (healthy !== total || total === '0' || Number(wanted) <= Number(total)) return undefined;
  const monitor = playbook['monitor'];
  const checks = isJsonObject(monitor) ? list(monitor['checks']) : [];
  const [index, ...others] = checks.flatMap((check, at) => (wants(check, seen.uses, wanted) ? [at] : []));
  if (index === undefined || others.length > 0) return undefined;
  const why = `every target was healthy, all ${total}, and the check wanted ${wanted}: it cannot hold`;
  return { path: ['monitor', 'checks', index, 'with', 'at-least'], from: wanted, to: total, why };
}

function wants(check: Json, uses: string, atLeast: string): boolean {
  if (!isJsonObject(check) || check['uses'] !== uses) return false;
  return isJsonObject(check['with']) && check['with']['at-least'] === atLeast;
}

function isDuration(value: Json, ms: number): boolean {
  return typeof value === 'string' && /^\d{1,6}[smh]$/.test(value) && parseDuration(value) === ms;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
