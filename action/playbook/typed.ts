import { partitionOf } from '../domain/arn.ts';
import type { AlertSpec, Install, Person, Playbook, PlaybookStep, Request, Role, Use } from '../domain/documents.ts';
import { parseDuration } from '../domain/duration.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { WrittenInstall, WrittenPlaybook, WrittenRequest, WrittenRole } from './written.ts';

/** Defaults filled in, durations in milliseconds. Expects what the schema and the rules accepted. */
export function typedPlaybook(written: WrittenPlaybook): Playbook {
  const monitor: NonNullable<WrittenPlaybook['monitor']> = written.monitor ?? { for: '0s', checks: [] };
  return {
    version: 1,
    playbook: written.playbook,
    summary: written.summary,
    role: written.role,
    criteria: written.criteria,
    inputs: written.inputs ?? {},
    checks: (written.checks ?? []).map(typedUse),
    steps: written.steps.map(typedStep),
    monitor: {
      forMs: parseDuration(monitor.for),
      ...(monitor.settle === undefined ? {} : { settleMs: parseDuration(monitor.settle) }),
      checks: monitor.checks.map(typedUse),
    },
    maxDurationMs: parseDuration(written['max-duration']),
    revert: written.revert ?? 'on-failure',
  };
}

function typedUse(use: { readonly uses: string; readonly with: unknown }): Use {
  return { uses: use.uses, with: asObject(use.with) };
}

function typedStep(step: WrittenPlaybook['steps'][number]): PlaybookStep {
  return { id: step.id, ...typedUse(step), irreversible: step.irreversible ?? false };
}

export function typedRole(written: WrittenRole): Role {
  return {
    version: 1,
    role: written.role,
    title: written.title,
    description: written.description,
    serves: written.serves ?? [],
    statements: (written.statements ?? []).map(({ access, actions, resources, conditions = {} }) => ({
      access,
      actions,
      resources,
      conditions,
    })),
    scope: { resources: written.scope?.resources ?? [], tags: written.scope?.tags ?? {} },
    maxSessionMs: parseDuration(written['max-session']),
    regions: written.regions ?? [],
    sourceNetworks: written['source-networks'] ?? [],
  };
}

export function typedInstall(written: WrittenInstall): Install {
  return {
    version: 1,
    install: written.install,
    account: written.account,
    region: written.region,
    partition: partitionOf(written.region),
    environment: written.environment,
    ...(written['plan-role'] === undefined ? {} : { planRole: written['plan-role'] }),
    ...(written['sealer-role'] === undefined ? {} : { sealerRole: written['sealer-role'] }),
    roles: written.roles,
    recoverRoles: written['recover-roles'] ?? {},
    recover: written.recover ?? 'automatic',
    sourceNetworks: written['source-networks'] ?? [],
    ...(written['private-networks'] === undefined ? {} : { privateNetworks: written['private-networks'] }),
    ...(written['state-key'] ? { stateKey: true } : {}),
    requesters: written.requesters.map(typedPerson),
    commanders: written.commanders.map(typedPerson),
    approvers: {
      minimum: written.approvers.minimum,
      people: written.approvers.people.map(typedPerson),
      withinMs: parseDuration(written.approvers.within),
      binding: written.approvers.binding ?? 'none',
    },
    owner: written.owner ?? 'vendor',
    alerts: written.alerts?.map(typedAlert) ?? [{ to: 'status' }],
    resources: written.resources,
    acceptPublicRepository: written['accept-public-repository'] ?? false,
  };
}

export function typedRequest(written: WrittenRequest): Request {
  return {
    version: 1,
    request: written.request,
    playbook: written.playbook,
    install: written.install,
    incident: written.incident,
    reason: written.reason,
    commander: typedPerson(written.commander),
    confirmed: written.confirmed,
    durationMs: parseDuration(written.duration),
    inputs: asObject(written.inputs ?? {}),
    accept: written.accept ?? [],
    onDrift: written['on-drift'] ?? 'refuse',
    ...(written.undo === undefined ? {} : { undo: written.undo }),
    ...(written.extends === undefined ? {} : { extends: written.extends }),
  };
}

function typedAlert({ to, name = '', required = false }: NonNullable<WrittenInstall['alerts']>[number]): AlertSpec {
  return to === 'status' ? { to } : { to, name, required };
}

/** `dana` or `dana#583231`. */
export function typedPerson(text: string): Person {
  const [login = '', id] = text.split('#');
  return id === undefined ? { login } : { login, id: Number(id) };
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
