import { enableParameter, PARAMETERS, ROLE_PATH, stackName } from '../../domain/stack-names.ts';
import type { StackInput } from '../input.ts';
import { buildHomeRegionTemplate, buildTemplate, homeRegion } from '../template.ts';
import { entrySection, helperSection } from './beside.ts';
import { codes, heading, paragraph, type ReviewBlock, type ReviewLine, table } from './block.ts';
import { alertSection, removalSection, switchSection, vendorSection } from './control.ts';
import { type ReviewedRole, reviewedRoles } from './read-roles.ts';
import { type KindWords, roleSection } from './role.ts';

const TITLE = 'Breakglass in your account';

/**
 * What the customer's security people read before they enable anything. Every role, action, resource and condition on it is read
 * from the template that `buildTemplate` makes of the same input.
 *
 * @param kinds - what the step and check kinds are for; one that is not given is not explained
 */
export function reviewPage(input: StackInput, kinds: readonly KindWords[]): readonly ReviewBlock[] {
  const template = buildTemplate(input);
  const home = buildHomeRegionTemplate(input);
  const roles = reviewedRoles(template.document);
  const { install } = input;
  return [
    heading(1, TITLE, ': install ', install.name),
    paragraph(
      'What the stack ',
      { code: stackName(install.name) },
      ' can put into your account, who can use it, and how you end it. ',
      'This page is made from the template itself, by ',
      { code: 'breakglass stack --review' },
      '.',
    ),
    ...overview(input, roles),
    ...input.roles.flatMap((offered) =>
      roles
        .filter(({ purpose, role }) => purpose === 'break-glass' && role === offered.role.role)
        .flatMap((reviewed) => roleSection(offered, reviewed, kinds, install.region)),
    ),
    ...helperSection(roles),
    ...entrySection(input, roles),
    ...switchSection(input, template),
    ...alertSection([
      { region: install.region, template },
      ...(home === undefined ? [] : [{ region: homeRegion(input), template: home }]),
    ]),
    ...vendorSection(input),
    ...removalSection(input),
  ];
}

function overview({ install, roles }: StackInput, reviewed: readonly ReviewedRole[]): readonly ReviewBlock[] {
  const offered = roles.map(({ role }): readonly ReviewLine[] => [
    [{ code: enableParameter(role.role) }],
    [role.title],
    codes(reviewed.filter((each) => each.role === role.role).map(({ name }) => name)),
  ]);
  const plan = reviewed.filter(({ purpose }) => purpose === 'plan').map(({ name }) => name);
  const sealer = reviewed.filter(({ purpose }) => purpose === 'seal').map(({ name }) => name);
  return [
    paragraph(
      'As it is deployed it holds no role at all. Each exists only while you say so, by these parameters, all of them ',
      { code: 'false' },
      ' by default:',
    ),
    table(
      ['parameter', 'what for', 'IAM roles'],
      [...offered, [[{ code: PARAMETERS.enablePlan }], ['Show your approver what a request would meet'], codes(plan)]],
    ),
    paragraph(
      'Together with the first of those that break glass comes ',
      ...codes(sealer),
      ', which ends sessions. ',
      'All of them have the path ',
      { code: ROLE_PATH },
      ', a permissions boundary that equals their policy, ',
      'and work in ',
      { code: install.region },
      ' alone where IAM itself is not meant.',
    ),
  ];
}
