import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { errorChart } from '../view/chart.ts';
import { plain } from '../view/escape.ts';
import type { Stage } from './play.ts';
import type { Tick, Traffic } from './traffic.ts';

/** Where a drill is shown. `live` on a terminal; elsewhere plain lines only. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly live: boolean;
}

export interface Shown {
  readonly stage: Stage;
  /** The error rate over the whole drill, once it has ended. */
  chart(): void;
}

const CLEAR_LINE = '\r\u001B[2K';
const BAR = 20;

/** A drill for people: what happens, line by line, and on a terminal the error rate underneath as it moves. */
export function createStage({ write, live }: Terminal, ask: boolean): Shown {
  let traffic: Traffic | undefined;
  let status = '';
  const line = (text: string): void => write(live ? `${CLEAR_LINE}${text}\n${status}` : `${text}\n`);
  const onTick = (tick: Tick): void => {
    status = `  ${rateLine(tick)}`;
    write(`${CLEAR_LINE}${status}`);
  };
  return {
    stage: {
      say: (text) => line(`\n${pc.bold(`▸ ${plain(text)}`)}`),
      log: (text) => line(`  ${shade(plain(text))}`),
      approve: async (digest) => (ask ? askPerson(digest) : true),
      traffic: (measured) => {
        traffic = measured;
        if (live) measured.watch(onTick);
      },
    },
    chart: () => {
      if (live) write(CLEAR_LINE);
      status = '';
      if (traffic !== undefined) line(errorChart(traffic.ticks));
    },
  };
}

function shade(text: string): string {
  if (/^error: |: NOT RESTORED|PROBLEM/.test(text)) return pc.red(text);
  return /closed: succeeded|^verified$/.test(text) ? pc.green(text) : pc.dim(text);
}

function rateLine({ requests, errors }: Tick): string {
  const rate = requests === 0 ? 0 : errors / requests;
  const filled = Math.round(rate * BAR);
  const bar = '█'.repeat(filled).padEnd(BAR, '·');
  const text = `${bar} ${(rate * 100).toFixed(0).padStart(3)} % of requests fail`;
  return rate > 0 ? pc.red(text) : pc.green(text);
}

async function askPerson(digest: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Approve plan ${digest.slice(0, 12)}? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
