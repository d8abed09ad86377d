import type { DrillWorld } from '../../world.ts';
import type { LogMark } from '../aftermath.ts';
import type { ChaosCall } from '../case.ts';

/** Every call since then, in the order of the services' clock, named as a case names it. */
export function callsSince({ sandbox }: DrillWorld, mark: LogMark): readonly ChaosCall[] {
  const aws = sandbox.aws.calls().slice(mark.aws);
  const github = sandbox.github.calls().slice(mark.github);
  const made = [
    ...aws.map(({ service, operation, at }) => ({ service, operation, at: Date.parse(at) })),
    ...github.map(({ operation, at }) => ({ service: 'github', operation: ruleName(operation), at })),
  ].toSorted((a, b) => a.at - b.at);
  const times = new Map<string, number>();
  return made.map(({ service, operation }) => {
    const name = `${service} ${operation}`;
    const nth = (times.get(name) ?? 0) + 1;
    times.set(name, nth);
    return { service, operation, nth };
  });
}

/** Rules know a GraphQL call by its root field, and a git one by its service. */
function ruleName(operation: string): string {
  return operation.replace(/^graphql\//, '').replace(/^git\/(?=git-)/, '');
}
