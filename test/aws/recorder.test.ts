import { ElasticLoadBalancingV2Client, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { recordCalls } from '../../action/aws/recorder.ts';
import { CLIENT_SETTINGS } from '../../action/aws/settings.ts';
import type { CallRecord } from '../../action/domain/event.ts';

describe('the record of a call', () => {
  it('leaves out what may be secret, and keeps the rest', async () => {
    const calls: CallRecord[] = [];
    const client = new ElasticLoadBalancingV2Client({
      ...CLIENT_SETTINGS,
      region: 'us-east-1',
      // Nobody listens on port 9: what is recorded does not depend on the answer.
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'wJalr-secret', sessionToken: 'FwoG-token' },
    });
    recordCalls(
      'elbv2',
      () => 0,
      (call) => calls.push(call),
    )(client);
    const modify = new ModifyRuleCommand({
      RuleArn: 'arn:rule',
      Conditions: [
        { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-key', Values: ['hidden-1'] } },
        { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'k', Value: 'hidden-2' }] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/pay/*'] } },
      ],
      Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: 'a', Replace: 'hidden-7' }] } }],
      Actions: [
        { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503', MessageBody: 'hidden-3' } },
        { Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301', Query: 'hidden-4' } },
        {
          Type: 'authenticate-oidc',
          AuthenticateOidcConfig: {
            Issuer: 'https://idp.example.com',
            AuthorizationEndpoint: 'https://idp.example.com/a',
            TokenEndpoint: 'https://idp.example.com/t',
            UserInfoEndpoint: 'https://idp.example.com/u',
            ClientId: 'client',
            ClientSecret: 'hidden-5',
            AuthenticationRequestExtraParams: { k: 'hidden-6' },
          },
        },
      ],
    });
    await expect(client.send(modify)).rejects.toThrow('ECONNREFUSED');
    const text = JSON.stringify(calls);
    expect(text).not.toMatch(/hidden|secret|FwoG/);
    expect(text).toContain('/pay/*');
    expect(calls).toMatchObject([{ operation: 'ModifyRule', access: 'write', outcome: 'network:ECONNREFUSED' }]);
  });
});
