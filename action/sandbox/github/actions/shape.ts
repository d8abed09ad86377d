import { WorkflowProblem } from './workflow-problem.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping at `where`; nothing at all counts as an empty one, as `on: { push: }` has it. */
export function mapping(value: unknown, where: string): Mapping {
  if (value === null || value === undefined) return {};
  if (isMapping(value)) return value;
  throw new WorkflowProblem(`${where}: a mapping is expected, found ${JSON.stringify(value)}`);
}

/** Refuses every key but these: what GitHub knows and the sandbox does not is refused as well. */
export function onlyKeys(given: Mapping, known: readonly string[], where: string): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw new WorkflowProblem(`${where}: unexpected or not emulated: '${key}'`);
  }
}

/** The text of a scalar: YAML's numbers and booleans are texts to a workflow. */
export function scalar(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return '';
  throw new WorkflowProblem(`${where}: a text is expected, found ${JSON.stringify(value)}`);
}

/** One text or a list of them. */
export function texts(value: unknown, where: string): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((item, index) => scalar(item, `${where}[${index}]`));
  return [scalar(value, where)];
}

export function flag(value: unknown, where: string): boolean {
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  throw new WorkflowProblem(`${where}: true or false is expected, found ${JSON.stringify(value)}`);
}
