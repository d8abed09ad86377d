import {
  CreateRule$,
  DescribeLoadBalancers$,
  ModifyListener$,
  ModifyTargetGroup$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteRole$, GetRole$, TagRole$ } from '@aws-sdk/client-iam';
import { QueryShapeSerializer, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { AwsFault } from '../../../../action/sandbox/aws/service.ts';
import { readQuery } from '../../../../action/sandbox/aws/wire/params.ts';
import { readInput } from '../../../../action/sandbox/aws/wire/read-input.ts';
import { operationShape } from '../../../../action/sandbox/aws/wire/schema.ts';
import { writeAnswer, writeError } from '../../../../action/sandbox/aws/wire/write-answer.ts';

/** What the SDK itself puts on the wire for an input. */
function serialize(schema: NormalizedSchema, input: unknown): string {
  const serializer = new QueryShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    serializeEmptyLists: true,
  });
  serializer.write(schema.getSchema(), input);
  return String(serializer.flush());
}

function read(operation: unknown, query: string): unknown {
  return readInput(operationShape(operation).input, readQuery(query).params);
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsFault) return error.code;
    throw error;
  }
  return 'no error';
}

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

describe('reading a Query request', () => {
  it.each([
    [
      'structures in lists in structures',
      ModifyListener$,
      {
        ListenerArn: ARN,
        Port: 8443,
        DefaultActions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: `${ARN}/a`, Weight: 0 },
                { TargetGroupArn: `${ARN}/b`, Weight: 100 },
              ],
              TargetGroupStickinessConfig: { Enabled: false, DurationSeconds: 60 },
            },
          },
        ],
      },
    ],
    [
      'more than nine items in order',
      DescribeLoadBalancers$,
      { Names: Array.from({ length: 12 }, (_, i) => `lb-${i}`) },
    ],
    ['text with what a URL has to escape', DescribeLoadBalancers$, { Names: ['a b+c&d=e%41.é✓', ''] }],
    ['an empty list', ModifyListener$, { ListenerArn: ARN, DefaultActions: [] }],
    ['booleans', ModifyTargetGroup$, { TargetGroupArn: ARN, HealthCheckEnabled: true }],
    ['nothing at all', DescribeLoadBalancers$, {}],
  ])('gives back what the SDK sent: %s', (_title, operation, input) => {
    const { input: schema } = operationShape(operation);
    expect(read(operation, serialize(schema, input))).toEqual(input);
  });

  it('reads a map, a timestamp and a blob as the SDK writes them', () => {
    // No operation of the emulated services takes one of these three, so the schema is written out here.
    const members = ['Map', 'When', 'Bytes'];
    const schema = NormalizedSchema.of([
      3,
      'test',
      'Input',
      0,
      members,
      [[2, 'test', 'Map', 0, 0, 1], 4, 21],
    ] as unknown as Schema);
    const input = { Map: { a: 1, __proto__x: 2 }, When: new Date(1_700_000_000_000), Bytes: new Uint8Array([1, 250]) };
    expect(readInput(schema, readQuery(serialize(schema, input)).params)).toEqual(input);
  });

  it.each([
    ['an unknown parameter', DescribeLoadBalancers$, 'Nmaes.member.1=a', 'InvalidQueryParameter'],
    [
      'an unknown parameter deep inside',
      ModifyListener$,
      `ListenerArn=x&DefaultActions.member.1.Tpe=f`,
      'InvalidQueryParameter',
    ],
    ['a prototype key', DescribeLoadBalancers$, '__proto__.x=1', 'InvalidQueryParameter'],
    ['a key without end', DescribeLoadBalancers$, `${'a.'.repeat(400)}=1`, 'InvalidQueryParameter'],
    ['a missing member', ModifyListener$, 'Port=80', 'ValidationError'],
    [
      'a missing member deep inside',
      ModifyListener$,
      'ListenerArn=x&DefaultActions.member.1.Order=1',
      'ValidationError',
    ],
    ['text for a number', ModifyListener$, 'ListenerArn=x&Port=eighty', 'MalformedInput'],
    ['a fraction', ModifyListener$, 'ListenerArn=x&Port=80.5', 'MalformedInput'],
    ['a number beyond the safe integers', ModifyListener$, 'ListenerArn=x&Port=9007199254740993', 'MalformedInput'],
    ['text for a boolean', ModifyTargetGroup$, 'TargetGroupArn=x&HealthCheckEnabled=yes', 'MalformedInput'],
    ['text for a list', DescribeLoadBalancers$, 'Names=a', 'MalformedInput'],
    ['text for a structure', ModifyTargetGroup$, 'TargetGroupArn=x&Matcher=200', 'MalformedInput'],
    ['a structure for text', ModifyTargetGroup$, 'TargetGroupArn.x=1', 'MalformedInput'],
    ['a gap in a list', DescribeLoadBalancers$, 'Names.member.2=a', 'MalformedInput'],
    ['a list that starts at 0', DescribeLoadBalancers$, 'Names.member.0=a', 'MalformedInput'],
    ['a list index that is no number', DescribeLoadBalancers$, 'Names.member.x=a', 'MalformedInput'],
    ['the same parameter twice', DescribeLoadBalancers$, 'Names.member.1=a&Names.member.1=b', 'MalformedQueryString'],
  ])('refuses %s', (_title, operation, query, code) => {
    expect(codeOf(() => read(operation, query))).toBe(code);
  });

  it('names every missing member at once', () => {
    expect(() => read(CreateRule$, 'Priority=1')).toThrow(
      /^3 validation errors detected: .*listenerArn.*conditions.*actions/i,
    );
  });
});

describe('writing an answer', () => {
  it('is what the SDK reads back', async () => {
    const shape = operationShape(GetRole$);
    const output = {
      Role: {
        Path: '/',
        RoleName: 'a <b> & "c" é',
        RoleId: 'AROA',
        Arn: 'arn',
        CreateDate: new Date(1_700_000_000_000),
        Tags: [{ Key: 'k', Value: '' }],
      },
    };
    const xml = writeAnswer(shape, 'https://iam.amazonaws.com/doc/2010-05-08/', output, 'id-1');
    const reader = new XmlShapeDeserializer({
      timestampFormat: { useTrait: true, default: 5 },
      httpBindings: false,
      xmlNamespace: '',
      serviceNamespace: '',
    });
    expect(await reader.read(shape.output, new TextEncoder().encode(xml), 'GetRoleResult')).toEqual(output);
    expect(xml).toMatch(/^<GetRoleResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><GetRoleResult>/);
    expect(xml).toContain('<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></GetRoleResponse>');
  });

  it('has no result where the operation has no output', () => {
    for (const operation of [DeleteRole$, TagRole$]) {
      const shape = operationShape(operation);
      expect(writeAnswer(shape, 'ns', {}, 'id-1')).toBe(
        `<${shape.name}Response xmlns="ns"><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></${shape.name}Response>`,
      );
    }
  });

  it('blames the sender below 500 and the receiver from there on', () => {
    expect(writeError(new AwsFault('A', 'm', 404), 'ns', 'id')).toBe(
      '<ErrorResponse xmlns="ns"><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error><RequestId>id</RequestId></ErrorResponse>',
    );
    expect(writeError(new AwsFault('A', 'm', 500), 'ns', 'id')).toContain('<Type>Receiver</Type>');
  });
});
