import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../action/domain/json.ts';
import { attributesUnder } from '../../../../action/sandbox/aws/elbv2/listener-attributes.ts';
import { setListenerAttributes } from '../../../../action/services/elbv2/steps/set-listener-attributes.ts';
import { LISTENER, refusal } from '../listener-settings.ts';

const HTTPS = Object.fromEntries(attributesUnder('HTTPS'));
const HTTP = Object.fromEntries(attributesUnder('HTTP'));
const RESPONSE = 'routing.http.response';
const NAME = 'routing.http.request.x_amzn_tls_version.header_name';

const validate = new Ajv2020({ strict: false }).compile(setListenerAttributes.params);
const change = (before: JsonObject, attributes: JsonObject) =>
  setListenerAttributes.change(before, { listener: LISTENER, attributes }, { session: 's', step: 'x' });

describe('the attributes of a listener', () => {
  it('are set as text, and the others stay', () => {
    const { after, diff } = change(HTTPS, {
      [`${RESPONSE}.access_control_max_age.header_value`]: 600,
      [`${RESPONSE}.access_control_allow_credentials.header_value`]: true,
      [`${RESPONSE}.server.enabled`]: false,
    });
    expect(after).toEqual({
      ...HTTPS,
      [`${RESPONSE}.access_control_max_age.header_value`]: '600',
      [`${RESPONSE}.access_control_allow_credentials.header_value`]: 'true',
      [`${RESPONSE}.server.enabled`]: 'false',
    });
    expect(diff[2]).toEqual({ what: `${RESPONSE}.server.enabled`, before: 'true', after: 'false' });
  });

  it('include every one that a listener has', () => {
    const schema = JSON.stringify(setListenerAttributes.params['properties']);
    expect(Object.keys(HTTPS).filter((key) => !schema.includes(`"${key}"`))).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['of HTTPS alone, for an HTTP listener', HTTP, { [NAME]: 'X-Tls' }],
    ['of Network Load Balancers, for another one', HTTPS, { 'tcp.idle_timeout.seconds': 60 }],
  ])('are refused where they are %s', (_, before, attributes) => {
    expect(() => change(before, attributes)).toThrow(refusal('not-applicable'));
  });
});

describe('the parameters', () => {
  it.each<[string, unknown]>([
    [NAME, 'X-Tls: yes'],
    [NAME, 'X-Tls\r\nX-Admin'],
    [NAME, 'x'.repeat(129)],
    [`${RESPONSE}.content_security_policy.header_value`, "default-src 'self'\r\nSet-Cookie: a=b"],
    [`${RESPONSE}.content_security_policy.header_value`, 'x\n'],
    [`${RESPONSE}.content_security_policy.header_value`, 'ü'],
    [`${RESPONSE}.content_security_policy.header_value`, 'x'.repeat(1025)],
    [`${RESPONSE}.access_control_allow_credentials.header_value`, false],
    [`${RESPONSE}.access_control_allow_methods.header_value`, 'GET,BREW'],
    [`${RESPONSE}.access_control_allow_methods.header_value`, 'GET,'],
    [`${RESPONSE}.access_control_allow_methods.header_value`, 'GETPOST'],
    [`${RESPONSE}.access_control_max_age.header_value`, 86_401],
    [`${RESPONSE}.access_control_max_age.header_value`, '600'],
    [`${RESPONSE}.server.enabled`, 'false'],
    [`${RESPONSE}.x_content_type_options.header_value`, 'sniff'],
    [`${RESPONSE}.x_frame_options.header_value`, 'ALLOW-FROM ftp://x'],
    ['tcp.idle_timeout.seconds', 59],
    ['tcp.idle_timeout.seconds', 6001],
    ['routing.http.response.set_cookie.header_value', 'a=b'],
  ])('refuse %s: %j', (key, value) => {
    expect(validate({ listener: LISTENER, attributes: { [key]: value } })).toBe(false);
  });

  it.each<[string, unknown]>([
    [NAME, ''],
    [`${RESPONSE}.access_control_allow_methods.header_value`, 'GET, POST,*'],
    [`${RESPONSE}.access_control_allow_methods.header_value`, ''],
    [`${RESPONSE}.access_control_max_age.header_value`, ''],
    [`${RESPONSE}.x_frame_options.header_value`, 'ALLOW-FROM https://shop.example.com'],
    ['tcp.idle_timeout.seconds', 6000],
  ])('take %s: %j', (key, value) => {
    expect(validate({ listener: LISTENER, attributes: { [key]: value } })).toBe(true);
  });

  it('refuse no attribute at all', () => {
    expect(validate({ listener: LISTENER, attributes: {} })).toBe(false);
  });
});
