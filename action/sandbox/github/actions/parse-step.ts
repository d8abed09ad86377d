import { parseCondition, parseTemplate } from './expression.ts';
import { expressionOf, readMinutes, readTemplates } from './parse-values.ts';
import { SCOPES } from './scopes.ts';
import { type Mapping, mapping, onlyKeys, scalar } from './shape.ts';
import type { Step } from './workflow.ts';
import { notEmulated, WorkflowProblem } from './workflow-problem.ts';

const COMMON = ['id', 'name', 'if', 'env', 'continue-on-error', 'timeout-minutes'];

export function parseSteps(value: unknown, where: string): readonly Step[] {
  if (!Array.isArray(value) || value.length === 0) throw new WorkflowProblem(`${where}: steps are missing`);
  const steps = value.map((entry: unknown, index) =>
    readStep(mapping(entry, `${where}[${index}]`), `${where}[${index}]`),
  );
  const ids = steps.flatMap(({ id }) => id?.toLowerCase() ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new WorkflowProblem(`${where}: the identifier '${twice}' may not be used more than once`);
  return steps;
}

function readStep(given: Mapping, where: string): Step {
  const optional = (key: string) => {
    const place = `${where}.${key}`;
    return given[key] === undefined ? undefined : parseTemplate(scalar(given[key], place), SCOPES.step, place);
  };
  const does =
    given['run'] === undefined ? readUses(given, where) : readRun(given, where, optional('working-directory'));
  const condition = given['if'];
  const tolerant = given['continue-on-error'];
  return {
    id: given['id'] === undefined ? undefined : scalar(given['id'], `${where}.id`),
    name: optional('name'),
    if: condition === undefined ? undefined : parseCondition(scalar(condition, where), SCOPES.stepIf, `${where}.if`),
    env: readTemplates(given['env'], SCOPES.step, `${where}.env`),
    continueOnError:
      tolerant === undefined
        ? undefined
        : parseTemplate(expressionOf(tolerant, where), SCOPES.step, `${where}.continue-on-error`),
    timeout: readMinutes(given['timeout-minutes'], `${where}.timeout-minutes`),
    does,
  };
}

function readRun(given: Mapping, where: string, folder: ReturnType<typeof parseTemplate> | undefined): Step['does'] {
  onlyKeys(given, [...COMMON, 'run', 'shell', 'working-directory'], where);
  const shell = given['shell'] ?? 'default';
  if (shell !== 'default' && shell !== 'bash') throw notEmulated(`the shell '${String(shell)}'`, where);
  const script = parseTemplate(scalar(given['run'], `${where}.run`), SCOPES.step, `${where}.run`);
  return { kind: 'run', script, shell, folder };
}

function readUses(given: Mapping, where: string): Step['does'] {
  onlyKeys(given, [...COMMON, 'uses', 'with'], where);
  if (given['uses'] === undefined) throw new WorkflowProblem(`${where}: every step must define a 'uses' or 'run' key`);
  const uses = scalar(given['uses'], `${where}.uses`);
  if (uses.startsWith('./') || uses.startsWith('$/') || uses.startsWith('docker://'))
    throw notEmulated(`'${uses}'`, where);
  if (!/^[^/@\s]+\/[^@\s]+@[^@\s]+$/.test(uses)) throw new WorkflowProblem(`${where}.uses: '${uses}' is not valid`);
  return { kind: 'uses', uses, with: readTemplates(given['with'], SCOPES.step, `${where}.with`) };
}
