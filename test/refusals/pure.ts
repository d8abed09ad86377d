import { stringify } from 'yaml';
import { gitBlobId } from '../../action/audit/git-blob.ts';
import { gateInput } from '../../action/commands/gate-input.ts';
import { type Prepared, prepare } from '../../action/commands/prepare.ts';
import { requireDigest } from '../../action/commands/run.ts';
import { ENVIRONMENT } from '../../action/drill/hosting.ts';
import { requestPath } from '../../action/drill/pipeline.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import { decideGate, GATE_RULES, type GateDecision } from '../../action/gate/rules.ts';
import type { Repository } from '../../action/ports/repository.ts';
import { registry } from '../../action/services/registry.ts';
import { gateFacts, STARTED } from './pure-facts.ts';
import type { Arns, Facts } from './row.ts';
import { baseInstall, type Story, starterText, storyOf } from './story.ts';

const ELB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
export const ARNS: Arns = {
  listener: `${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`,
  blue: `${ELB}:targetgroup/blue/73e2d6bc24d8a067`,
  green: `${ELB}:targetgroup/green/0123456789abcdef`,
  role: 'arn:aws:iam::123456789012:role/breakglass/load-balancer',
};

/** A request with everything that the gate is told of it: nothing of it comes from GitHub. */
export interface PureCase {
  readonly input: GateInput;
  /** The digest that was approved; undefined where the run is not told. */
  readonly approved: string | undefined;
}

/** Makes the plan on facts alone. Throws what the request is refused for. */
export async function pureCase(facts: Facts): Promise<PureCase> {
  const story = storyOf('pure', facts, ARNS);
  const prepared = await planned(story, facts);
  const now = STARTED + 1_000 + (facts.waitedMs ?? 0);
  return {
    input: gateInput(prepared, { path: story.path }, now),
    approved: await approvedDigest(prepared, facts),
  };
}

/** Decides as the run job does, but for one rule. Throws the refusal. */
export function judge({ input, approved }: PureCase, without?: string): GateDecision {
  if (without !== 'digest') requireDigest(input.digest, approved);
  return decideGate(
    input,
    GATE_RULES.filter(({ name }) => name !== without),
  );
}

/** Prepares and decides on facts alone: everything that is refused before AWS is asked. Throws the refusal. */
export async function decide(facts: Facts): Promise<GateDecision> {
  return judge(await pureCase(facts));
}

async function approvedDigest(prepared: Prepared, facts: Facts): Promise<string | undefined> {
  if (facts.approved === null) return undefined;
  if (facts.approved === undefined) return prepared.digest;
  const other = { ...facts, ...facts.approved };
  return (await planned(storyOf('pure', other, ARNS), other)).digest;
}

async function planned(story: Story, facts: Facts): Promise<Prepared> {
  const prepareWith = (digest: string): Promise<Prepared> =>
    prepare({
      source: { path: story.path },
      repository: repositoryOf(story),
      gatekeeper: { facts: async (environment) => gateFacts({ story, facts, environment, digest }) },
      registry,
    });
  const first = await prepareWith('');
  // Who names the plan has read its digest, which does not depend on what they say of it.
  const names = facts.comment !== undefined || facts.boundReviewer !== undefined;
  return names ? prepareWith(first.digest) : first;
}

function repositoryOf(story: Story): Repository {
  const files = new Map([
    ['playbooks/shift-traffic.yml', starterText('shift-traffic')],
    ['playbooks/roles/load-balancer.yml', starterText('roles/load-balancer')],
    [`playbooks/installs/${ENVIRONMENT}.yml`, stringify(baseInstall(ARNS))],
    [requestPath(story.name), story.request],
    ...story.policy,
  ]);
  return {
    readFile: async (path) => {
      const text = files.get(path);
      return text === undefined ? undefined : { path, text, blob: gitBlobId(text) };
    },
    listFiles: async (folder) =>
      [...files.keys()].flatMap((path) =>
        path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/')
          ? [path.slice(folder.length + 1)]
          : [],
      ),
  };
}
