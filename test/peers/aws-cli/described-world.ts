import { isJsonObject, type Json, type JsonObject } from '../../../action/domain/json.ts';
import type { Cli } from './start-cli.ts';

/** As many resources as one DescribeTags takes. */
const TAGGED_AT_ONCE = 20;

/** All of ELBv2 as the AWS CLI's describe commands tell it. */
export async function describedWorld(cli: Cli): Promise<JsonObject> {
  const list = async (command: string, member: string, ...args: readonly string[]): Promise<readonly JsonObject[]> => {
    const answer = await cli.ask('elbv2', command, ...args);
    return objects(answer[member], `${command} ${member}`);
  };
  const each = async (
    of: readonly string[],
    command: string,
    option: string,
    member: string,
  ): Promise<Readonly<Record<string, readonly JsonObject[]>>> => {
    const told: Record<string, readonly JsonObject[]> = {};
    for (const arn of of) told[arn] = await list(command, member, `--${option}`, arn);
    return told;
  };

  const loadBalancers = await list('describe-load-balancers', 'LoadBalancers');
  const targetGroups = await list('describe-target-groups', 'TargetGroups');
  const trustStores = await list('describe-trust-stores', 'TrustStores');
  const [balancerArns, groupArns] = [arns(loadBalancers, 'LoadBalancerArn'), arns(targetGroups, 'TargetGroupArn')];
  const storeArns = arns(trustStores, 'TrustStoreArn');
  const listeners = await each(balancerArns, 'describe-listeners', 'load-balancer-arn', 'Listeners');
  const listenerArns = arns(Object.values(listeners).flat(), 'ListenerArn');
  const rules = await each(listenerArns, 'describe-rules', 'listener-arn', 'Rules');
  const health = await each(groupArns, 'describe-target-health', 'target-group-arn', 'TargetHealthDescriptions');
  const taggable = [
    ...balancerArns,
    ...groupArns,
    ...storeArns,
    ...listenerArns,
    ...arns(Object.values(rules).flat(), 'RuleArn'),
  ];
  const tags: JsonObject[] = [];
  for (let at = 0; at < taggable.length; at += TAGGED_AT_ONCE) {
    const some = taggable.slice(at, at + TAGGED_AT_ONCE);
    tags.push(...(await list('describe-tags', 'TagDescriptions', '--resource-arns', ...some)));
  }
  return {
    loadBalancers,
    loadBalancerAttributes: await each(
      balancerArns,
      'describe-load-balancer-attributes',
      'load-balancer-arn',
      'Attributes',
    ),
    listeners,
    listenerAttributes: await each(listenerArns, 'describe-listener-attributes', 'listener-arn', 'Attributes'),
    certificates: await each(listenerArns, 'describe-listener-certificates', 'listener-arn', 'Certificates'),
    rules,
    targetGroups,
    targetGroupAttributes: await each(groupArns, 'describe-target-group-attributes', 'target-group-arn', 'Attributes'),
    health: Object.fromEntries(Object.entries(health).map(([arn, targets]) => [arn, targets.map(settled)])),
    trustStores,
    trustStoreAssociations: await each(
      storeArns,
      'describe-trust-store-associations',
      'trust-store-arn',
      'TrustStoreAssociations',
    ),
    tags: Object.fromEntries(tags.map((tagged) => [String(tagged['ResourceArn']), objects(tagged['Tags'], 'Tags')])),
  };
}

/** What the next probe will say is not yet said of a target that was just registered: no part of the configuration. */
const PROBED: ReadonlySet<Json | undefined> = new Set(['initial', 'healthy', 'unhealthy']);

function settled(target: JsonObject): JsonObject {
  const { TargetHealth: told } = target;
  const probed = isJsonObject(told) && PROBED.has(told['State']);
  return probed ? { ...target, TargetHealth: 'probed' } : target;
}

function objects(list: Json | undefined, what: string): readonly JsonObject[] {
  if (!Array.isArray(list) || !list.every(isJsonObject)) throw new Error(`${what}: ${JSON.stringify(list)}`);
  return list;
}

function arns(of: readonly JsonObject[], member: string): readonly string[] {
  return of.map((one) => String(one[member]));
}

/**
 * The same world is the same JSON: no list of resources, attributes, targets or tags has an order that means something. Lists inside
 * these, such as a rule's actions, stay as they are.
 */
export function inOrder(world: Json): Json {
  if (!isJsonObject(world)) return world;
  return Object.fromEntries(
    Object.entries(world).map(([key, value]) => [key, Array.isArray(value) ? sorted(value) : inOrder(value)]),
  );
}

function sorted(records: readonly Json[]): readonly Json[] {
  return records.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
