import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const SCRIPT = `
  import { catchSignals } from './action/runtime/signals.ts';
  const interruption = catchSignals();
  const alive = setInterval(() => {}, 1000);
  console.log('ready');
  interruption.signal.addEventListener('abort', () => {
    console.log(interruption.received(), interruption.signal.reason.code);
    setTimeout(() => { clearInterval(alive); interruption.dispose(); }, 300);
  });
`;

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s aborts by name, and a second one does not end the rollback',
    async (name) => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT]);
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed === 'ready\n') child.kill(name);
        else child.kill('SIGTERM');
      });
      const [code, signal] = await once(child, 'close');
      expect(printed).toBe(`ready\n${name} interrupted\n`);
      expect({ code, signal }).toEqual({ code: 0, signal: null });
    },
  );
});
