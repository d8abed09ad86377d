/** What a template may ask of its surroundings. */
export interface Surroundings {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
}

const PSEUDO_PARAMETERS: Readonly<Record<string, (around: Surroundings) => string>> = {
  'AWS::Partition': ({ partition }) => partition,
  'AWS::AccountId': ({ account }) => account,
  'AWS::Region': ({ region }) => region,
  'AWS::StackName': ({ stackName }) => stackName,
  'AWS::StackId': ({ stackId }) => stackId,
  'AWS::URLSuffix': ({ partition }) => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'),
};

export function isPseudoParameter(name: string): boolean {
  return Object.hasOwn(PSEUDO_PARAMETERS, name);
}

/** The value of a pseudo parameter, or undefined for another name. */
export function pseudoParameter(name: string, around: Surroundings): string | undefined {
  return isPseudoParameter(name) ? PSEUDO_PARAMETERS[name]?.(around) : undefined;
}
