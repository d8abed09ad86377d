import { enableParameter, PARAMETERS } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { type Fields, ref, type Value } from './intrinsic.ts';
import { CONDITIONS, roleCondition, roleMayAct, someBreakGlass } from './names.ts';

/** CloudFormation takes so many conditions in one `Or`. */
const OR_LIMIT = 10;

/** What the customer's parameters decide. */
export function stackConditions({ roles }: StackInput): Fields {
  const names = roles.map(({ role }) => role.role);
  const some = someBreakGlass(roles);
  return {
    [CONDITIONS.switchedOff]: equals(PARAMETERS.killSwitch, 'on'),
    [CONDITIONS.makesProvider]: equals(PARAMETERS.existingProvider, ''),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [roleCondition(name), equals(enableParameter(name), 'true')],
        [roleMayAct(name), whileOff(roleCondition(name))],
      ]),
    ),
    ...(some === CONDITIONS.someBreakGlass
      ? {
          [some]: anyOf(names.map((name) => condition(roleCondition(name)))),
          [CONDITIONS.sealerMayAct]: whileOff(some),
        }
      : {}),
    [CONDITIONS.planEnabled]: equals(PARAMETERS.enablePlan, 'true'),
    [CONDITIONS.planMayAct]: whileOff(CONDITIONS.planEnabled),
    [CONDITIONS.simulates]: { 'Fn::And': [equals(PARAMETERS.allowSimulation, 'true'), condition(some)] },
    ...alertConditions(),
  };
}

/** Whom the alerts go to. */
export function alertConditions(): Fields {
  const noTopic = equals(PARAMETERS.alertTopic, '');
  const noEmail = equals(PARAMETERS.alertEmail, '');
  return {
    [CONDITIONS.alerts]: { 'Fn::Not': [{ 'Fn::And': [noTopic, noEmail] }] },
    [CONDITIONS.makesTopic]: { 'Fn::And': [noTopic, { 'Fn::Not': [noEmail] }] },
  };
}

function equals(parameter: string, value: string): Fields {
  return { 'Fn::Equals': [ref(parameter), value] };
}

/** The condition `name`, and the kill switch is off. */
function whileOff(name: string): Fields {
  return { 'Fn::And': [condition(name), { 'Fn::Not': [condition(CONDITIONS.switchedOff)] }] };
}

function condition(name: string): Fields {
  return { Condition: name };
}

/** Of two conditions or more. */
function anyOf(conditions: readonly Value[]): Fields {
  if (conditions.length <= OR_LIMIT) return { 'Fn::Or': conditions };
  const first = conditions.slice(0, OR_LIMIT - 1);
  const rest = conditions.slice(OR_LIMIT - 1);
  return { 'Fn::Or': [...first, anyOf(rest)] };
}
