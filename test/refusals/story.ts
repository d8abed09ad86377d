import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { roleNames } from '../../action/domain/stack-names.ts';
import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';
import { drillRequest, requestPath } from '../../action/drill/pipeline.ts';
import type { Arns, Changes, Facts } from './row.ts';

/** The files of a request, and the environment that its install names. */
export interface Story {
  /** Name of the request, and of every file that is its own. */
  readonly name: string;
  readonly request: string;
  /** The run's `request` input. */
  readonly path: string;
  readonly install: string;
  readonly environment: string;
  /** Policy files by path: those that differ from the world's own. */
  readonly policy: ReadonlyMap<string, string>;
}

/** Writes what the facts say, as files of the request's own; what they do not change is shared with the others. */
export function storyOf(name: string, facts: Facts, arns: Arns): Story {
  const ownPlaybook = facts.playbook !== undefined || facts.playbookText !== undefined || facts.role !== undefined;
  const ownInstall = facts.install !== undefined || facts.protection !== undefined || facts.role !== undefined;
  const environment = facts.protection === undefined ? ENVIRONMENT : `${name}-gate`;
  const policy = new Map<string, string>();
  if (facts.role !== undefined) policy.set(`playbooks/roles/${name}.yml`, roleText(name, facts.role));
  if (ownPlaybook) policy.set(`playbooks/${name}.yml`, playbookText(name, facts));
  if (ownInstall) policy.set(`playbooks/installs/${name}.yml`, installText(name, environment, facts, arns));
  const named = {
    ...drillRequest(),
    request: name,
    ...(ownPlaybook ? { playbook: name } : {}),
    ...(ownInstall ? { install: name } : {}),
    ...changesOf(facts.request, arns),
  };
  const text = stringify(withoutGaps(named));
  const earlier = `${name}-earlier`;
  if (facts.replay === true) policy.set(requestPath(earlier), stringify(withoutGaps({ ...named, request: earlier })));
  if (facts.rewrites === true) policy.set(requestPath(name), `${text}# before\n`);
  const path = facts.path ?? requestPath(facts.replay === true ? earlier : name);
  const install = ownInstall ? name : ENVIRONMENT;
  return { name, request: facts.requestText?.(text) ?? text, path, install, environment, policy };
}

/** The install that every world has. */
export function baseInstall({ listener, blue, green, role }: Arns): Changes {
  return {
    version: 1,
    install: ENVIRONMENT,
    account: '123456789012',
    region: 'us-east-1',
    environment: ENVIRONMENT,
    roles: { 'load-balancer': role },
    'recover-roles': { 'load-balancer': beside(role, roleNames.recover(ENVIRONMENT, 'load-balancer')) },
    'sealer-role': beside(role, roleNames.sealer(ENVIRONMENT)),
    requesters: [PEOPLE.requester, PEOPLE.colleague],
    commanders: [PEOPLE.commander],
    approvers: { minimum: 1, people: [PEOPLE.approver], within: '60m' },
    resources: { 'elbv2/listener': { 'web-http': listener }, 'elbv2/target-group': { blue, green } },
  };
}

/** The ARN of another role of the same stack. */
function beside(role: string, name: string): string {
  return role.replace(/[^/]*$/, name);
}

function changesOf(changes: Changes | ((arns: Arns) => Changes) | undefined, arns: Arns): Changes {
  return typeof changes === 'function' ? changes(arns) : (changes ?? {});
}

/** A change to `undefined` takes the key away. */
function withoutGaps(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function roleText(name: string, changes: Changes): string {
  return stringify({ ...starter('roles/load-balancer'), role: name, ...changes });
}

function playbookText(name: string, { playbook = {}, role, playbookText: edit }: Facts): string {
  const own = role === undefined ? {} : { role: name };
  const text = stringify(withoutGaps({ ...starter('shift-traffic'), playbook: name, ...own, ...playbook }));
  return edit?.(text) ?? text;
}

function installText(name: string, environment: string, { install, role }: Facts, arns: Arns): string {
  const roles = role === undefined ? {} : { roles: { 'load-balancer': arns.role, [name]: arns.role } };
  const changes = changesOf(install, arns);
  // Roles of a row's own have none that recovers them.
  const recover = 'roles' in changes && !('recover-roles' in changes) ? { 'recover-roles': undefined } : {};
  return stringify({ ...baseInstall(arns), install: name, environment, ...roles, ...recover, ...changes });
}

/** A file of the starter's. */
export function starter(name: string): Changes {
  const value: Changes = parse(starterText(name));
  return value;
}

export function starterText(name: string): string {
  return readFileSync(new URL(`../../playbooks/${name}.yml`, import.meta.url), 'utf8');
}
