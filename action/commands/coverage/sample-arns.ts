import { type AwsScope, parseArn } from '../../domain/arn.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { resourceTypes } from '../../playbook/resource-types.ts';
import { pinned, reaches } from '../../policy/role-permissions.ts';

/** Stands in a sample where a pattern has a wildcard: nobody writes it into a policy, so only a wildcard matches it. */
const NOISE = '9e3779b97f4a7c15f39cc0605cedc834';
/** Shorter than this it could be somebody's name. */
const LEAST_NOISE = 3;

/** A pattern as wide as what the sample, or what a step made of it, stands for. */
export function generalised(text: string): string {
  const start = NOISE.slice(0, LEAST_NOISE);
  return text.replace(new RegExp(`${start}[0-9a-f]*`, 'g'), (run) => (NOISE.startsWith(run) ? '*' : run));
}

/**
 * ARNs that stand for every resource of `kind` that a role's scope reaches: for each of its patterns one of each form that such an ARN
 * can have. A scope that names no resource of this type says nothing of it, so that any resource is meant.
 */
export function sampleArns(
  kind: string,
  patterns: readonly string[],
  scope: AwsScope,
  registry: Registry,
): readonly string[] {
  const example = exampleOf(kind, registry);
  if (example === undefined) return [];
  const ofType = patterns.filter((pattern) => reaches(pattern, example, scope));
  const any = `arn:*:${parseArn(example)?.service}:*:*:${typeOf(example)}*`;
  return (ofType.length === 0 ? [any] : ofType).flatMap((pattern) => samplesWithin(pattern, kind, scope, registry));
}

/** The samples of one pattern; none when no ARN of this kind can match it. */
export function samplesWithin(pattern: string, kind: string, scope: AwsScope, registry: Registry): readonly string[] {
  const arn = parseArn(pinned(pattern, scope));
  const example = parseArn(exampleOf(kind, registry) ?? '');
  if (arn === undefined || example === undefined) return [];
  const prefix = `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:`;
  const matches = resourceTypes(registry).get(kind)?.matches ?? (() => false);
  const found = filled(arn.resource, example.resource, alternatives(kind, registry))
    .map((resource) => `${prefix}${resource}`)
    .filter(matches);
  const stars = (text: string): number => generalised(text).split('*').length;
  const most = Math.max(0, ...found.map(stars));
  const widest = found.filter((text) => stars(text) === most);
  return [...new Map(widest.map((text) => [generalised(text), text])).values()];
}

/** An ARN of this kind in the examples of the step and check kinds. */
export function exampleOf(kind: string, registry: Registry): string | undefined {
  const matches = resourceTypes(registry).get(kind)?.matches ?? (() => false);
  const examples = [...registry.steps.values(), ...registry.checks.values()].flatMap((each) => each.examples);
  return examples.flatMap((example) => texts(example)).find(matches);
}

/** Everything that ARNs of this type start with: `listener/`. */
function typeOf(example: string): string {
  return /^[^/:]+[/:]/.exec(parseArn(example)?.resource ?? '')?.[0] ?? '';
}

function texts(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => texts(item));
  return isJsonObject(value) ? Object.values(value).flatMap((inner) => texts(inner)) : [];
}

/** `app`, `net`, `gwy`: what may stand where the example has one of them. */
function alternatives(kind: string, { services }: Registry): readonly string[] {
  const source = [...services.values()].map(({ resourceTypes: types }) => types[kind]?.source ?? '').join('');
  return [...source.matchAll(/\(([a-z]+(?:\|[a-z]+)+)\)/g)].flatMap(([, words = '']) => words.split('|'));
}

/** Texts in the form of `example` that `pattern` matches. */
function filled(pattern: string, example: string, words: readonly string[]): readonly string[] {
  const shape = example.split('/');
  return spread(pattern.split('/'), shape.length).flatMap((parts) =>
    parts
      .map((part, index) => candidates(part, shape[index] ?? '', words))
      .reduce<string[]>(
        (heads, tails) =>
          heads.length === 0 ? [...tails] : heads.flatMap((head) => tails.map((tail) => `${head}/${tail}`)),
        [],
      ),
  );
}

/** All ways to match `count` segments with as many patterns: a `*` may stand for several. */
function spread(parts: readonly string[], count: number): readonly (readonly string[])[] {
  const [first, ...rest] = parts;
  if (first === undefined) return count === 0 ? [[]] : [];
  if (rest.length >= count) return [];
  const star = first.lastIndexOf('*');
  const widest = star === -1 ? 1 : count - rest.length;
  return Array.from({ length: widest }, (_, index) => index + 1).flatMap((width) => {
    const own =
      width === 1 ? [first] : [first.slice(0, star + 1), ...Array<string>(width - 2).fill('*'), first.slice(star)];
    return spread(rest, count - width).map((others) => [...own, ...others]);
  });
}

/** One segment with its wildcards filled, in the length of the example's first. */
function candidates(part: string, example: string, words: readonly string[]): readonly string[] {
  if (!/[*?]/.test(part)) return [part];
  const before = part.split('*')[0]?.length ?? 0;
  const gap = Math.max(0, example.length - part.replaceAll('*', '').length);
  const fillers = [
    NOISE.slice(0, gap),
    NOISE.slice(0, Math.max(gap, LEAST_NOISE + 1)),
    example.slice(before, before + gap),
    ...(words.includes(example) ? words : []),
  ];
  const found = fillers.map((filler) =>
    part
      .replace('*', filler)
      .replaceAll('*', '')
      .replace(/\?/g, (_, at: number) => example[at] ?? '9'),
  );
  return [...new Set(found)];
}
