import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** An independent emulator of AWS, in a process of its own. */
export interface MotoServer {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly endpoint: string;
  close(): Promise<void>;
}

const RUNNING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** Starts `moto_server` on a free port of loopback, with nothing in it but its default VPC. */
export async function startMotoServer(command: string): Promise<MotoServer> {
  const child = spawn(command, ['--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`moto_server ended with ${code}:\n${lines.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      const [, url] = RUNNING.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  return {
    endpoint,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
