import type { SessionEvent, TimedEvent } from '../../action/domain/event.ts';
import type { Plan, PlannedStep } from '../../action/domain/plan.ts';
import type { PlanContext } from '../../action/domain/plan-context.ts';
import type { Texts } from './texts.ts';

/** A plan in which every text is one of `texts`. */
export function planOf(texts: Texts): Plan {
  const check = { uses: texts.checkKind, with: { [texts.parameter]: texts.checkValue } };
  const blob = '0'.repeat(40);
  return {
    version: 1,
    request: { name: texts.request, incident: texts.incident, reason: texts.reason, confirmed: [texts.criterion] },
    requester: { login: texts.requester, id: 11 },
    commander: { login: texts.commander },
    playbook: { name: texts.playbook, summary: texts.summary },
    install: {
      name: texts.install,
      environment: texts.environment,
      partition: 'aws',
      account: texts.account,
      region: texts.region,
    },
    role: { name: texts.role, arn: texts.role, tags: { [texts.tagKey]: texts.tagValue } },
    sourceNetworks: [texts.network],
    blobs: { request: blob, playbook: blob, role: blob, install: blob },
    checks: [check],
    steps: [step(texts, texts.stepId), { ...step(texts, `${texts.stepId}2`), inverse: { irreversible: true } }],
    monitor: { forMs: 120_000, checks: [check] },
    durations: { workMs: 1_800_000, undoMs: 120_000 },
    revert: 'on-failure',
    recover: 'automatic',
    seals: true,
    onDrift: 'refuse',
    irreversible: [texts.stepId],
    grants: [
      { access: 'read', action: texts.grant, resource: texts.resource },
      {
        access: 'write',
        action: texts.grant,
        resource: `${texts.resource}*`,
        condition: { [texts.tagKey]: texts.tested },
      },
    ],
    sessionPolicies: [
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: texts.grant, Resource: `${texts.resource}*` }] }),
    ],
  };
}

function step(texts: Texts, id: string): PlannedStep {
  const resource = { kind: texts.stepKind, arn: texts.resource };
  return {
    id,
    uses: texts.stepKind,
    with: { [texts.parameter]: texts.value, nested: [texts.value] },
    late: [],
    resource,
    inverse: { restore: resource },
    timeoutMs: 60_000,
  };
}

export function contextOf(texts: Texts, live: boolean): PlanContext {
  const seen = {
    steps: [{ id: texts.stepId, diff: [{ what: texts.what, before: texts.before, after: texts.after }] }],
    checks: [{ uses: texts.checkKind, ok: false, observed: texts.observed }],
    seen: {},
    role: { checked: false as const, reason: texts.observed },
  };
  return {
    live: live ? seen : undefined,
    undone: {
      session: texts.session,
      since: texts.state,
      incident: texts.incident,
      requester: { login: texts.requester },
      diffs: { [texts.stepId]: [{ what: texts.what, before: texts.before, after: texts.after }] },
    },
    source: { kind: 'pull-request', number: 7, merged: live },
    commander: live ? { login: texts.commander, id: 12 } : null,
    runUrl: texts.runUrl,
    repository: {
      fullName: texts.repository,
      owner: 'vendor',
      administrators: live ? [{ login: texts.administrator, id: 9 }] : null,
    },
    approval: {
      environment: texts.environment,
      minimum: 2,
      people: [texts.approver],
      withinMs: 3_600_000,
      binding: 'digest',
    },
  };
}

/** One event of every type. */
export function eventsOf(texts: Texts): readonly TimedEvent[] {
  const at = '2026-11-21T02:13:04.711Z';
  const resource = { kind: texts.stepKind, arn: texts.resource };
  const { stepId, message } = texts;
  const events: readonly SessionEvent[] = [
    { type: 'planned', digest: texts.digest },
    { type: 'gate-passed', requester: texts.requester, commander: texts.commander, approvers: [texts.approver] },
    { type: 'locked', install: texts.install },
    {
      type: 'assumed',
      role: texts.role,
      identity: texts.identity,
      sessionName: texts.session,
      policyRung: 0,
      expires: texts.state,
    },
    { type: 'check', phase: 'before', uses: texts.checkKind, ok: true, observed: texts.observed },
    { type: 'opened', resources: [{ step: stepId, resource, before: { [texts.unit]: texts.state } }] },
    { type: 'step-prepared', step: stepId, with: {}, before: {}, after: {} },
    {
      type: 'step-started',
      step: stepId,
      uses: texts.stepKind,
      diff: [{ what: texts.what, before: texts.before, after: texts.after }],
    },
    { type: 'step-applied', step: stepId, changed: true },
    { type: 'step-progress', step: stepId, progress: texts.progress },
    { type: 'step-verified', step: stepId, found: texts.found },
    { type: 'step-failed', step: stepId, code: 'aws-rejected', message },
    { type: 'monitoring', forMs: 120_000 },
    { type: 'check', phase: 'monitor', uses: texts.checkKind, ok: false, observed: texts.observed },
    { type: 'degraded', observed: texts.observed },
    { type: 'interrupted', signal: texts.state },
    { type: 'rollback-started', why: 'degraded' },
    { type: 'step-restored', step: stepId, units: [texts.unit] },
    { type: 'step-unchanged', step: stepId },
    { type: 'recreated', step: stepId, was: texts.unit, is: texts.state },
    {
      type: 'conflict',
      step: stepId,
      resource,
      units: [{ unit: texts.unit, before: texts.before, ours: texts.after, now: { [texts.state]: texts.state } }],
    },
    { type: 'restore-failed', step: stepId, code: 'rollback-failed', message },
    {
      type: 'call',
      service: texts.checkKind,
      operation: texts.call,
      access: 'write',
      requestId: texts.requestId,
      outcome: texts.outcome,
      ms: 3,
    },
    { type: 'sealed', seal: { kind: 'expires', at: texts.state, why: texts.message } },
    { type: 'refused', code: 'not-approved', message, hint: texts.hint },
    { type: 'closed', outcome: 'failed', code: 'rollback-conflict', message },
  ];
  return events.map((event): TimedEvent => ({ ...event, at }));
}
