import type { Json, JsonObject } from '../../../action/domain/json.ts';
import { isJsonObject } from '../../../action/domain/json.ts';
import { ROLE_PATH } from '../../../action/domain/stack-names.ts';
import type { Cli } from '../aws-cli/start-cli.ts';

/** What a customer has at an AWS that is not ours, built by the AWS CLI: a listener whose traffic goes to blue, and green beside it. */
export interface Web {
  readonly loadBalancer: string;
  readonly listener: string;
  readonly blue: string;
  readonly green: string;
}

const GROUP = ['--protocol', 'HTTP', '--port', '80', '--target-type', 'ip'];
const GREEN_TARGETS = ['Id=10.0.2.17,Port=8080', 'Id=10.0.2.18,Port=8080'];

/** One load balancer in two of the default VPC's subnets. */
export async function buildWeb(cli: Cli): Promise<Web> {
  const subnets = records(await cli.ask('ec2', 'describe-subnets'), 'Subnets').slice(0, 2);
  const created = async (member: string, arn: string, ...args: readonly string[]): Promise<string> =>
    String(records(await cli.ask('elbv2', ...args), member)[0]?.[arn]);
  const loadBalancer = await created(
    'LoadBalancers',
    'LoadBalancerArn',
    'create-load-balancer',
    '--name',
    'web',
    '--subnets',
    ...subnets.map((subnet) => String(subnet['SubnetId'])),
  );
  const group = async (name: string, targets: readonly string[]): Promise<string> => {
    const vpc = ['--vpc-id', String(subnets[0]?.['VpcId'])];
    const args = ['create-target-group', '--name', name, ...GROUP, ...vpc];
    const arn = await created('TargetGroups', 'TargetGroupArn', ...args);
    await cli.ask('elbv2', 'register-targets', '--target-group-arn', arn, '--targets', ...targets);
    return arn;
  };
  const blue = await group('blue', ['Id=10.0.1.17,Port=8080', 'Id=10.0.1.18,Port=8080']);
  const green = await group('green', GREEN_TARGETS);
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 100 },
    { TargetGroupArn: green, Weight: 0 },
  ];
  const listener = await created(
    'Listeners',
    'ListenerArn',
    'create-listener',
    '--load-balancer-arn',
    loadBalancer,
    '--protocol',
    'HTTP',
    '--port',
    '80',
    '--default-actions',
    JSON.stringify([{ Type: 'forward', ForwardConfig: { TargetGroups } }]),
  );
  return { loadBalancer, listener, blue, green };
}

/**
 * The roles of the install, so that access can be ended there. moto lets every identity do everything: their policies would say
 * nothing, and a deny denies nothing.
 */
export async function buildRoles(cli: Cli, names: readonly string[]): Promise<void> {
  const trust = { Version: '2012-10-17', Statement: [] };
  for (const name of names) {
    const place = ['--path', ROLE_PATH, '--role-name', name];
    await cli.ask('iam', 'create-role', ...place, '--assume-role-policy-document', JSON.stringify(trust));
  }
}

/** All of green's targets go: whatever watches its health sees it fail. */
export async function emptyGreen(cli: Cli, { green }: Web): Promise<void> {
  await cli.ask('elbv2', 'deregister-targets', '--target-group-arn', green, '--targets', ...GREEN_TARGETS);
}

export async function fillGreen(cli: Cli, { green }: Web): Promise<void> {
  await cli.ask('elbv2', 'register-targets', '--target-group-arn', green, '--targets', ...GREEN_TARGETS);
}

/** The listener's default action as the AWS CLI tells it. */
export async function defaultActionOf(cli: Cli, { listener }: Web): Promise<Json | undefined> {
  const told = await cli.ask('elbv2', 'describe-listeners', '--listener-arns', listener);
  return records(told, 'Listeners')[0]?.['DefaultActions'];
}

function records(answer: JsonObject, member: string): readonly JsonObject[] {
  const list = answer[member];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
