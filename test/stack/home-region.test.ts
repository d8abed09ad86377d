import { IAMClient } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { isFields, type Value } from '../../action/stack/intrinsic.ts';
import { buildHomeRegionTemplate, buildTemplate, homeRegion } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { deploy } from './deployment.ts';
import { sampleInput } from './samples.ts';
import { fieldsOf, readTemplate, walk } from './template-file.ts';

const TOPIC = { AlertTopicArn: 'arn:aws:sns:us-east-1:123456789012:security' };
const RULES = ['AlertOnEntry', 'AlertOnUse', 'AlertOnChange'];

function home(region: string) {
  const template = buildHomeRegionTemplate(sampleInput(undefined, region));
  return template === undefined ? undefined : readTemplate(writeTemplate(template));
}

const main = (region: string) => readTemplate(writeTemplate(buildTemplate(sampleInput(undefined, region))));

describe("the alerts in IAM's home Region", () => {
  test.each(['eu-central-1', 'us-gov-east-1', 'cn-northwest-1'])(
    'are where the SDK finds the IAM of %s',
    async (region) => {
      const { endpointProvider } = new IAMClient({ region }).config;
      const schemes = endpointProvider?.({ Region: region }).properties?.['authSchemes'];
      expect(schemes).toMatchObject([{ signingRegion: homeRegion(sampleInput(undefined, region)) }]);
    },
  );

  test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1'])('are in the stack of the install itself in %s', (region) => {
    expect(home(region)).toBeUndefined();
    expect(Object.keys(main(region).Resources)).toEqual(expect.arrayContaining(RULES));
  });

  test('are a stack of their own elsewhere, where the stack of the install would hear nothing', () => {
    expect(Object.keys(main('eu-central-1').Resources)).not.toContain('AlertOnChange');
    const template = home('eu-central-1');
    expect(Object.keys(template?.Parameters ?? {})).toEqual(['AlertTopicArn', 'AlertEmail']);
    expect(JSON.stringify(template)).not.toContain('AWS::IAM::');
    expect(String(template?.Parameters['AlertTopicArn']?.['AllowedPattern'])).toContain(':sns:us-east-1:');
  });
});

describe('the alerts of a stack', () => {
  const resources = (parameters: Readonly<Record<string, string>>) => deploy(main('us-east-1'), parameters).resources;

  test('go to the topic that the customer has, which the stack leaves alone', () => {
    const made = resources(TOPIC);
    const besides = Object.entries(made).filter(([, { Type }]) => Type !== 'AWS::IAM::ManagedPolicy');
    expect(besides.map(([name]) => name)).toEqual(['GitHubProvider', ...RULES]);
    for (const rule of RULES) expect(made[rule]?.Properties['Targets']).toMatchObject([{ Arn: TOPIC.AlertTopicArn }]);
    expect(Object.keys(resources({ ...TOPIC, AlertEmail: 'a@example.com' }))).toEqual(Object.keys(made));
  });

  test('go to a topic of the stack where the customer gives an address', () => {
    const made = resources({ AlertEmail: 'security@example.com' });
    expect(made['AlertSubscription']?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'security@example.com',
    });
    expect(made['AlertTopicAccess']?.Properties['PolicyDocument']).toMatchObject({
      Statement: [{ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' }],
    });
  });

  test.each([
    ['AlertTopicArn', 'arn:aws:sns:eu-central-1:123456789012:security'],
    ['AlertTopicArn', 'arn:aws:sns:us-east-1:123456789012:security.fifo'],
    ['AlertTopicArn', 'arn:aws:sqs:us-east-1:123456789012:security'],
    ['AlertEmail', 'a@example.com,b@example.com'],
    ['AlertEmail', 'nobody'],
    [
      'ExistingOidcProviderArn',
      'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com.evil.example',
    ],
    ['ExistingOidcProviderArn', 'arn:aws:iam::123456789012:oidc-provider/accounts.google.com'],
    ['KillSwitch', 'true'],
    ['EnableLoadBalancer', 'yes'],
  ])('refuse %s "%s"', (parameter, value) => {
    expect(() => resources({ [parameter]: value })).toThrow(parameter);
  });

  test('hear of the roles and policies of this install by where their names start, in events of calls alone', () => {
    const made = resources(TOPIC);
    for (const rule of RULES) {
      const pattern = fieldsOf(made[rule]?.Properties['EventPattern']);
      expect(pattern['detail-type']).toEqual([{ suffix: 'API Call via CloudTrail' }]);
      const prefixes = [...walk(pattern)].flatMap(([, value]) =>
        isFields(value) && 'prefix' in value ? [value['prefix']] : [],
      );
      for (const prefix of prefixes)
        expect(prefix).toMatch(/^(arn:aws:iam::123456789012:(role|policy)\/breakglass\/)?acme-prod-$/);
    }
    expect(made['AlertOnEntry']?.Properties).toMatchObject({ State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' });
    expect(made['AlertOnUse']?.Properties).toMatchObject({ State: 'ENABLED' });
  });

  test('say in words what happened: every name in the message is a path of the event, and every path is used', () => {
    const made = resources(TOPIC);
    for (const rule of RULES) {
      const [target] = (made[rule]?.Properties['Targets'] ?? []) as readonly Value[];
      const { InputPathsMap, InputTemplate } = fieldsOf(fieldsOf(target)['InputTransformer']);
      const [paths, template] = [fieldsOf(InputPathsMap), String(InputTemplate)];
      expect(JSON.parse(template)).toMatch(/^Breakglass acme-prod: /);
      const named = [...template.matchAll(/<([^>]+)>/g)].map(([, name = '']) => name);
      expect(named.toSorted()).toEqual(Object.keys(paths).toSorted());
    }
  });
});
