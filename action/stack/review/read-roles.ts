import { BreakglassError } from '../../domain/error.ts';
import { GITHUB_ISSUER } from '../../domain/trusted-names.ts';
import type { Conditions } from '../../policy/statement.ts';
import type { Fields, Value } from '../intrinsic.ts';
import { CONDITIONS } from '../names.ts';
import type { TemplateDocument } from '../template.ts';

/** An IAM role of a template, as it stands there. */
export interface ReviewedRole {
  /** In IAM. */
  readonly name: string;
  /** The tags that the template gives it. */
  readonly purpose: string;
  /** Name of the role in the playbook repository; absent for those that belong to all of them. */
  readonly role: string | undefined;
  readonly statements: readonly ReviewedStatement[];
  readonly entries: readonly ReviewedEntry[];
  readonly maxSessionMs: number;
}

export interface ReviewedStatement {
  readonly actions: readonly string[];
  /** ARN patterns that hold `AWS::Partition` and `AWS::AccountId` as CloudFormation writes them. */
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  /** The condition of the template without which the statement is not there. */
  readonly onlyIf: string | undefined;
}

/** A job that may assume a role: what of its token is tested, all of it by equality. */
export interface ReviewedEntry {
  /** File of the reusable workflow. */
  readonly workflow: string;
  readonly audience: readonly string[];
  readonly subjects: readonly string[];
  readonly repositoryId: readonly string[];
  readonly ref: readonly string[];
  /** Of the STS endpoint that is called. */
  readonly region: readonly string[];
  readonly networks: readonly string[];
}

/**
 * The roles of a template. What the review page says of them comes from here and from nowhere else.
 *
 * @throws BreakglassError `internal` where the template holds something that the page would not show
 */
