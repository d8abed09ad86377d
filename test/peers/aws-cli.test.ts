import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../drill/command-line.ts';

/** The stock AWS CLI against `breakglass sandbox`, as anybody would start it. */
const aws = join(process.env['PEERS'] ?? join(ROOT, '.peers'), 'python', 'bin', 'aws');
const home = mkdtempSync(join(tmpdir(), 'breakglass-aws-cli-'));

interface Place {
  readonly aws: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly github: { readonly api: string; readonly graphql: string; readonly oidc: string; readonly token: string };
  readonly git: { readonly url: string };
}

/** A role whose policy is its boundary as well, and holds in some Regions. */
const STACK = `AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Regions: { Type: CommaDelimitedList, Default: us-east-1 }
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: customer
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: elasticloadbalancing:*
            Resource: '*'
            Condition: { StringEquals: { aws:RequestedRegion: !Ref Regions } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: customer
      Path: /breakglass/
      PermissionsBoundary: !Ref Policy
      ManagedPolicyArns: [!Ref Policy]
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal:
              Federated: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/playbooks:environment:acme-prod' }
Outputs:
  Arn: { Value: !GetAtt Role.Arn }
`;

let sandbox: ChildProcess;
let place: Place;

beforeAll(async () => {
  const child = spawn(process.execPath, ['build/cli.js', 'sandbox'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  sandbox = child;
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  place = JSON.parse(line);
});

afterAll(async () => {
  const ended = new Promise((resolve) => sandbox.once('exit', resolve));
  sandbox.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
});

interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function cli(args: readonly string[], changes: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    AWS_ENDPOINT_URL: place.aws.endpoint,
    AWS_DEFAULT_REGION: place.aws.region,
    AWS_ACCESS_KEY_ID: place.aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: place.aws.secretAccessKey,
    AWS_DEFAULT_OUTPUT: 'json',
    ...changes,
  };
  return new Promise((resolve) => {
    execFile(aws, [...args], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function answer(args: readonly string[]): Promise<Record<string, Record<string, unknown>[]>> {
  const { exitCode, stdout, stderr } = await cli(args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout === '' ? {} : JSON.parse(stdout);
}

describe('the stock AWS CLI against breakglass sandbox', () => {
  test('creates, describes and modifies a load balancer, its target groups and its listener', async () => {
    const subnets = ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'];
    const created = await answer(['elbv2', 'create-load-balancer', '--name', 'web', '--subnets', ...subnets]);
    const balancer = String(created['LoadBalancers']?.[0]?.['LoadBalancerArn']);
    const group = async (name: string): Promise<string> => {
      const args = [
        '--name',
        name,
        '--protocol',
        'HTTP',
        '--port',
        '80',
        '--vpc-id',
        'vpc-0a1b2c3d',
        '--target-type',
        'ip',
      ];
      const { TargetGroups: groups } = await answer(['elbv2', 'create-target-group', ...args]);
      return String(groups?.[0]?.['TargetGroupArn']);
    };
    const [blue, green] = [await group('blue'), await group('green')];
    const listener = await answer([
      'elbv2',
      'create-listener',
      '--load-balancer-arn',
      balancer,
      '--protocol',
      'HTTP',
      '--port',
      '80',
      '--default-actions',
      `Type=forward,TargetGroupArn=${blue}`,
    ]);
    const arn = String(listener['Listeners']?.[0]?.['ListenerArn']);

    await answer([
      'elbv2',
      'modify-listener',
      '--listener-arn',
      arn,
      '--default-actions',
      `Type=forward,TargetGroupArn=${green}`,
    ]);

    const described = await answer(['elbv2', 'describe-listeners', '--listener-arns', arn]);
    expect(described['Listeners']).toMatchObject([
      {
        ListenerArn: arn,
        LoadBalancerArn: balancer,
        Port: 80,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: green }],
      },
    ]);
    const groups = await answer(['elbv2', 'describe-target-groups']);
    expect(groups['TargetGroups']?.map((found) => found['TargetGroupName']).toSorted()).toEqual(['blue', 'green']);
  });

  test('creates, updates and deletes a stack of a role', { timeout: 120_000 }, async () => {
    const file = join(home, 'stack.yml');
    writeFileSync(file, STACK);
    const stack = async (verb: string, ...more: string[]): Promise<Record<string, Record<string, unknown>[]>> =>
      answer(['cloudformation', verb, '--stack-name', 'customer', ...more]);
    const deploy = ['--template-body', `file://${file}`, '--capabilities', 'CAPABILITY_NAMED_IAM'];

    await stack('create-stack', ...deploy, '--parameters', 'ParameterKey=Regions,ParameterValue="us-east-1,eu-west-1"');
    const wait = async (state: string): Promise<unknown> =>
      answer(['cloudformation', 'wait', state, '--stack-name', 'customer']);
    await wait('stack-create-complete');
    const created = await stack('describe-stacks');
    expect(created['Stacks']).toMatchObject([
      {
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [{ OutputKey: 'Arn', OutputValue: 'arn:aws:iam::123456789012:role/breakglass/customer' }],
      },
    ]);
    const simulate = [
      'iam',
      'simulate-principal-policy',
      '--policy-source-arn',
      'arn:aws:iam::123456789012:role/breakglass/customer',
      '--action-names',
      'elasticloadbalancing:DescribeRules',
      '--context-entries',
      'ContextKeyName=aws:RequestedRegion,ContextKeyType=string,ContextKeyValues=eu-west-1',
    ];
    const allowed = {
      EvalDecision: 'allowed',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
    };
    expect((await answer(simulate))['EvaluationResults']).toMatchObject([allowed]);

    await stack('update-stack', ...deploy, '--parameters', 'ParameterKey=Regions,ParameterValue=us-east-1');
    await wait('stack-update-complete');
    expect((await answer(simulate))['EvaluationResults']).toMatchObject([{ EvalDecision: 'implicitDeny' }]);
    const again = await cli(['cloudformation', 'update-stack', '--stack-name', 'customer', ...deploy]);
    expect(again.stderr).toContain('No updates are to be performed');

    await stack('delete-stack');
    await wait('stack-delete-complete');
    const gone = await cli(['cloudformation', 'describe-stacks', '--stack-name', 'customer']);
    expect(gone.stderr).toContain('does not exist');
  });

  test("gets AWS's error for a stack without its capability", async () => {
    const file = join(home, 'stack.yml');
    writeFileSync(file, STACK);
    const create = ['cloudformation', 'create-stack', '--stack-name', 'other', '--template-body', `file://${file}`];
    expect((await cli(create)).stderr).toContain('InsufficientCapabilitiesException');
  });

  test("gets AWS's error for a wrong secret", async () => {
    const refused = await cli(['elbv2', 'describe-load-balancers'], { AWS_SECRET_ACCESS_KEY: 'wrong' });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('SignatureDoesNotMatch');
  });

  test("gets AWS's error for an unknown access key, a missing resource and a wrong parameter", async () => {
    const unknown = await cli(['sts', 'get-caller-identity'], { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' });
    expect(unknown.stderr).toContain('InvalidClientTokenId');
    const missing = await cli(['elbv2', 'describe-load-balancers', '--names', 'nowhere']);
    expect(missing.stderr).toContain('LoadBalancerNotFound');
  });

  test('is told who it is', async () => {
    const { stdout } = await cli(['sts', 'get-caller-identity']);
    expect(JSON.parse(stdout)).toMatchObject({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:root' });
  });

  test('the repository whose URL the sandbox prints can be cloned', async () => {
    const folder = join(home, 'clone');
    const url = place.git.url.replace('://', `://x-access-token:${place.github.token}@`);
    await new Promise<void>((resolve, reject) => {
      execFile('git', ['clone', '--quiet', url, folder], (error) => (error === null ? resolve() : reject(error)));
    });
  });
});
