import { enableParameter, PARAMETERS } from '../domain/stack-names.ts';
import type { OfferedRole, StackInput } from './input.ts';
import type { Fields, Value } from './intrinsic.ts';

/** A parameter of the template, with what the console shows beside it. */
export interface Parameter {
  readonly name: string;
  readonly group: Group;
  readonly label: string;
  readonly fields: Fields;
}

/** In the order in which the console shows them. */
const GROUPS = ['What you allow', 'Kill switch', 'Who may enter', 'Alerts'] as const;
type Group = (typeof GROUPS)[number];

/** What the customer decides when they deploy the stack. By default nothing is allowed. */
export function stackParameters(input: StackInput): readonly Parameter[] {
  return [
    ...input.roles.map((offered) => enable(offered)),
    ...plan(),
    killSwitch(),
    workflowRefs(input),
    provider(input),
    ...alertParameters(input.install.region),
  ];
}

/** The form that the console makes of `parameters`. */
export function consoleForm(parameters: readonly Parameter[]): Fields {
  const groups = GROUPS.map((group) => ({ group, members: parameters.filter((each) => each.group === group) }));
  return {
    'AWS::CloudFormation::Interface': {
      ParameterGroups: groups
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => ({
          Label: { default: group },
          Parameters: members.map(({ name }) => name),
        })),
      ParameterLabels: Object.fromEntries(parameters.map(({ name, label }) => [name, { default: label }])),
    },
  };
}

function enable({ role }: OfferedRole): Parameter {
  return {
    name: enableParameter(role.role),
    group: 'What you allow',
    label: role.title,
    fields: flag(
      `true makes the role ${role.role}, and the one that puts back what its sessions leave behind. ${role.description}`,
    ),
  };
}

function plan(): readonly Parameter[] {
  return [
    {
      name: PARAMETERS.enablePlan,
      group: 'What you allow',
      label: 'Let plans look',
      fields: flag(
        'true makes a role that can only read. With it your approver sees what a request would meet; without it a plan knows nothing of the account.',
      ),
    },
    {
      name: PARAMETERS.allowSimulation,
      group: 'What you allow',
      label: 'Let plans ask IAM',
      fields: flag(
        'true lets the plan role ask IAM whether the enabled roles may do what a request needs. It has no effect without EnablePlan.',
      ),
    },
  ];
}

function killSwitch(): Parameter {
  return {
    name: PARAMETERS.killSwitch,
    group: 'Kill switch',
    label: 'Kill switch',
    fields: {
      Type: 'String',
      AllowedValues: ['off', 'on'],
      Default: 'off',
      Description:
        'on denies everything to every role of this stack, also to sessions that are running, and lets nobody enter. The roles stay, so that off brings them back. Switch it on before you take a role away.',
    },
  };
}

function workflowRefs({ trust }: StackInput): Parameter {
  return {
    name: PARAMETERS.allowedWorkflowRefs,
    group: 'Who may enter',
    label: 'Versions of Breakglass',
    fields: {
      Type: 'CommaDelimitedList',
      AllowedPattern: '^([0-9a-f]{40}|refs/tags/v[0-9]+\\.[0-9]+\\.[0-9]+)$',
      ConstraintDescription:
        'one or two versions, separated by a comma: a commit of 40 hexadecimal digits, or a tag such as refs/tags/v1.2.3',
      Default: trust.workflowRef,
      Description:
        'Versions of the Breakglass workflows that may enter. Give two while you upgrade, the old one and the new one; a third is not read.',
    },
  };
}

function provider({ trust }: StackInput): Parameter {
  return {
    name: PARAMETERS.existingProvider,
    group: 'Who may enter',
    label: "GitHub's OIDC provider",
    fields: {
      Type: 'String',
      AllowedPattern: '^(arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com)?$',
      ConstraintDescription:
        'empty, or the ARN of the provider of this account: arn:<partition>:iam::<account>:oidc-provider/token.actions.githubusercontent.com',
      Default: '',
      Description: `ARN of GitHub's OIDC provider where this account has it already: an account holds only one. Its audiences have to include ${trust.audience}. Empty: the stack makes it.`,
    },
  };
}

/** `region`: of the stack, which is where a topic has to be for a rule to reach it. */
export function alertParameters(region: string): readonly Parameter[] {
  return [
    {
      name: PARAMETERS.alertTopic,
      group: 'Alerts',
      label: 'SNS topic of yours',
      fields: {
        Type: 'String',
        AllowedPattern: `^(arn:aws[a-z-]*:sns:${region}:[0-9]{12}:[A-Za-z0-9_-]{1,256})?$`,
        ConstraintDescription: `empty, or the ARN of a standard SNS topic in ${region}`,
        Default: '',
        Description: `ARN of an SNS topic in ${region} that is told of every entry, every change that a role makes to resources (not to data in them), and every change of these roles. Its policy has to let events.amazonaws.com publish. AWS tells only of calls that a CloudTrail trail records. Empty: none.`,
      },
    },
    {
      name: PARAMETERS.alertEmail,
      group: 'Alerts',
      label: 'Or an address',
      fields: {
        Type: 'String',
        AllowedPattern: '^([^@\\s,;<>"]{1,64}@[A-Za-z0-9.-]{1,190})?$',
        ConstraintDescription: 'empty, or one e-mail address',
        Default: '',
        Description:
          'Address that the same alerts are sent to, by a topic that the stack makes. AWS asks it to confirm first. It is not used where a topic of yours is given. AWS tells only of calls that a CloudTrail trail records. Empty: none.',
      },
    },
  ];
}

function flag(description: string): Fields {
  const values: readonly Value[] = ['false', 'true'];
  return { Type: 'String', AllowedValues: values, Default: 'false', Description: description };
}
