import { topicResources } from './alert-topic.ts';
import { onChange, onEntry, onUse } from './alerts.ts';
import { alertConditions, stackConditions } from './conditions.ts';
import { homeRegionHeader, stackHeader } from './header.ts';
import type { StackInput } from './input.ts';
import type { Fields } from './intrinsic.ts';
import { checked } from './offered.ts';
import { stackOutputs } from './outputs.ts';
import { alertParameters, consoleForm, type Parameter, stackParameters } from './parameters.ts';
import { providerResource } from './provider.ts';
import type { Resource } from './resource.ts';
import { roleResources } from './roles.ts';

/** A template: what CloudFormation reads, and what people read beside it. */
export interface Template {
  readonly document: TemplateDocument;
  /** Lines above everything else. */
  readonly header: readonly string[];
  /** Name of a resource → what stands above it. */
  readonly comments: Readonly<Record<string, string>>;
}

/** The sections of a template, by CloudFormation's names; functions are in their long form. */
export interface TemplateDocument {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Metadata: Fields;
  readonly Parameters: Fields;
  readonly Conditions: Fields;
  readonly Resources: Readonly<Record<string, Fields>>;
  readonly Outputs?: Fields;
}

/** Where a partition's IAM events arrive. */
const HOME_REGIONS = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' } as const;

/** Where the partition of the install has its IAM. */
export function homeRegion({ install }: StackInput): string {
  return HOME_REGIONS[install.partition];
}

/** The stack of an install: everything that Breakglass has in the customer's account. */
export function buildTemplate(given: StackInput): Template {
  const input = checked(given);
  const atHome = input.install.region === homeRegion(input);
  const rules = [onEntry(input), onUse(input), ...(atHome ? [onChange(input)] : [])];
  return assemble({
    description: `Breakglass: emergency access for install ${input.install.name}. It makes no role until you enable one`,
    header: stackHeader(input),
    parameters: stackParameters(input),
    conditions: stackConditions(input),
    resources: [providerResource(input), ...roleResources(input), ...rules, ...topicResources(input)],
    outputs: stackOutputs(input),
  });
}

/** The alerts that have to be in IAM's home Region: undefined where that is the install's own, whose stack has them. */
export function buildHomeRegionTemplate(given: StackInput): Template | undefined {
  const input = checked(given);
  const region = homeRegion(input);
  if (input.install.region === region) return undefined;
  const rules = [onEntry(input, region), onChange(input)];
  return assemble({
    description: `Breakglass: alerts of ${region} for install ${input.install.name}`,
    header: homeRegionHeader(input, region),
    parameters: alertParameters(region),
    conditions: alertConditions(),
    resources: [...rules, ...topicResources(input)],
  });
}

interface Parts {
  readonly description: string;
  readonly header: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly conditions: Fields;
  readonly resources: readonly Resource[];
  readonly outputs?: Fields;
}

function assemble({ description, header, parameters, conditions, resources, outputs }: Parts): Template {
  return {
    document: {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: description,
      Metadata: consoleForm(parameters),
      Parameters: Object.fromEntries(parameters.map(({ name, fields }) => [name, fields])),
      Conditions: conditions,
      Resources: Object.fromEntries(resources.map(({ id, fields }) => [id, fields])),
      ...(outputs === undefined ? {} : { Outputs: outputs }),
    },
    header,
    comments: Object.fromEntries(resources.map(({ id, comment }) => [id, comment])),
  };
}
