import { BreakglassError } from './error.ts';

/** The parts of an Amazon Resource Name: `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of `text`, or undefined when it is not an ARN. The resource may hold further colons. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined || resource.length === 0)
    return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

/** The AWS account, Region and partition that a plan may touch. */
export interface AwsScope {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Refuses an ARN outside `scope`. */
export function requireInScope(text: string, scope: AwsScope): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw new BreakglassError('invalid-value', `"${text}" is not an ARN`);
  for (const part of ['partition', 'account', 'region'] as const) {
    if (arn[part] !== scope[part]) {
      throw new BreakglassError(
        'foreign-resource',
        `${text} is in ${part} "${arn[part]}", the install in "${scope[part]}"`,
        {
          hint: `name a resource of ${part} "${scope[part]}"`,
        },
      );
    }
  }
  return arn;
}

/** The partition that a Region belongs to. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
