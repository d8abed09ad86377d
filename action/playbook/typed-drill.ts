import {
  type Drill,
  type ExpectedAnswer,
  type ProbeRequest,
  type TrafficProbe,
  WORLD_FACTS,
  WORLD_SECURITY_GROUPS,
  type WorldRule,
} from '../domain/drill.ts';
import { parseDuration } from '../domain/duration.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { WrittenDrill } from './written.ts';

type WrittenProbe = NonNullable<WrittenDrill['expect']['traffic']>[number];
type WrittenRule = NonNullable<NonNullable<WrittenDrill['world']>['rules']>[number];

/** Defaults filled in, durations in milliseconds. Expects what the schema and the rules accepted. */
export function typedDrill(written: WrittenDrill): Drill {
  const { outcome, world, errors, traffic = [] } = written.expect;
  return {
    version: 1,
    drill: written.drill,
    summary: written.summary,
    durationMs: parseDuration(written.duration ?? '30m'),
    trouble: written.trouble ?? 'target-fails',
    rules: (written.world?.rules ?? []).map(typedRule),
    targetsAdmit: written.world?.['targets-admit'] ?? WORLD_SECURITY_GROUPS,
    inputs: typedInputs(written.inputs),
    expect: { outcome, world, errors, traffic: traffic.map(typedProbe) },
  };
}

function typedInputs(written: unknown): Drill['inputs'] {
  const inputs: JsonObject = isJsonObject(written) ? written : {};
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, typedInput(value)]));
}

/** A plain value, or the name of what the world knows; the schema takes nothing else. */
function typedInput(value: JsonObject[string]): Drill['inputs'][string] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const named = isJsonObject(value) ? WORLD_FACTS.find((known) => known === value['world']) : undefined;
  return named === undefined ? '' : { world: named };
}

function typedRule({ name, listener = 'web-http', priority, paths, to }: WrittenRule): WorldRule {
  return { name, listener, priority, paths, to };
}

function typedProbe({ send, before, during, after }: WrittenProbe): TrafficProbe {
  return {
    send: typedSend(send),
    before: typedAnswer(before),
    during: typedAnswer(during),
    ...(after === undefined ? {} : { after: typedAnswer(after) }),
  };
}

function typedSend(send: Partial<NonNullable<WrittenProbe['send']>> = {}): ProbeRequest {
  const { method = 'GET', path = '/', host = 'shop.example', scheme = 'http', from = '127.0.0.1', tls } = send;
  const headers = texts(send.headers);
  return { method, path, host, scheme, from, headers, ...(tls === undefined ? {} : { tls }) };
}

function typedAnswer({ by, headers, ...rest }: WrittenProbe['before']): ExpectedAnswer {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(by === undefined ? {} : { by: typeof by === 'string' ? by : shares(by) }),
    ...(headers === undefined ? {} : { headers: texts(headers) }),
  };
}

function shares(by: unknown): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(
    Object.entries(texts(by)).map(([name, text]): [string, readonly [number, number]] => {
      const [least = 0, most = least] = text.replace('%', '').split('-').map(Number);
      return [name, [least, most]];
    }),
  );
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const all: JsonObject = isJsonObject(value) ? value : {};
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, String(text)]));
}
