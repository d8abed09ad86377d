import type { ExpectedAnswer } from '../../domain/drill.ts';
import type { Answer, Answered } from './ask.ts';

/** Requests that make a share sure, and those that show that an answer is no accident. */
const FOR_SHARES = 200;
const FOR_CERTAINTY = 4;

/** How many requests a probe sends to be held to what is expected. */
export function requestsFor(expected: ExpectedAnswer): number {
  return typeof expected.by === 'object' ? FOR_SHARES : FOR_CERTAINTY;
}

/** How the answers differ from what is expected, each difference in words; none where they agree. */
export function differences(expected: ExpectedAnswer, answers: readonly Answer[]): readonly string[] {
  const single = answers.flatMap((answer) => differenceOf(expected, answer));
  return [...new Set([...single, ...shareDifferences(expected.by, answers)])];
}

function differenceOf(expected: ExpectedAnswer, answer: Answer): readonly string[] {
  if ('refused' in answer) {
    return expected.refused === true ? [] : [`expected ${inWords(expected)}, got no answer: ${answer.refused}`];
  }
  if (expected.refused === true) return [`expected no connection, got ${describe(answer)}`];
  return [
    ...differ('status', expected.status, answer.status),
    ...(typeof expected.by === 'string' && !isBy(expected.by, answer)
      ? [`expected an answer by ${expected.by}, got ${describe(answer, namesTarget(expected))}`]
      : []),
    ...(expected.body !== undefined && !answer.body.includes(expected.body)
      ? [`expected a body with "${expected.body}", got "${firstLine(answer.body)}"`]
      : []),
    ...differ('location', expected.location, answer.headers['location']),
    ...Object.entries(expected.headers ?? {}).flatMap(([name, value]) => differ(name, value, answer.headers[name])),
    ...differ('TLS', expected.tls, answer.tls),
    ...(expected.certificate !== undefined && !answer.certificate.includes(expected.certificate)
      ? [`expected the certificate of ${expected.certificate}, got that of ${answer.certificate.join(', ')}`]
      : []),
  ];
}

function differ(
  what: string,
  expected: string | number | undefined,
  found: string | number | undefined,
): readonly string[] {
  if (expected === undefined || expected === found) return [];
  return [`expected ${what} ${expected}, got ${found ?? 'none'}`];
}

/** Each that is named has its share of the requests; who is not named answers none. */
function shareDifferences(expected: ExpectedAnswer['by'], answers: readonly Answer[]): readonly string[] {
  if (typeof expected !== 'object') return [];
  const named = Object.entries(expected).flatMap(([name, [least, most]]) => {
    const share = percentOf(answers, (answer) => isBy(name, answer));
    if (share >= least && share <= most) return [];
    const wanted = least === most ? `${least}%` : `${least}-${most}%`;
    return [`expected ${wanted} of the answers by ${name}, got ${share}%`];
  });
  const strangers = answers.filter((answer) => !Object.keys(expected).some((name) => isBy(name, answer)));
  return strangers.length === 0 ? named : [...named, `expected no other answer, got ${describeAll(strangers)}`];
}

function percentOf(answers: readonly Answer[], isOne: (answer: Answer) => boolean): number {
  return answers.length === 0 ? 0 : Math.round((answers.filter(isOne).length / answers.length) * 100);
}

/** `blue` is each of blue's targets; `blue-1` is that one. */
function isBy(name: string, answer: Answer): boolean {
  if ('refused' in answer || answer.by === undefined) return false;
  return answer.by === name || groupOf(answer.by) === name;
}

/** Whether single targets are expected to answer, and not their group alone. */
export function namesTarget({ by = {} }: ExpectedAnswer): boolean {
  const names = typeof by === 'string' ? [by] : Object.keys(by);
  return names.some((name) => groupOf(name) !== name);
}

function groupOf(server: string): string {
  return server.replace(/-\d+$/, '');
}

/** All answers in one phrase: `200 by blue`, or with their shares where they differ; with `target` by each one's own name. */
export function describeAll(answers: readonly Answer[], target = false): string {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const text = describe(answer, target);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size < 2) return [...counts.keys()].join('');
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, count]) => `${text} (${Math.round((count / answers.length) * 100)}%)`)
    .join(', ');
}

function describe(answer: Answer, target = false): string {
  if ('refused' in answer) return 'refused';
  const { status, by, tls, certificate, headers } = answer;
  const { location } = headers;
  return [
    status,
    ...(by === undefined ? [] : ['by', target ? by : groupOf(by)]),
    ...(location === undefined ? [] : ['to', location]),
    ...(tls === undefined ? [] : [`over ${tls} of ${certificate.join(', ')}`]),
  ].join(' ');
}

function inWords({ status, by }: ExpectedAnswer): string {
  return [status ?? 'an answer', ...(typeof by === 'string' ? ['by', by] : [])].join(' ');
}

function firstLine(body: Answered['body']): string {
  return (body.split('\n')[0] ?? '').slice(0, 120);
}