export function reviewedRoles(document: TemplateDocument): readonly ReviewedRole[] {
  return Object.values(document.Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map((resource) => reviewedRole(resource, document));
}

function reviewedRole(resource: Fields, template: TemplateDocument): ReviewedRole {
  const properties = fields(resource['Properties']);
  const [permissions, ...more] = values(properties['ManagedPolicyArns']);
  const boundary = properties['PermissionsBoundary'];
  const policy = fields(permissions)['Ref'];
  requireThat(typeof policy === 'string' && fields(boundary)['Ref'] === policy, 'a boundary that is not the policy');
  requireThat(more.length === 0 && properties['Policies'] === undefined, 'another policy');
  const document = whileEnabled(template, String(policy), resource['Condition']);
  const trust = fields(properties['AssumeRolePolicyDocument']);
  const tags = new Map(values(properties['Tags']).map((tag) => [one(fields(tag)['Key']), one(fields(tag)['Value'])]));
  return {
    name: one(properties['RoleName']),
    purpose: tags.get('breakglass:purpose') ?? '',
    role: tags.get('breakglass:role'),
    statements: values(document['Statement']).map(reviewedStatement),
    entries: values(trust['Statement']).map(reviewedEntry),
    maxSessionMs: Number(properties['MaxSessionDuration']) * 1000,
  };
}

/** What a policy allows while its role is enabled and the kill switch is off; in every other case it has to deny everything. */
function whileEnabled({ Resources, Conditions }: TemplateDocument, policy: string, enabled: Value | undefined): Fields {
  const resource = Resources[policy];
  const [mayAct, permissions, otherwise] = values(fields(fields(resource?.['Properties'])['PolicyDocument'])['Fn::If']);
  const [both, notSwitchedOff, ...more] = values(fields(Conditions[String(mayAct)])['Fn::And']);
  const [switchedOff] = values(fields(notSwitchedOff)['Fn::Not']);
  const held =
    resource?.['Condition'] === undefined &&
    enabled !== undefined &&
    fields(both)['Condition'] === enabled &&
    fields(switchedOff)['Condition'] === CONDITIONS.switchedOff &&
    more.length === 0;
  requireThat(held, 'a policy that the kill switch does not stop');
  requireThat(deniesEverything(fields(otherwise)), 'a policy that leaves something while it is switched off');
  return fields(permissions);
}

function deniesEverything({ Statement: statements }: Fields): boolean {
  const [statement, ...more] = values(statements);
  const { Sid: _, Effect: effect, Action: action, Resource: resource, ...rest } = fields(statement);
  const all = effect === 'Deny' && action === '*' && resource === '*';
  return all && more.length === 0 && Object.keys(rest).length === 0;
}

function reviewedStatement(given: Value): ReviewedStatement {
  const [onlyIf, then, otherwise] = values(fields(given)['Fn::If']);
  const statement = fields(then ?? given);
  requireThat(onlyIf === undefined || fields(otherwise)['Ref'] === 'AWS::NoValue', 'a statement with an alternative');
  const { Sid: _, Effect: effect, Action: action, Resource: resource, Condition: condition, ...rest } = statement;
  requireThat(effect === 'Allow' && Object.keys(rest).length === 0, `a statement with ${Object.keys(rest).join()}`);
  return {
    actions: texts(action),
    resources: texts(resource),
    conditions: tests(condition),
    onlyIf: onlyIf === undefined ? undefined : one(onlyIf),
  };
}

function reviewedEntry(given: Value): ReviewedEntry {
  const { Sid: _, Effect: effect, Principal: __, Action: action, Condition: condition, ...rest } = fields(given);
  const { StringEquals: equals = {}, IpAddress: address = {}, ...others } = tests(condition);
  const { aud, sub, repository_id: id, ref, job_workflow_ref: workflow, ...more } = claims(equals);
  const { 'aws:RequestedRegion': region, ...unknown } = more;
  const [file, ...otherFiles] = [...new Set(workflow?.map((each) => /^[^@]*\/([^/@]+)@\$\{Commit\}$/.exec(each)?.[1]))];
  const [by, off, on] = values(fields(effect)['Fn::If']);
  const switched = by === CONDITIONS.switchedOff && off === 'Deny' && on === 'Allow';
  requireThat(action === 'sts:AssumeRoleWithWebIdentity' && switched, 'another way in');
  requireThat(
    [rest, others, unknown].every((each) => Object.keys(each).length === 0),
    'another test of a token',
  );
  requireThat(region?.length === 1, 'an entry by the STS endpoint of any Region');
  requireThat(file !== undefined && otherFiles.length === 0, 'a workflow that is not ours');
  return {
    workflow: file ?? '',
    audience: aud ?? [],
    subjects: sub ?? [],
    repositoryId: id ?? [],
    ref: ref ?? [],
    region: region ?? [],
    networks: [address['aws:SourceIp'] ?? []].flat(),
  };
}

function claims(tested: Readonly<Record<string, string | readonly string[]>>): Readonly<Record<string, string[]>> {
  const entries = Object.entries(tested).map(([key, value]) => [key.replace(`${GITHUB_ISSUER}:`, ''), [value].flat()]);
  return Object.fromEntries(entries);
}

function tests(condition: Value | undefined): Conditions {
  return Object.fromEntries(
    Object.entries(fields(condition)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(fields(keys)).map(([key, value]) => [key, Array.isArray(value) ? texts(value) : one(value)]),
      ),
    ]),
  );
}

function fields(value: Value | undefined): Fields {
  return typeof value === 'object' && !isList(value) ? value : {};
}

function values(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Every text that a value can come to; of a choice that takes something away, what is left. */
function texts(value: Value | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(texts);
  if (typeof value !== 'object') return value === undefined ? [] : [String(value)];
  const [condition, yes] = values(value['Fn::If']);
  if (condition !== undefined) return texts(yes);
  const sub = value['Fn::Sub'];
  if (sub !== undefined) return texts(isList(sub) ? sub[0] : sub);
  throw unreadable(`a ${Object.keys(value).join()} where a text belongs`);
}

function one(value: Value | undefined): string {
  const [first, ...more] = texts(value);
  if (first !== undefined && more.length === 0) return first;
  throw unreadable(`${more.length + 1} texts where one belongs`);
}

function requireThat(held: boolean, what: string): void {
  if (!held) throw unreadable(what);
}

function unreadable(what: string): BreakglassError {
  return new BreakglassError('internal', `the template holds ${what}, which the review page does not show`);
}
