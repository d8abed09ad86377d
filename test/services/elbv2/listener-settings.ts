import { expect } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { certificateUnit, type ListenerSettings } from '../../../action/services/elbv2/listener-settings-model.ts';

export const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
export const OTHER_LISTENER = LISTENER.replace(/.$/, '3');
export const POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
export const STORE = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/partners/73e2d6bc24d8a067';

export const acm = (digit: number): string =>
  `arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-00000000000${digit}`;

/** An HTTPS listener on port 443 with the certificate 0 and this list. */
export function secure(list: readonly number[] = [], more: JsonObject = {}): ListenerSettings {
  const certificates = Object.fromEntries(list.map((digit) => [certificateUnit(acm(digit)), true] as const));
  return {
    port: 443,
    protocol: 'HTTPS',
    'ssl-policy': POLICY,
    'default-certificate': acm(0),
    'mutual-authentication': { mode: 'off' },
    about: { authenticates: [], portsOfOthers: { '80': OTHER_LISTENER } },
    ...certificates,
    ...more,
  };
}

export function plain(protocol = 'HTTP'): ListenerSettings {
  return {
    ...secure(),
    port: 8080,
    protocol,
    'ssl-policy': null,
    'default-certificate': null,
    'mutual-authentication': null,
  };
}

export const refusal = (code: string) => expect.objectContaining({ code, hint: expect.any(String) });
