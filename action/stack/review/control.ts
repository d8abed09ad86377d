import { PARAMETERS, roleNames, SEAL_POLICY_PREFIX, stackName } from '../../domain/stack-names.ts';
import type { StackInput } from '../input.ts';
import type { Value } from '../intrinsic.ts';
import type { Template } from '../template.ts';
import { codes, heading, list, paragraph, type ReviewBlock, type ReviewLine } from './block.ts';

/** The switch, as its own parameter describes it, and what to expect of it. */
export function switchSection({ install }: StackInput, { document }: Template): readonly ReviewBlock[] {
  return [
    heading(2, 'The kill switch'),
    paragraph(
      { code: PARAMETERS.killSwitch },
      ' of the stack ',
      { code: stackName(install.name) },
      ': ',
      describedBy(document.Parameters[PARAMETERS.killSwitch]),
    ),
    paragraph(
      "It works once CloudFormation has updated the stack and IAM has spread the change. AWS promises no time for either: think of minutes, not of seconds. A session that is running is then denied its next call. What it has changed by then stays as it is, since what would undo it is denied as well: the session's record says what that is. While it is on, and for a role that you have not enabled, the policy that is both the permissions and the boundary of the role denies everything.",
    ),
  ];
}

function describedBy(value: Value | undefined): string {
  return typeof value === 'object' && 'Description' in value ? String(value['Description']) : '';
}

export interface AlertingStack {
  readonly region: string;
  readonly template: Template;
}

/** The rules of both templates, each by what the template says of it. */
export function alertSection(stacks: readonly AlertingStack[]): readonly ReviewBlock[] {
  const rules = stacks.flatMap(({ region, template: { document } }) =>
    Object.values(document.Resources)
      .filter(({ Type }) => Type === 'AWS::Events::Rule')
      .map(
        ({ Properties }): ReviewLine => [{ code: region }, ': ', describedBy(Properties).replace(/^Breakglass: /, '')],
      ),
  );
  const [, second] = stacks;
  return [
    heading(2, 'What you are told'),
    paragraph(
      'Set ',
      { code: PARAMETERS.alertTopic },
      ' or ',
      { code: PARAMETERS.alertEmail },
      ', and AWS itself tells you, ',
      'whatever Breakglass does or says:',
    ),
    list(rules),
    ...(second === undefined
      ? []
      : [
          paragraph(
            'What stands beside ',
            { code: second.region },
            ' is in a second stack there: ',
            { code: 'breakglass stack --home-region' },
            ' writes its template.',
          ),
        ]),
    paragraph(
      'These come from CloudTrail, so the account needs a trail that logs management events, and they arrive some minutes after the call.',
    ),
  ];
}

/** What follows from the rest of the page for the party that asks for access. */
export function vendorSection({ install, trust }: StackInput): readonly ReviewBlock[] {
  return [
    heading(2, 'What the vendor can do, and cannot'),
    list([
      [
        'Ask for a session, by a request in ',
        { code: trust.repository },
        '. It waits until somebody approves it in the environment ',
        { code: install.environment },
        '.',
      ],
      ['Change the playbooks in the repository. That changes what is asked for, never what these roles may do.'],
      ['Offer you a new template or a new version of Breakglass. You deploy it, or you do not.'],
      [
        'It cannot enable a role, change one, or keep one: this stack is yours, and no role of it can change the stack.',
      ],
      [
        'Who administers the repository decides who approves. Where that is the vendor, you rely on them for it: own the repository yourself if you do not want to.',
      ],
    ]),
  ];
}

export function removalSection({ install, roles }: StackInput): readonly ReviewBlock[] {
  const names = roles.map(({ role }) => roleNames.breakGlass(install.name, role.role));
  return [
    heading(2, 'Remove everything'),
    list(
      [
        ['Set ', { code: PARAMETERS.killSwitch }, ' to ', { code: 'on' }, '. From then on nobody has access.'],
        [
          'Delete all inline policies of the roles (',
          ...codes(names),
          '), whatever they are called: sealed sessions leave some there, ',
          { code: `${SEAL_POLICY_PREFIX}…` },
          '. IAM deletes no role that has one, and CloudFormation leaves such a role behind.',
        ],
        [
          'Delete the stack ',
          { code: stackName(install.name) },
          ', and the one of the home Region if you made it. ',
          "GitHub's OIDC provider stays: an account holds only one, and other roles may use it. By itself it lets nobody in.",
        ],
      ],
      true,
    ),
  ];
}
