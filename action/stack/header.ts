import { enableParameter, PARAMETERS, stackName } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { stackParameters } from './parameters.ts';

/** What stands above the template of an install: what it is, how to deploy it, and how to switch it off. */
export function stackHeader(input: StackInput): readonly string[] {
  const { install, trust, roles } = input;
  const first = roles[0]?.role.role ?? '';
  return [
    `Breakglass: emergency access to this AWS account, for install "${install.name}" of ${trust.repository}.`,
    '',
    `By default it makes no role, and nobody can enter. Each Enable parameter makes the roles of one kind of access. They can be assumed only by the workflows of Breakglass, at the versions in ${PARAMETERS.allowedWorkflowRefs}, from that one repository; to change anything, only after an approval in its environment "${install.environment}". What a role may do is all that stands in its policy. The policies are always there; one whose role is not enabled denies everything.`,
    '',
    `Where a trust policy selects the second of ${PARAMETERS.allowedWorkflowRefs}, the list is written twice before: of a single one, the second is that one again.`,
    '',
    'To deploy it, or to change what is enabled (parameters that are not named keep their values):',
    ...deploy(stackName(install.name), install.region, [
      `${enableParameter(first)}=true`,
      `${PARAMETERS.enablePlan}=true`,
    ]),
    '',
    'To switch everything off at once, sessions that are running as well:',
    ...switchOff(input),
    '',
    'A template of more than 51,200 bytes needs --s3-bucket as well when it is deployed from the command line; the console takes it as it is.',
    `The output InstallFile is what to paste into playbooks/installs/${install.name}.yml.`,
    'Written by "breakglass stack": change the files in playbooks/ and write it again, rather than changing it here.',
  ];
}

/** What stands above the template of the alerts in IAM's home Region. */
export function homeRegionHeader({ install, trust }: StackInput, region: string): readonly string[] {
  return [
    `Breakglass: alerts of ${region}, for install "${install.name}" of ${trust.repository}, whose own stack is in ${install.region}.`,
    '',
    `AWS tells of changes to IAM in ${region} alone, and a rule hears only its own Region. This stack makes no role and opens nothing.`,
    '',
    'To deploy it:',
    ...deploy(`${stackName(install.name)}-alerts`, region, [`${PARAMETERS.alertEmail}=security@example.com`], []),
    '',
    'Written by "breakglass stack".',
  ];
}

/** By the template that is deployed, whatever lies in a file. A parameter that an update leaves out would go back to its default. */
function switchOff(input: StackInput): readonly string[] {
  const kept = stackParameters(input).flatMap(({ name }) => (name === PARAMETERS.killSwitch ? [] : [name]));
  const { name, region } = input.install;
  return continued([
    `aws cloudformation update-stack --stack-name ${stackName(name)} --region ${region}`,
    '  --use-previous-template --capabilities CAPABILITY_NAMED_IAM --parameters',
    `  ParameterKey=${PARAMETERS.killSwitch},ParameterValue=on`,
    ...kept.map((parameter) => `  ParameterKey=${parameter},UsePreviousValue=true`),
  ]);
}

function deploy(
  stack: string,
  region: string,
  parameters: readonly string[],
  more: readonly string[] = ['--capabilities CAPABILITY_NAMED_IAM'],
): readonly string[] {
  return continued([
    `aws cloudformation deploy --stack-name ${stack} --region ${region}`,
    '  --template-file template.yml',
    ...more.map((option) => `  ${option}`),
    `  --parameter-overrides ${parameters.join(' ')}`,
  ]);
}

/** One command over several lines. */
function continued(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${line}${index < lines.length - 1 ? ' \\' : ''}`);
}
