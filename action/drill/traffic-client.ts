import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';

/**
 * A client in a process of its own: requests at a steady pace through the listener, and one line of JSON a tick on
 * standard output: `{"at": <ms since 1970>, "requests": n, "errors": n, "pace": n, "older": n}`. A line of its standard input is
 * another pace, and it ends when that does. `pace` counts these lines, and `older` the requests of an earlier one that are still
 * without an answer.
 *
 * Usage: node traffic-client.js <url> <requests a second>
 */
const TICK_MS = 250;
const TIMEOUT_MS = 5_000;

const [url = '', rate = '100'] = process.argv.slice(2);
let perSecond = Number(rate);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let requests = 0;
let errors = 0;
let paces = 0;
/** Requests without an answer, by the number of the pace at which they were sent. */
const open = new Map<number, number>();
let due = 0;
let last = performance.now();

function send(): void {
  let counted = false;
  const mine = paces;
  open.set(mine, (open.get(mine) ?? 0) + 1);
  const count = (failed: boolean): void => {
    if (counted) return;
    counted = true;
    open.set(mine, (open.get(mine) ?? 0) - 1);
    requests += 1;
    if (failed) errors += 1;
  };
  const request = get(url, { agent, timeout: TIMEOUT_MS }, (response) => {
    response.resume();
    response.on('end', () => count((response.statusCode ?? 0) >= 500));
    response.on('error', () => count(true));
  });
  request.on('timeout', () => request.destroy(new Error('timeout')));
  request.on('error', () => count(true));
}

const pace = setInterval(() => {
  const now = performance.now();
  due += ((now - last) / 1_000) * perSecond;
  last = now;
  for (; due >= 1; due -= 1) send();
}, 5);

const report = setInterval(() => {
  let older = 0;
  for (const [sentAt, count] of open) if (sentAt !== paces) older += count;
  process.stdout.write(`${JSON.stringify({ at: Date.now(), requests, errors, pace: paces, older })}\n`);
  requests = 0;
  errors = 0;
}, TICK_MS);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  perSecond = Number(line);
  paces += 1;
});
lines.on('close', () => {
  clearInterval(pace);
  clearInterval(report);
  agent.destroy();
  process.exitCode = 0;
});
