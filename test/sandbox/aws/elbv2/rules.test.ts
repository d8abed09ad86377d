import { request } from 'node:http';
import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './fixture.ts';
import { fixed, forward, listener, loadBalancer, sandbox, targetGroup } from './fixture.ts';

let elb: Sandbox;
let listenerArn: string;

beforeEach(async () => {
  elb = sandbox();
  listenerArn = await listener(elb.call, await loadBalancer(elb.call), [fixed('default')]);
});

afterEach(() => elb.close());

async function rule(Priority: number, Conditions: RuleCondition[], action: Action = fixed('matched')): Promise<string> {
  const { Rules } = await elb.call('CreateRule', { ListenerArn: listenerArn, Priority, Conditions, Actions: [action] });
  return Rules?.[0]?.RuleArn ?? '';
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${elb.listenerUrl(listenerArn)}${path}`, { method, headers, redirect: 'manual' });
}

interface Case {
  readonly name: string;
  readonly condition: RuleCondition;
  readonly yes: readonly (readonly [path: string, headers?: Record<string, string>, method?: string])[];
  readonly no: readonly (readonly [path: string, headers?: Record<string, string>, method?: string])[];
}

const CASES: readonly Case[] = [
  {
    name: 'path-pattern, case-sensitive, without the query string',
    condition: { Field: 'path-pattern', PathPatternConfig: { Values: ['/img/*.p?g', '/exact'] } },
    yes: [['/img/a/b.png'], ['/img/.pxg?x=1'], ['/exact?y']],
    no: [['/IMG/a.png'], ['/img/a.pg'], ['/exact/'], ['/x?/exact']],
  },
  {
    name: 'path-pattern, whose other characters are literal',
    condition: { Field: 'path-pattern', Values: ['/a.b+c$'] },
    yes: [['/a.b+c$']],
    no: [['/aXb+c$'], ['/a.bbc$']],
  },
  {
    name: 'http-header, without regard to case, in any of its values',
    condition: {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'User-Agent', Values: ['*Chrome*', 'exact'] },
    },
    yes: [
      ['/', { 'user-agent': 'a chrome b' }],
      ['/', { 'user-agent': 'EXACT' }],
    ],
    no: [['/', { 'user-agent': 'exactly' }]],
  },
  {
    name: 'query-string, by key and value or by value alone',
    condition: {
      Field: 'query-string',
      QueryStringConfig: { Values: [{ Key: 'version', Value: 'v1' }, { Value: '*ex\\*ample*' }] },
    },
    yes: [['/?a=b&Version=V1'], ['/?any=an-ex*ample-x']],
    no: [['/?version=v2'], ['/?any=exXample'], ['/']],
  },
  {
    name: 'http-request-method, exactly',
    condition: { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST', 'PURGE'] } },
    yes: [
      ['/', {}, 'POST'],
      ['/', {}, 'PURGE'],
    ],
    no: [['/']],
  },
  {
    name: 'source-ip, of the connection and not of X-Forwarded-For',
    condition: { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8', '127.0.0.0/8'] } },
    yes: [['/']],
    no: [],
  },
  {
    name: 'source-ip elsewhere',
    condition: { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8', '2001:db8::/32'] } },
    yes: [],
    no: [['/', { 'x-forwarded-for': '10.1.1.1' }]],
  },
  {
    name: 'regular expressions',
    condition: { Field: 'path-pattern', PathPatternConfig: { RegexValues: ['^/v[0-9]+/'] } },
    yes: [['/v12/x']],
    no: [['/vx/x']],
  },
];

describe('conditions', () => {
  it.each(CASES)('match by $name', async ({ condition, yes, no }) => {
    await rule(10, [condition]);
    for (const [path, headers, method] of yes) expect(await (await get(path, headers, method)).text()).toBe('matched');
    for (const [path, headers, method] of no) expect(await (await get(path, headers, method)).text()).toBe('default');
  });

  it('match hosts without regard to case and port', async () => {
    await rule(10, [{ Field: 'host-header', HostHeaderConfig: { Values: ['*.example.com', 'shop.example.org'] } }]);
    const withHost = (host: string) =>
      new Promise<string>((resolve, reject) => {
        const sent = request(elb.listenerUrl(listenerArn) ?? '', { headers: { host } }, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        });
        sent.on('error', reject).end();
      });
    expect(await withHost('A.B.Example.com:8080')).toBe('matched');
    expect(await withHost('shop.example.org')).toBe('matched');
    expect(await withHost('example.com')).toBe('default');
  });

  it('have to hold all, in the order of priorities', async () => {
    const path = { Field: 'path-pattern', Values: ['/a*'] };
    await rule(20, [path], fixed('twenty'));
    const other = await rule(30, [path], fixed('thirty'));
    await rule(
      10,
      [path, { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['PUT'] } }],
      fixed('ten'),
    );
    expect(await (await get('/ab')).text()).toBe('twenty');
    expect(await (await get('/ab', {}, 'PUT')).text()).toBe('ten');
    await elb.call('SetRulePriorities', { RulePriorities: [{ RuleArn: other, Priority: 5 }] });
    expect(await (await get('/ab', {}, 'PUT')).text()).toBe('thirty');
  });
});

describe('actions', () => {
  it('answer a fixed response', async () => {
    await rule(1, [{ Field: 'path-pattern', Values: ['/down'] }], {
      Type: 'fixed-response',
      FixedResponseConfig: { StatusCode: '503', ContentType: 'text/html', MessageBody: '<p>back soon</p>' },
    });
    const response = await get('/down');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('<p>back soon</p>');
  });

  it('redirect with the parts of the request that they name', async () => {
    const arn = await rule(1, [{ Field: 'path-pattern', Values: ['/old*'] }], {
      Type: 'redirect',
      RedirectConfig: {
        StatusCode: 'HTTP_301',
        Protocol: 'HTTPS',
        Port: '443',
        Host: 'new.example.com',
        Query: 'was=#{path}&#{query}',
      },
    });
    const response = await get('/old/page?x=1');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('https://new.example.com:443/old/page?was=old/page&x=1');
    const { Rules } = await elb.call('DescribeRules', { RuleArns: [arn] });
    expect(Rules?.[0]?.Actions?.[0]?.RedirectConfig).toMatchObject({ Path: '/#{path}', Host: 'new.example.com' });
  });

  it('apply and reset transforms', async () => {
    const arn = await rule(1, [{ Field: 'path-pattern', Values: ['/api/*'] }], {
      Type: 'redirect',
      RedirectConfig: { StatusCode: 'HTTP_302', Port: '8080' },
    });
    const Transforms = [
      { Type: 'url-rewrite' as const, UrlRewriteConfig: { Rewrites: [{ Regex: '^/api/(.*)$', Replace: '/$1' }] } },
    ];
    await elb.call('ModifyRule', { RuleArn: arn, Transforms });
    expect((await get('/api/x?y=1')).headers.get('location')).toBe('http://127.0.0.1:8080/x?y=1');
    const { Rules } = await elb.call('ModifyRule', { RuleArn: arn, ResetTransforms: true });
    expect(Rules?.[0]?.Transforms).toEqual([]);
  });

  it('are answered with both forms of a single target group, weights and stickiness filled in', async () => {
    const [one, two] = [await targetGroup(elb.call, 'one'), await targetGroup(elb.call, 'two')];
    const single = await rule(1, [{ Field: 'path-pattern', Values: ['/1'] }], { Type: 'forward', TargetGroupArn: one });
    const both = await rule(2, [{ Field: 'path-pattern', Values: ['/2'] }], forward([one, 3], [two, 0]));
    const { Rules } = await elb.call('DescribeRules', { RuleArns: [single, both] });
    expect(Rules?.map(({ Actions }) => Actions)).toEqual([
      [
        {
          Type: 'forward',
          TargetGroupArn: one,
          ForwardConfig: {
            TargetGroups: [{ TargetGroupArn: one, Weight: 1 }],
            TargetGroupStickinessConfig: { Enabled: false },
          },
        },
      ],
      [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: one, Weight: 3 },
              { TargetGroupArn: two, Weight: 0 },
            ],
            TargetGroupStickinessConfig: { Enabled: false },
          },
        },
      ],
    ]);
  });
});

describe('rules', () => {
  it('keep what a change leaves out, and have lists replaced whole', async () => {
    const arn = await rule(7, [{ Field: 'path-pattern', Values: ['/a'] }]);
    const Conditions = [{ Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com', 'b.example.com'] } }];
    const { Rules } = await elb.call('ModifyRule', { RuleArn: arn, Conditions });
    expect(Rules?.[0]).toMatchObject({ Priority: '7', Actions: [fixed('matched')] });
    expect(Rules?.[0]?.Conditions).toEqual([
      {
        Field: 'host-header',
        Values: ['a.example.com', 'b.example.com'],
        HostHeaderConfig: { Values: ['a.example.com', 'b.example.com'] },
      },
    ]);
  });

  it('are described in order, the default rule last, and change through the listener only', async () => {
    await rule(9, [{ Field: 'path-pattern', Values: ['/nine'] }]);
    await rule(3, [{ Field: 'path-pattern', Values: ['/three'] }]);
    const { Rules } = await elb.call('DescribeRules', { ListenerArn: listenerArn });
    expect(Rules?.map(({ Priority, IsDefault }) => [Priority, IsDefault])).toEqual([
      ['3', false],
      ['9', false],
      ['default', true],
    ]);
    const RuleArn = Rules?.[2]?.RuleArn ?? '';
    await expect(elb.call('ModifyRule', { RuleArn, Actions: [fixed('x')] })).rejects.toMatchObject({
      code: 'OperationNotPermitted',
    });
    await elb.call('ModifyListener', { ListenerArn: listenerArn, DefaultActions: [fixed('changed')] });
    expect((await elb.call('DescribeRules', { RuleArns: [RuleArn] })).Rules?.[0]?.Actions).toEqual([fixed('changed')]);
  });

  it('swap priorities as a whole, or not at all', async () => {
    const [a, b] = [
      await rule(1, [{ Field: 'path-pattern', Values: ['/a'] }]),
      await rule(2, [{ Field: 'path-pattern', Values: ['/b'] }]),
    ];
    await rule(3, [{ Field: 'path-pattern', Values: ['/c'] }]);
    const swap = [
      { RuleArn: a, Priority: 2 },
      { RuleArn: b, Priority: 1 },
    ];
    const { Rules } = await elb.call('SetRulePriorities', { RulePriorities: swap });
    expect(Rules?.map(({ Priority }) => Priority)).toEqual(['2', '1']);
    const before = elb.dump();
    const clash = [
      { RuleArn: a, Priority: 8 },
      { RuleArn: b, Priority: 3 },
    ];
    await expect(elb.call('SetRulePriorities', { RulePriorities: clash })).rejects.toMatchObject({
      code: 'PriorityInUse',
    });
    expect(elb.dump()).toEqual(before);
  });
});
