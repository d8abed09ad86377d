import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application behind the load balancer: it serves requests and answers health checks on `/healthz`. */
export interface TargetServer {
  readonly port: number;
  /** Share of the requests that fail with 500, 0 to 1. The health check does not see it: a grey failure. */
  setErrorRate(rate: number): void;
  /** Whether `/healthz` answers 200. */
  setHealthy(healthy: boolean): void;
  /** Waits before each answer, health checks aside. */
  setDelay(wait: () => Promise<void>): void;
  close(): Promise<void>;
}

/** A real HTTP server on loopback. Errors are spread evenly, so that a short measurement shows the rate. */
export async function startTarget(name: string): Promise<TargetServer> {
  let errorRate = 0;
  let healthy = true;
  let debt = 0;
  let delay = async (): Promise<void> => undefined;
  const server = createServer((request, response) => {
    if (request.url === '/healthz') {
      response.writeHead(healthy ? 200 : 503).end();
      return;
    }
    debt += errorRate;
    const failed = debt >= 1;
    if (failed) debt -= 1;
    void delay().then(() => {
      response.writeHead(failed ? 500 : 200, { 'content-type': 'text/plain', 'x-target': name });
      response.end(failed ? 'the order service does not answer\n' : `served by ${name}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    setErrorRate: (rate) => {
      errorRate = rate;
    },
    setHealthy: (value) => {
      healthy = value;
    },
    setDelay: (wait) => {
      delay = wait;
    },
    close: () => close(server),
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
