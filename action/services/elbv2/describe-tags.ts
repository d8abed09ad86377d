import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StepContext } from '../../domain/step-kind.ts';
import type { Elbv2Client } from './service.ts';

/** AWS takes this many ARNs in one DescribeTags call. */
const TAGS_PER_CALL = 20;

/** The tags of each resource, by its ARN: key → value. */
export async function tagsByArn(
  context: Omit<StepContext<Elbv2Client>, 'step'>,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (let start = 0; start < arns.length; start += TAGS_PER_CALL) {
    const command = new DescribeTagsCommand({ ResourceArns: arns.slice(start, start + TAGS_PER_CALL) });
    const answer = await context.client.send(command, { abortSignal: context.signal });
    for (const { ResourceArn: arn, Tags: tags = [] } of answer.TagDescriptions ?? []) {
      if (arn === undefined) continue;
      found.set(arn, Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])));
    }
  }
  return found;
}
