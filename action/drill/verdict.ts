import { auditVerify } from '../commands/audit.ts';
import { AUDIT_BRANCH, ENVIRONMENT, WORKFLOW_REF } from './hosting.ts';
import type { Stage } from './play.ts';
import type { ActionResult } from './runner.ts';
import type { Scenario } from './scenarios.ts';
import type { Window } from './traffic.ts';
import type { TroubleStory } from './trouble.ts';
import type { DrillWorld } from './world.ts';

/** Whether the session ended as its story says: outcome, code, what the log tells. Empty when it did. */
export function judgeRun({ expected }: Scenario, run: ActionResult): readonly string[] {
  const problems: string[] = [];
  const outcome = run.outputs['outcome'];
  if (outcome !== expected.outcome) problems.push(`the outcome is ${outcome ?? 'none'}, expected ${expected.outcome}`);
  if ((run.exitCode === 0) !== (expected.outcome === 'succeeded' && expected.code === undefined))
    problems.push(`the action's exit code is ${run.exitCode}`);
  const isClosed = run.outputs['record'] !== undefined;
  if (isClosed !== (expected.closed ?? true)) problems.push(`the session is ${isClosed ? '' : 'not '}closed`);
  if (expected.code !== undefined && !run.errors.some((error) => error.startsWith(`${expected.code}:`))) {
    problems.push(`the error is "${run.errors.join('; ')}", expected ${expected.code}`);
  }
  const { says } = expected;
  if (says !== undefined && !run.log.some((line) => line.includes(says))) {
    problems.push(`nothing in the log says "${says}"`);
  }
  return problems;
}

/** Whether requests failed where there was trouble, and no more where it was mended. */
export function judgeTraffic(
  { expected }: Scenario,
  { fails }: TroubleStory,
  { before, after }: Readonly<Record<'before' | 'after', Window>>,
): readonly string[] {
  const problems: string[] = [];
  if (fails && before.rate < 0.2) problems.push(`only ${percent(before.rate)} failed before: there was nothing to fix`);
  if (!fails && before.rate >= 0.2) problems.push(`${percent(before.rate)} failed before, without a reason`);
  if (expected.healed && after.errors > 0) problems.push(`${after.errors} requests failed after the fix`);
  if (!expected.healed && after.errors === 0) problems.push('errors are gone although nothing was to be fixed');
  return problems;
}

/** Whether the load balancer is as it was, or is not, as the story says. */
export function judgeWorld({ expected }: Scenario, same: boolean): readonly string[] {
  if (expected.world === 'as-before') return same ? [] : ['the world is not as it was before'];
  return same ? ['nothing has changed in the world'] : [];
}

/** As an auditor would who was told, from outside the repository, which workflow to expect and where the trail ended. */
export async function judgeAudit(
  world: DrillWorld,
  jwks: string,
  head: string | undefined,
  stage: Stage,
): Promise<readonly string[]> {
  const exitCode = await auditVerify(
    {
      repo: world.hosting.directory,
      branch: AUDIT_BRANCH,
      jwks,
      json: false,
      workflow: [WORKFLOW_REF],
      environment: [ENVIRONMENT],
      ...(head === undefined ? {} : { head }),
    },
    (line) => stage.log(line),
  );
  return exitCode === 0 ? [] : ['breakglass audit verify does not pass'];
}

/** `39.6 %` */
export function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}
