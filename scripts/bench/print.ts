import type { Report } from './measure.ts';
import type { ServedRequest } from './requests.ts';
import { BENCH_PLAYBOOK } from './stage.ts';

const MIB = 1024 * 1024;

export function printReport(report: Report): void {
  const { bareMs, firstCallMs, sessionMs, usage, bundle } = report;
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const times = (value: number): string => `${value.toFixed(1)} ×`;
  const mib = (value: number): string => `${value.toFixed(2)} MiB`;
  const rows = [
    ['', 'measured', 'of bare Node', 'aim'],
    ['bare Node (`node -e 0`)', ms(bareMs), '1 ×', ''],
    ['start to first AWS call', ms(firstCallMs), times(report.firstCallRatio), '≤ 4 ×'],
    ['whole session, two changes', ms(sessionMs), times(report.sessionRatio), '≤ 20 ×'],
    ['  of it: sandbox answering', ms(report.waitedMs), times(report.waitedMs / bareMs), ''],
    ['CPU of bare Node', ms(usage.bareCpuMs), '1 ×', ''],
    ['CPU to first AWS call', ms(usage.firstCallCpuMs), times(usage.firstCallCpuMs / usage.bareCpuMs), ''],
    ['CPU of whole session', ms(usage.sessionCpuMs), times(usage.sessionCpuMs / usage.bareCpuMs), ''],
    ['peak memory', `${usage.peakMiB.toFixed(0)} MiB`, '', '< 150 MiB'],
    ['bundle', mib(bundle.bytes / MIB), `gzip ${mib(bundle.gzipBytes / MIB)}`, '< 2 MB'],
  ];
  console.log(`${report.node}, ${report.cpu}, median of ${report.pairs} interleaved pairs`);
  console.log(`playbook ${BENCH_PLAYBOOK}: two shifts of one listener; left out: monitor and drain (it has neither)`);
  for (const [what = '', measured = '', ratio = '', aim = ''] of rows) {
    console.log(`${what.padEnd(28)}${measured.padStart(12)}${ratio.padStart(16)}${aim.padStart(12)}`);
  }
}

/** When each request came to the sandbox and how long it took to answer, in milliseconds since the process started. */
export function printTimeline(requests: readonly ServedRequest[]): void {
  for (const { from, until, name, port } of requests) {
    console.log(`${from.toFixed(1).padStart(8)}  +${(until - from).toFixed(1).padStart(6)}  :${port} ${name}`);
  }
}
