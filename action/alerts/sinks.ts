import type { AddressedSink } from '../domain/alert-sink.ts';
import type { Sink } from '../ports/sink.ts';
import { createSlack, type SlackOptions } from './slack.ts';
import { createWebhook, type WebhookOptions } from './webhook.ts';

/** Everything that a sink may be made of. */
export type SinkOptions = SlackOptions & WebhookOptions;

/** What an alert's `to` stands for. */
export interface SinkKind {
  /** Whether its entry in the secret BREAKGLASS_ALERTS holds a key, beside the address. */
  readonly signed: boolean;
  readonly create: (options: SinkOptions) => Sink;
}

/** Every sink that has an address, by its `to`. */
export const SINKS: Readonly<Record<AddressedSink, SinkKind>> = {
  webhook: { signed: true, create: createWebhook },
  slack: { signed: false, create: createSlack },
};
