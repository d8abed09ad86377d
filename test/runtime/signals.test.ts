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

/** Its work is over, and its end is not told yet. */
const TOLD = `
  import { catchSignals } from './action/runtime/signals.ts';
  catchSignals().dispose();
  setTimeout(() => { process.exitCode = 3; }, 500);
  console.log('told');
`;

const OFTEN = `
  import { catchSignals } from './action/runtime/signals.ts';
  for (let time = 0; time < 20; time += 1) catchSignals().dispose();
  console.log(process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'));
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

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s that comes when all is told does not end the process before its exit code says so',
    async (name) => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', TOLD]);
      child.stdout.once('data', () => child.kill(name));
      const [code, signal] = await once(child, 'close');
      expect({ code, signal }).toEqual({ code: 3, signal: null });
    },
  );

  it('keeps no process alive, and is ignored once however often signals were caught', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', OFTEN]);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (printed += text.toString()));
    const [code] = await once(child, 'close');
    expect({ code, printed }).toEqual({ code: 0, printed: '1 1\n' });
  });
});
