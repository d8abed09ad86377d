import { parse } from 'yaml';

/** An IAM role as it comes to be when the stack is deployed with everything enabled, in the documentation account. */
export interface DeployedRole {
  readonly name: string;
  /** JSON. */
  readonly policy: string;
}

type Resolver = (value: unknown) => unknown;
/** Functions that stand on a list, and what each comes to. */
const FUNCTIONS: Readonly<Record<string, Resolver>> = {
  If: (value) => (Array.isArray(value) ? value[1] : undefined),
  Join: String,
  Split: String,
  Select: String,
  Equals: String,
  And: String,
  Or: String,
  Not: String,
  Sub: String,
};

const onLists = Object.entries(FUNCTIONS).map(([name, resolve]) => ({
  tag: `!${name}`,
  collection: 'seq' as const,
  resolve: (seq: { toJSON: () => unknown }) => resolve(seq.toJSON()),
}));
const onTexts = [
  { tag: '!Sub', resolve: settled },
  { tag: '!Ref', resolve: (name: string) => `ref ${name}` },
  { tag: '!GetAtt', resolve: (name: string) => `attribute ${name}` },
  { tag: '!Condition', resolve: (name: string) => name },
];

function settled(text: string): string {
  return text.replaceAll('${AWS::Partition}', 'aws').replaceAll('${AWS::AccountId}', '123456789012');
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Reads the roles of a written template by itself: nothing here knows what wrote it. */
export function deployedRoles(template: string): readonly DeployedRole[] {
  const tags = [...onLists, ...onTexts] as never;
  const { Resources }: { Resources: Readonly<Record<string, Resource>> } = parse(template, { customTags: tags });
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map(({ Properties }) => {
      const id = String(Properties['PermissionsBoundary']).replace(/^ref /, '');
      return {
        name: String(Properties['RoleName']),
        policy: JSON.stringify(Resources[id]?.Properties['PolicyDocument']),
      };
    });
}

/** Every action that a policy names. */
export function actionsOf(policy: string): readonly string[] {
  const { Statement }: { Statement: readonly { Action: string | readonly string[] }[] } = JSON.parse(policy);
  return [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted();
}
