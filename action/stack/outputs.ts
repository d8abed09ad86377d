import { enableParameter, OUTPUTS, PARAMETERS } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { attribute, choose, type Fields, join, type Value } from './intrinsic.ts';
import {
  breakGlassNames,
  CONDITIONS,
  planNames,
  type RoleNames,
  recoverNames,
  roleId,
  sealerNames,
  someBreakGlass,
} from './names.ts';

/** The ARN of every role that exists, and what to paste into the install's file. */
export function stackOutputs(input: StackInput): Fields {
  const { name } = input.install;
  const all = [
    ...input.roles.flatMap(({ role }) => [breakGlassNames(name, role.role), recoverNames(name, role.role)]),
    planNames(name),
    sealerNames(input),
  ];
  return {
    [OUTPUTS.installLines]: {
      Description: `For playbooks/installs/${name}.yml: replaces the lines of the same names`,
      Value: join('\n', installLines(input)),
    },
    ...Object.fromEntries(all.map((names) => [`${roleId(names)}Arn`, arnOutput(names)])),
  };
}

function arnOutput(names: RoleNames): Fields {
  return {
    Condition: names.condition,
    Description: `ARN of the IAM role ${names.name}`,
    Value: attribute(roleId(names), 'Arn'),
  };
}

/** A role that does not exist is a comment that says how to get it. */
function installLines(input: StackInput): readonly Value[] {
  const { install, roles } = input;
  const any = roles.map(({ role }) => enableParameter(role.role)).join(' or ');
  const line = (key: string, names: RoleNames, parameter: string): Value =>
    choose(names.condition, { 'Fn::Sub': `${key}: \${${roleId(names)}.Arn}` }, `# ${key}: set ${parameter} to true`);
  const lines = (key: string, namesOf: (install: string, role: string) => RoleNames): readonly Value[] => [
    choose(someBreakGlass(roles), `${key}:`, `# ${key}: none is enabled`),
    ...roles.map(({ role }) => line(`  ${role.role}`, namesOf(install.name, role.role), enableParameter(role.role))),
  ];
  return [
    choose(
      CONDITIONS.switchedOff,
      `# ${PARAMETERS.killSwitch} is on: none of these roles can do anything`,
      `# ${PARAMETERS.killSwitch} is off`,
    ),
    line('plan-role', planNames(install.name), PARAMETERS.enablePlan),
    line('sealer-role', sealerNames(input), any),
    ...lines('roles', breakGlassNames),
    ...lines('recover-roles', recoverNames),
  ];
}
