import { parseDuration } from '../domain/duration.ts';
import { asBreakglassError } from '../domain/error.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { CheckKind, Registry, StepKind } from '../domain/step-kind.ts';
import { takenAwayFirst } from '../domain/taken-away.ts';
import { durationProblems, MONITOR_LIMITS, WORK_LIMITS } from './duration-rules.ts';
import { hasExpression } from './expression/template.ts';
import { expressionProblems, type Scope } from './expression-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { inputSpecProblems } from './input-spec-rules.ts';
import { suggest } from './nearest.ts';
import { writtenParamsProblems } from './params-rules.ts';
import { formatPath, type Problem } from './problem.ts';
import type { WrittenPlaybook } from './written.ts';
import type { DocumentPath } from './yaml-node.ts';

/** What a schema cannot say about a playbook. */
export function playbookProblems(playbook: WrittenPlaybook, file: string, kinds: Registry): readonly Problem[] {
  const inputs = Object.keys(playbook.inputs ?? {});
  const monitor = playbook.monitor;
  return [
    ...fileNameProblems('playbook', playbook.playbook, file),
    ...Object.entries(playbook.inputs ?? {}).flatMap(([name, spec]) =>
      inputSpecProblems(spec, ['inputs', name], kinds),
    ),
    ...checkProblems(playbook.checks ?? [], { inputs, steps: [] }, ['checks'], kinds),
    ...stepProblems(playbook.steps, inputs, kinds),
    ...(monitor === undefined ? [] : monitorProblems(monitor, playbook, inputs, kinds)),
    ...durationProblems(playbook['max-duration'], WORK_LIMITS, ['max-duration']),
  ];
}

function monitorProblems(
  monitor: NonNullable<WrittenPlaybook['monitor']>,
  playbook: WrittenPlaybook,
  inputs: readonly string[],
  kinds: Registry,
): readonly Problem[] {
  const steps = playbook.steps.map((step) => step.id);
  return [
    ...durationProblems(monitor.for, MONITOR_LIMITS, ['monitor', 'for']),
    ...(monitor.settle === undefined ? [] : settleProblems(monitor.settle, monitor.for)),
    ...checkProblems(monitor.checks, { inputs, steps }, ['monitor', 'checks'], kinds),
  ];
}

/** Where nothing counts until the end, nobody watches. */
function settleProblems(settle: string, whole: string): readonly Problem[] {
  const path = ['monitor', 'settle'];
  if (parseDuration(settle) < parseDuration(whole)) return durationProblems(settle, MONITOR_LIMITS, path);
  const message = `monitor.settle is ${settle}, and monitor.for ${whole}: nothing that is seen would count`;
  return [{ code: 'out-of-range', message, hint: 'write a shorter one, for example 20s', path }];
}

interface WrittenUse {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}

function checkProblems(
  checks: readonly WrittenUse[],
  scope: Scope,
  path: DocumentPath,
  kinds: Registry,
): readonly Problem[] {
  return checks.flatMap((use, index) => useProblems(use, kinds.checks, 'unknown-check-kind', scope, [...path, index]));
}

function stepProblems(steps: WrittenPlaybook['steps'], inputs: readonly string[], kinds: Registry): readonly Problem[] {
  const ids = steps.map((step) => step.id);
  const own = steps.flatMap((step, index) => {
    const path = ['steps', index];
    const earlier = ids.slice(0, index);
    return [
      ...(earlier.includes(step.id) ? [repeatedId(step.id, path)] : []),
      ...useProblems(step, kinds.steps, 'unknown-step-kind', { inputs, steps: earlier }, path),
      ...irreversibleProblems(step, kinds.steps.get(step.uses), path),
      ...stageProblems(step, kinds.steps.get(step.uses), path),
    ];
  });
  return [...own, ...takenAwayProblems(steps, kinds)];
}

/** Stages are made of several params, once all of them are right. What an expression stands for is known only to a plan. */
function stageProblems(
  { with: params }: WrittenPlaybook['steps'][number],
  kind: StepKind | undefined,
  path: DocumentPath,
): readonly Problem[] {
  const at = [...path, 'with'];
  if (kind === undefined || !isJsonObject(params) || hasExpression(JSON.stringify(params))) return [];
  if (writtenParamsProblems(kind, params, at).length > 0) return [];
  try {
    kind.stages(params);
    return [];
  } catch (error) {
    const { code, message, hint } = asBreakglassError(error);
    return [{ code, message, hint: hint ?? 'see the reference of the step kind', path: at }];
  }
}

function takenAwayProblems(steps: WrittenPlaybook['steps'], kinds: Registry): readonly Problem[] {
  const uses = steps.map(({ id, uses: kind, with: params }, index) => {
    return { id, uses: kind, with: isJsonObject(params) ? params : {}, index };
  });
  const found = takenAwayFirst(uses, kinds);
  if (found === undefined) return [];
  const { step, by } = found;
  return [
    {
      code: 'invalid-value',
      message: `step "${step.id}" is about what "${by.id}" deletes`,
      hint: `let "${step.id}" come before "${by.id}", or leave one of them out`,
      path: ['steps', step.index, 'with'],
    },
  ];
}

function repeatedId(id: string, path: DocumentPath): Problem {
  return {
    code: 'invalid-value',
    message: `two steps have the id "${id}"`,
    hint: `rename one, for example ${id}-2`,
    path: [...path, 'id'],
  };
}

/** A step that cannot be undone says so itself, where a reviewer of the playbook reads it. */
function irreversibleProblems(
  step: WrittenPlaybook['steps'][number],
  kind: StepKind | undefined,
  path: DocumentPath,
): readonly Problem[] {
  if (kind?.irreversible !== true || step.irreversible === true) return [];
  return [
    {
      code: 'missing-key',
      message: `${step.uses} cannot be undone, and ${formatPath(path)} does not say so`,
      hint: 'add a line "irreversible: true"',
      path,
    },
  ];
}

function useProblems(
  use: WrittenUse,
  kinds: ReadonlyMap<string, Pick<StepKind | CheckKind, 'params' | 'problems'>>,
  code: 'unknown-step-kind' | 'unknown-check-kind',
  scope: Scope,
  path: DocumentPath,
): readonly Problem[] {
  const kind = kinds.get(use.uses);
  const params: JsonObject = isJsonObject(use.with) ? use.with : {};
  const expressions = expressionProblems(params, scope, [...path, 'with']);
  if (kind !== undefined) return [...writtenParamsProblems(kind, params, [...path, 'with']), ...expressions];
  const what = code === 'unknown-step-kind' ? 'step' : 'check';
  const unknown: Problem = {
    code,
    message: `unknown ${what} kind "${use.uses}"`,
    hint: suggest(use.uses, kinds.keys(), `there are no ${what} kinds`),
    path: [...path, 'uses'],
  };
  return [unknown, ...expressions];
}
