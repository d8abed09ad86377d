import { plot } from 'asciichart';

const WIDTH = 60;
const HEIGHT = 6;

/** Share of failed requests over time, in percent, as a small chart for a terminal. */
export function errorChart(ticks: readonly { readonly requests: number; readonly errors: number }[]): string {
  const size = Math.max(1, Math.ceil(ticks.length / WIDTH));
  const rates: number[] = [];
  for (let start = 0; start < ticks.length; start += size) {
    const part = ticks.slice(start, start + size);
    const requests = part.reduce((total, tick) => total + tick.requests, 0);
    const errors = part.reduce((total, tick) => total + tick.errors, 0);
    rates.push(requests === 0 ? 0 : (errors * 100) / requests);
  }
  if (rates.length === 0) return '';
  const chart = plot(rates, {
    height: HEIGHT,
    min: 0,
    max: 100,
    format: (value: number) => `${value.toFixed(0)} %`.padStart(6),
  });
  return `\nfailed requests\n${chart}\n`;
}
