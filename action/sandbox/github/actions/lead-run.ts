import type { Json } from '../../../domain/json.ts';
import { eventPayload, runEnvironment } from '../job-environment.ts';
import { setStatus } from '../runs.ts';
import type { Run, World } from '../world.ts';
import { cancelLed, type Engine, type Led, settingsOf } from './engine.ts';
import { inGroup } from './group-entry.ts';
import { type PlannedWorkflow, planRun } from './plan-workflow.ts';
import { type Flow, type Result, runGraph } from './run-graph.ts';
import type { Workflow } from './workflow.ts';
import { dispatchContext } from './workflow-inputs.ts';
import { WorkflowProblem } from './workflow-problem.ts';

/** Takes a run from its trigger to its conclusion. */
export async function leadRun(engine: Engine, led: Led, workflow: Workflow | WorkflowProblem): Promise<void> {
  const { run } = led;
  const holder = engine.activity.holder();
  try {
    const planned = await startUp(engine, led, workflow);
    if (planned === undefined) return;
    const flow = topFlow(engine, led, planned);
    const values = {
      contexts: {
        github: flow.github,
        inputs: flow.inputs,
        vars: settingsOf(engine.options.variables, run.repository),
      },
    };
    const cancel = (): void => cancelLed(led);
    const { concurrency } = planned.workflow;
    const { result } = await inGroup({ flow, concurrency, values, holder, cancel }, async () => {
      setStatus(engine.world, run, 'in_progress', null);
      const { result: ended } = await engine.activity.lend(holder, runGraph(flow));
      return { result: ended, outputs: {} };
    });
    setStatus(engine.world, run, 'completed', led.cancelled ? 'cancelled' : (result satisfies Result));
  } catch (error) {
    led.problem = error instanceof Error ? error.message : String(error);
    setStatus(engine.world, run, 'completed', 'failure');
  } finally {
    engine.shown.tell();
    holder.release();
  }
}

/** What is wrong with the file, or with one that it calls, refuses the whole run. */
async function startUp(
  engine: Engine,
  led: Led,
  workflow: Workflow | WorkflowProblem,
): Promise<PlannedWorkflow | undefined> {
  try {
    if (workflow instanceof WorkflowProblem) throw workflow;
    return await planRun(engine, led.run, workflow);
  } catch (error) {
    if (!(error instanceof WorkflowProblem)) throw error;
    led.problem = error.message;
    setStatus(engine.world, led.run, 'completed', 'startup_failure');
    return undefined;
  }
}

function topFlow(engine: Engine, led: Led, planned: PlannedWorkflow): Flow {
  const { run } = led;
  const { dispatch } = planned.workflow.triggers;
  const dispatched = run.event === 'workflow_dispatch' && dispatch !== undefined;
  return {
    engine,
    led,
    planned,
    inputs: dispatched ? dispatchContext(dispatch, run.inputs) : {},
    secrets: settingsOf(engine.options.secrets, run.repository),
    github: githubContext(engine.world, run, planned.workflow.name),
    prefix: '',
  };
}

/** `github`, but for what only a job has: the environment's names without their prefix, and the event. */
function githubContext(world: World, run: Run, workflow: string): Record<string, Json> {
  const variables = Object.entries(runEnvironment(world, run, workflow)).flatMap(([name, value]) =>
    name.startsWith('GITHUB_') && name !== 'GITHUB_ACTIONS' ? [[name.slice(7).toLowerCase(), value] as const] : [],
  );
  // Its payload is what a webhook says: JSON, and nothing else.
  const event = JSON.parse(JSON.stringify(eventPayload(world, run))) as Json;
  return {
    ...Object.fromEntries(variables),
    ref_protected: runEnvironment(world, run, workflow)['GITHUB_REF_PROTECTED'] === 'true',
    event,
  };
}
