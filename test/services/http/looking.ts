import { expect } from 'vitest';
import { BreakglassError } from '../../../action/domain/error.ts';
import type { Reach } from '../../../action/domain/step-kind.ts';
import type { Asked } from '../../../action/services/http/asked.ts';
import { createHttpClient, type Network } from '../../../action/services/http/client.ts';
import { PUBLIC } from './servers.ts';

export const REACH: Reach = { drill: false, privateNetworks: [] };
export const DRILL: Reach = { drill: true, privateNetworks: [] };
export const SHOP = { 'shop.example.com': [PUBLIC] };

export function asked(url: string, more: Partial<Asked> = {}): Asked {
  return { url, method: 'GET', withinMs: 2_000, redirects: 0, contains: undefined, like: undefined, ...more };
}

export function look(network: Network, what: Asked, reach = REACH, signal = new AbortController().signal) {
  return createHttpClient(reach, network).look(what, signal);
}

/** What a refused look says of why. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof BreakglassError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.code).toBe('invalid-value');
  return error.message;
}
