import { PARAMETERS } from '../../domain/stack-names.ts';

/** A stack, and every parameter that its deployed template has. */
export interface Updated {
  readonly stack: string;
  readonly region: string;
  readonly parameters: readonly string[];
}

/**
 * The commands that let `refs` in and nothing else. Every other parameter is named too: CloudFormation sets one that an update
 * leaves out back to its default, which switches its role off. The comma of a list is escaped, as the AWS CLI wants it.
 */
export function updateLines({ stack, region, parameters }: Updated, refs: readonly string[]): readonly string[] {
  const others = parameters.filter((name) => name !== PARAMETERS.allowedWorkflowRefs);
  const place = `--region ${region} --stack-name ${stack}`;
  return [
    `   aws cloudformation update-stack ${place} --use-previous-template --capabilities CAPABILITY_NAMED_IAM --parameters \\`,
    `     'ParameterKey=${PARAMETERS.allowedWorkflowRefs},ParameterValue=${refs.join('\\,')}'${others.length === 0 ? '' : ' \\'}`,
    ...others.map(
      (name, index) => `     ParameterKey=${name},UsePreviousValue=true${index === others.length - 1 ? '' : ' \\'}`,
    ),
    `   aws cloudformation wait stack-update-complete ${place}`,
  ];
}
