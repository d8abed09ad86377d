import {
  type Action,
  AddTagsCommand,
  ModifyListenerCommand,
  type TargetGroupStickinessConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Estate, forwardRule } from './estate.ts';
import type { ForeignChange, Scene } from './fixture.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

/** What a listener may do before a step on its default actions. */
export const DEFAULT_ACTION_SCENES: Readonly<Record<string, Scene>> = {
  plain: async () => undefined,
  'one target group, named without weights': (estate) =>
    modify(estate, [{ Type: 'forward', TargetGroupArn: estate.blue }]),
  'sticky clients': (estate) => weigh(estate, [100, 0], { Enabled: true, DurationSeconds: 3_600 }),
  'stickiness switched off': (estate) => weigh(estate, [100, 0], { Enabled: false, DurationSeconds: 3_600 }),
  HTTPS: async (estate) => {
    await overHttps(estate);
    await modify(estate, [{ Type: 'forward', TargetGroupArn: estate.blue }]);
  },
  'users who log in': withLogin,
};

/** Changes by somebody else beside a listener's default actions. */
export const BESIDE_DEFAULT_ACTIONS: Readonly<Record<string, ForeignChange>> = {
  port: async ({ owner, listener }) => {
    await owner.send(new ModifyListenerCommand({ ListenerArn: listener, Port: 8080 }));
  },
  tag: async ({ owner, listener }) => {
    await owner.send(new AddTagsCommand({ ResourceArns: [listener], Tags: [{ Key: 'team', Value: 'shop' }] }));
  },
  rule: async ({ owner, listener, grey }) => {
    await forwardRule(owner, listener, grey, 700);
  },
};

export function weigh(
  estate: Estate,
  [ofBlue, ofGreen]: readonly [number, number],
  stickiness: TargetGroupStickinessConfig = { Enabled: false },
): Promise<void> {
  const TargetGroups = [
    { TargetGroupArn: estate.blue, Weight: ofBlue },
    { TargetGroupArn: estate.green, Weight: ofGreen },
  ];
  const ForwardConfig = { TargetGroups, TargetGroupStickinessConfig: stickiness };
  return modify(estate, [{ Type: 'forward', ForwardConfig }]);
}

export async function modify({ owner, listener }: Estate, DefaultActions: Action[]): Promise<void> {
  await owner.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
}

async function overHttps({ owner, listener }: Estate): Promise<void> {
  await owner.send(
    new ModifyListenerCommand({
      ListenerArn: listener,
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: CERTIFICATE }],
    }),
  );
}

/** The client secret is one that no answer ever holds. */
async function withLogin(estate: Estate): Promise<void> {
  await overHttps(estate);
  const login: Action = {
    Type: 'authenticate-oidc',
    Order: 1,
    AuthenticateOidcConfig: {
      Issuer: 'https://login.example.com',
      AuthorizationEndpoint: 'https://login.example.com/authorize',
      TokenEndpoint: 'https://login.example.com/token',
      UserInfoEndpoint: 'https://login.example.com/user',
      ClientId: 'shop',
      ClientSecret: 'never-answered',
    },
  };
  await modify(estate, [login, { Type: 'forward', Order: 2, TargetGroupArn: estate.blue }]);
}
