import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';

// Loaded into the measured process by `usage.ts`: writes what the process used until it exits, and until its first
// request to AWS.
const { BENCH_USAGE_FILE: file = '', BENCH_AWS_PORT: port } = process.env;
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let firstCallCpuMs = 0;
subscribe('http.client.request.start', ({ request }) => {
  if (firstCallCpuMs === 0 && request.getHeader('host')?.endsWith(`:${port}`)) firstCallCpuMs = cpuMs();
});
process.on('exit', () => {
  const usage = { peakMiB: process.resourceUsage().maxRSS / 1024, cpuMs: cpuMs(), firstCallCpuMs };
  writeFileSync(file, JSON.stringify(usage));
});
