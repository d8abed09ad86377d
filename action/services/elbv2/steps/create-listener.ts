import { CreateListenerCommand, DeleteListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import { parseArn } from '../../../domain/arn.ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import { type Grant, THIS_SESSION } from '../../../domain/grant.ts';
import type { ParamProblem, StepContext } from '../../../domain/step-kind.ts';
import { actionOf, actionParam, actionProblems } from '../action-params.ts';
import { toAws } from '../actions.ts';
import { describeActions } from '../describe-actions.ts';
import { listenersOf } from '../listener-arn.ts';
import { portParam, requireFreePort } from '../listener-port.ts';
import { SESSION_TAG, STEP_TAG } from '../resources/listener-rules.ts';
import {
  contentIn,
  createdUnit,
  type ListenerContent,
  type LoadBalancerListeners,
  loadBalancerListeners,
  portsIn,
} from '../resources/load-balancer-listeners.ts';
import { certificateParam, sslPolicyParam } from '../secure-listener.ts';
import type { Elbv2Client } from '../service.ts';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['load-balancer', 'port', 'protocol', 'action'],
  properties: {
    'load-balancer': { type: 'string', description: 'ARN of an Application Load Balancer' },
    port: portParam,
    protocol: { type: 'string', enum: ['HTTP', 'HTTPS'] },
    action: actionParam,
    'ssl-policy': { ...sslPolicyParam, description: `${sslPolicyParam.description}; of HTTPS` },
    certificate: { ...certificateParam, description: `${certificateParam.description}; of HTTPS` },
  },
} as const;

const params = {
  ...shape,
  oneOf: [
    { properties: { protocol: { const: 'HTTPS' } }, required: ['ssl-policy', 'certificate'] },
    {
      properties: { protocol: { const: 'HTTP' } },
      not: { anyOf: [{ required: ['ssl-policy'] }, { required: ['certificate'] }] },
    },
  ],
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const createListener = defineStep<Params, LoadBalancerListeners, Elbv2Client>({
  kind: 'elbv2/create-listener',
  summary: 'Makes a load balancer listen at one port more',
  params,
  problems: ({ action, 'load-balancer': loadBalancer }) => [...typeProblems(loadBalancer), ...actionProblems(action)],
  examples: [
    {
      'load-balancer': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188',
      port: 8443,
      protocol: 'HTTPS',
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
      action: { 'fixed-response': { status: 503, body: 'Back in a few minutes' } },
    },
  ],
  undone: 'The listener is deleted',
  caveats: [
    'Security groups have to let clients in at its port: it opens none.',
    'It asks nobody to log in, whatever other listeners of the load balancer ask.',
    'Where somebody has changed its port, protocol, security policy, certificates, mutual authentication or default actions, or put rules on it, it stays, and is reported as a conflict. Attributes and tags that somebody gave it go with it.',
  ],
  resourceKind: loadBalancerListeners,
  resource: (input) => input['load-balancer'],
  grants: (input) => grantsOf(input['load-balancer']),
  change: (before, input, ids) => {
    const unit = createdUnit(ids);
    requireAbsent(before, unit);
    requireFreePort(portsIn(before), input.port);
    const content = contentOf(input);
    return {
      after: { ...before, [unit]: content },
      diff: [{ what: `port ${input.port}`, before: 'nobody listens', after: inWords(content) }],
    };
  },
  apply: async (context, { now, units }, input) => {
    const unit = createdUnit(context);
    if (units.includes(unit) && contentIn(now, unit) === undefined) await create(context, input);
  },
  restore: async (context, { now, units }) => {
    const unit = createdUnit(context);
    const arn = now.arns[unit];
    if (!units.includes(unit) || arn === undefined) return;
    await context.client.send(new DeleteListenerCommand({ ListenerArn: arn }));
  },
  verify: async (context, input) => {
    const model = await loadBalancerListeners.read(context, input['load-balancer']);
    const done = contentIn(model, createdUnit(context)) !== undefined;
    return { done, progress: done ? `it listens at port ${input.port}` : 'the listener is not there yet' };
  },
  outputs: (model, _params, ids) => ({ listener: model.arns[createdUnit(ids)] ?? '' }),
});

function grantsOf(loadBalancer: string): readonly Grant[] {
  const created = listenersOf(loadBalancer);
  return [
    // Only of what this session has created.
    { access: 'read', action: 'elasticloadbalancing:DescribeRules', resource: '*' },
    { access: 'read', action: 'elasticloadbalancing:DescribeListenerCertificates', resource: '*' },
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:CreateListener', resource: loadBalancer },
    {
      access: 'write',
      phase: 'apply',
      action: 'elasticloadbalancing:AddTags',
      resource: created,
      // Only as part of its creation: a listener that is there already can never be made to look like ours.
      condition: { 'elasticloadbalancing:CreateAction': 'CreateListener' },
    },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:DeleteListener',
      resource: created,
      condition: { [`aws:ResourceTag/${SESSION_TAG}`]: THIS_SESSION },
    },
  ];
}

function typeProblems(loadBalancer: string | undefined): readonly ParamProblem[] {
  if (loadBalancer === undefined || parseArn(loadBalancer)?.resource.startsWith('loadbalancer/app/') === true)
    return [];
  return [
    {
      path: ['load-balancer'],
      message: `${loadBalancer} is no Application Load Balancer`,
      hint: 'this kind makes listeners for HTTP and HTTPS, which only those have',
    },
  ];
}

/** A listener with the step's tags that was there before it is not the step's: rollback would delete somebody else's. */
function requireAbsent(before: LoadBalancerListeners, unit: string): void {
  if (contentIn(before, unit) === undefined) return;
  throw new BreakglassError('not-applicable', `listener ${before.arns[unit]} has this step's tags already`, {
    hint: `take the tags ${SESSION_TAG} and ${STEP_TAG} off it: only what this step creates may have them`,
  });
}

/** The listener as it will be read back. */
function contentOf({ port, protocol, action, certificate, 'ssl-policy': policy }: Params): ListenerContent {
  return {
    port,
    protocol,
    sslPolicy: policy ?? null,
    certificate: certificate ?? null,
    actions: [actionOf(action)],
    rules: 0,
  };
}

function inWords({ protocol, sslPolicy, certificate, actions }: ListenerContent): string {
  const tls = certificate === null ? '' : ` with ${certificate} by ${sslPolicy}`;
  return `${protocol}${tls}: ${describeActions(actions, 'planned')}`;
}

async function create(context: StepContext<Elbv2Client>, input: Params): Promise<void> {
  const { port, protocol, action, certificate, 'ssl-policy': policy } = input;
  await context.client.send(
    new CreateListenerCommand({
      LoadBalancerArn: input['load-balancer'],
      Port: port,
      Protocol: protocol,
      ...(policy === undefined ? {} : { SslPolicy: policy }),
      ...(certificate === undefined ? {} : { Certificates: [{ CertificateArn: certificate }] }),
      DefaultActions: toAws([actionOf(action)]),
      Tags: [
        { Key: SESSION_TAG, Value: context.session },
        { Key: STEP_TAG, Value: context.step },
      ],
    }),
  );
}
