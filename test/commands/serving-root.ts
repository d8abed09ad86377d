import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateRuleCommand,
  ElasticLoadBalancingV2Client,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import type { DrillWorld } from '../../action/drill/world.ts';

/** The role that serves them: a template of all roles would be too long for CloudFormation. */
export const SERVING = ['load-balancer'];

/** A folder with this repository's playbooks, whose role holds the permissions of these kinds as well. Who asks for it takes it away. */
export function servingRoot(...kinds: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'breakglass-'));
  cpSync(join(PACKAGE_ROOT, 'playbooks'), join(root, 'playbooks'), { recursive: true });
  const role = join(root, `playbooks/roles/${SERVING[0]}.yml`);
  const serves = kinds.map((kind) => `  - ${kind}\n`).join('');
  writeFileSync(
    role,
    readFileSync(role, 'utf8').replace(/^serves:.*\n/m, (line) => `${line}${serves}`),
  );
  return root;
}

/** The customer puts a rule for a path before the listener's default action; its ARN. */
export function createRule(world: DrillWorld, path: string, priority: number): Promise<string> {
  return createRuleFor(world, { Field: 'path-pattern', PathPatternConfig: { Values: [path] } }, priority);
}

/** The same, for what a condition says. */
export async function createRuleFor(
  { sandbox, cloud }: DrillWorld,
  condition: RuleCondition,
  priority: number,
): Promise<string> {
  const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.aws;
  const client = new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { Rules = [] } = await client.send(
    new CreateRuleCommand({
      ListenerArn: cloud.listener,
      Priority: priority,
      Conditions: [condition],
      Actions: [{ Type: 'forward', TargetGroupArn: cloud.green }],
    }),
  );
  client.destroy();
  return Rules[0]?.RuleArn ?? '';
}
