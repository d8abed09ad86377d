import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since the epoch, by the wall. */
  readonly timestamp: number;
  /** The body, byte for byte as it is sent. */
  readonly body: string;
}

/** The headers of Standard Webhooks: HMAC-SHA256 over `<id>.<timestamp>.<body>`. */
export function signatureHeaders(
  key: NodeJS.ArrayBufferView,
  { id, timestamp, body }: Signed,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
