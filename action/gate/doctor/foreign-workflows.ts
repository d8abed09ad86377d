import type { SetupFacts, WorkflowFacts } from '../../domain/setup-facts.ts';
import { type Check, type Finding, type FindingCode, ok, unknown, wrong } from './finding.ts';

const REMOVE = 'remove it, or keep it in another repository';

/** What nobody can read may do anything: GitHub's own reader may take more than ours does. */
export const checkReadable: Check = ({ workflows }) => {
  const odd = workflows.filter(({ readable }) => !readable);
  if (odd.length === 0) return [ok('workflows-readable', 'every workflow can be read')];
  return odd.map(({ path }) =>
    wrong('workflows-readable', `${path} cannot be read as a workflow: nobody sees what it may do`, REMOVE),
  );
};

/** Grants by which a workflow could have a token of AWS, or start, stop and approve what runs. */
const POWERS: ReadonlySet<string> = new Set(['id-token: write', 'actions: write', 'write-all']);
/** Runs with the repository's own rights on what a stranger proposes. */
const STRANGERS = 'pull_request_target';

/** The generated files have the powers that they need, and are held to what `breakglass init` writes. */
export const checkPowers: Check = (facts) => {
  const code = 'workflow-powers';
  const findings = facts.workflows
    .filter(({ generated }) => !generated)
    .flatMap(({ path, events, grants }) => {
      const powers = [...events.filter((event) => event === STRANGERS), ...grants.filter((each) => POWERS.has(each))];
      return [...new Set(powers)].map((power) => foreign(facts, code, `${path} has "${power}"`, REMOVE));
    });
  return findings.length > 0 ? findings : [ok(code, 'no workflow beside the generated ones has powers of theirs')];
};

/** A job in an environment could carry a token that a trust policy takes, or wait there for an approval meant for a session. */
export const checkWorkflowEnvironments: Check = (facts) => {
  const findings = facts.workflows.flatMap((workflow) =>
    workflow.environments.flatMap((name) => environmentFinding(facts, workflow, name)),
  );
  if (findings.length > 0) return findings;
  return [ok('workflow-environments', 'only a session enters an environment')];
};

function environmentFinding(facts: SetupFacts, { path, generated }: WorkflowFacts, name: string): readonly Finding[] {
  const code = 'workflow-environments';
  const fix = `${path}: take the environment away, or remove the job`;
  if (name.includes('${{')) return [unknown(code, `${path} computes its environment: ${name}`, fix)];
  const known = facts.installs.some(({ environment }) => environment.toLowerCase() === name.toLowerCase());
  if (!known) return [wrong(code, `${path} has a job in environment "${name}", which no install has`, fix)];
  if (generated) return [];
  return [foreign(facts, code, `${path} enters "${name}", the environment of an install`, fix)];
}

/** Wrong, but for documents that do not fit together: then nobody can say which files would be generated. */
function foreign({ outOfStep }: SetupFacts, code: FindingCode, what: string, fix: string): Finding {
  return outOfStep.seen
    ? wrong(code, `${what}, and "breakglass init" does not write that file`, fix)
    : unknown(code, `${what}; whether "breakglass init" writes that file is not known`, 'mend the documents first');
}
