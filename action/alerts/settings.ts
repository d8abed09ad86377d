import { Buffer } from 'node:buffer';
import type { AddressedSink } from '../domain/alert-sink.ts';
import { BreakglassError } from '../domain/error.ts';
import { isJsonObject } from '../domain/json.ts';
import { addressProblem } from './address.ts';
import { SINKS } from './sinks.ts';

/** Where an alert goes, and the key that it is signed with. */
export interface AlertAddress {
  readonly url: string;
  /** Undefined for an alert that is not signed. */
  readonly key: Buffer | undefined;
}

export interface AlertRules {
  readonly drill: boolean;
  readonly isLoopback: (url: string) => boolean;
  /** Called with everything secret before anything is said about it. */
  readonly mask: (secret: string) => void;
}

/** The addresses of the secret BREAKGLASS_ALERTS. Nothing that it throws holds any part of one. */
export interface AlertSettings {
  /** Throws `alert-misconfigured` where the alert cannot be sent as the secret says. */
  readonly addressOf: (name: string, to: AddressedSink) => AlertAddress;
}

/** Shorter texts are no secrets, and masking them would hide half the log. */
const MASKED_LENGTH = 8;
const KEY_BYTES = { least: 24, most: 64 } as const;
const KEY = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

export function readAlertSettings(text: string, rules: AlertRules): AlertSettings {
  const entries = parse(text);
  for (const secret of entries === undefined ? text.split(/\r?\n/) : strings(entries)) {
    if (secret.length >= MASKED_LENGTH) rules.mask(secret);
    const key = KEY.exec(secret)?.[1];
    if (key !== undefined) rules.mask(key);
  }
  return {
    addressOf: (name, to) => {
      if (text === '') throw misconfigured(name, 'the secret BREAKGLASS_ALERTS is not given to the run job');
      if (!isJsonObject(entries)) throw misconfigured(name, 'the secret BREAKGLASS_ALERTS is not a JSON object');
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
      if (entry === undefined) throw misconfigured(name, 'the secret BREAKGLASS_ALERTS does not name it');
      return readEntry(name, to, entry, rules);
    },
  };
}

function readEntry(name: string, to: AddressedSink, entry: unknown, rules: AlertRules): AlertAddress {
  if (!isJsonObject(entry)) throw misconfigured(name, 'it is not an object in the secret BREAKGLASS_ALERTS');
  const { url, secret, ...others } = entry;
  if (Object.keys(others).length > 0) throw misconfigured(name, 'it has other keys than "url" and "secret"');
  if (typeof url !== 'string') throw misconfigured(name, 'it has no url');
  const problem = addressProblem(url, rules);
  if (problem !== undefined) throw misconfigured(name, problem);
  if (SINKS[to].signed) return { url, key: readKey(name, secret) };
  if (secret !== undefined) throw misconfigured(name, `it has a secret, which an alert to ${to} has no use for`);
  return { url, key: undefined };
}

/** In the form of Standard Webhooks. Without a key a receiver could not tell an alert from a forgery. */
function readKey(name: string, secret: unknown): Buffer {
  if (secret === undefined) throw misconfigured(name, 'it has no secret to be signed with');
  const base64 = typeof secret === 'string' ? KEY.exec(secret)?.[1] : undefined;
  if (base64 === undefined) throw misconfigured(name, 'its secret is not whsec_ and Base64');
  const key = Buffer.from(base64, 'base64');
  if (key.length >= KEY_BYTES.least && key.length <= KEY_BYTES.most) return key;
  throw misconfigured(name, `its secret has ${key.length} bytes, not ${KEY_BYTES.least} to ${KEY_BYTES.most}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text.
    return undefined;
  }
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function misconfigured(name: string, why: string): BreakglassError {
  return new BreakglassError('alert-misconfigured', `the alert "${name}" cannot be sent: ${why}`, {
    hint: `the secret BREAKGLASS_ALERTS is JSON on one line: {"${name}": {"url": "https://…", "secret": "whsec_…"}}; see docs/alerts.md`,
  });
}
