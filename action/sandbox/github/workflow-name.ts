import { parse } from 'yaml';
import type { Run } from './world.ts';

/** What GitHub calls a workflow: its file's `name`, or the file's path where there is none. */
export async function workflowName(run: Run): Promise<string> {
  const file = await run.repository.git.read(`${run.sha}:${run.workflow}`);
  if (file?.type !== 'blob') return run.workflow;
  try {
    const { name } = (parse(file.content.toString('utf8')) ?? {}) as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? name : run.workflow;
  } catch {
    return run.workflow;
  }
}
