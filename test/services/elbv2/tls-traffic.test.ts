import { request } from 'node:https';
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../action/domain/json.ts';
import { registry } from '../../../action/services/registry.ts';
import { arnOf, startTarget } from '../../contract/estate.ts';
import { fixtures } from '../../contract/fixtures/all.ts';
import { startLab } from '../../contract/lab.ts';
import {
  addCertificates,
  certificate,
  modify,
  other,
  POLICY,
  secureListener,
  trustStore,
} from '../../contract/listeners.ts';
import { apply, type Bench, openBench, plannedStep, prepare, type Subject, undo } from '../../contract/workbench.ts';
import { get, handshake } from '../../sandbox/aws/elbv2/data-plane/tls-client.ts';

const DAY_MS = 86_400_000;

let subject: Subject;
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  const [lab, target] = await Promise.all([startLab(500), startTarget()]);
  const [kind] = registry.steps.values();
  const [fixture] = fixtures.filter(({ needs }) => needs === undefined);
  if (kind === undefined || fixture === undefined) throw new Error('there are no kinds');
  subject = { kind, fixture, partners: [], lab, targetPort: target.port };
  for (const [digit, names] of [['shop.example.com'], ['api.example.com'], ['new.example.com']].entries()) {
    lab.aws.certificates.declare({ arn: certificate(digit), names, notAfter: lab.clock.now() + 4000 * DAY_MS });
  }
  close = async () => {
    target.close();
    await lab.close();
  };
});

afterAll(() => close());

interface Door {
  readonly bench: Bench;
  readonly listener: string;
  readonly url: () => string;
}

async function open(): Promise<Door> {
  const bench = await openBench(subject, secureListener);
  const listener = other(bench.estate, 'secure');
  return { bench, listener, url: () => arnOf(subject.lab.aws.listenerUrl(listener)) };
}

/** Applies one step; what undoes it comes back, and says how that went. */
async function run({ bench }: Door, name: string, params: JsonObject): Promise<() => Promise<string>> {
  const kind = registry.steps.get(`elbv2/${name}`);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  const [step] = await prepare(bench, [plannedStep(kind, params)]);
  if (step === undefined) throw new Error('one step was prepared');
  const { started, error } = await apply(bench, step);
  if (error !== undefined) throw error;
  return () => undo(bench, started);
}

const served = async ({ url }: Door, servername?: string): Promise<string> =>
  (await handshake(url(), servername === undefined ? {} : { servername })).name;

describe('what steps on TLS do to clients', () => {
  it('refuses an old version of TLS once the security policy is a strict one', async () => {
    const door = await open();
    const old = { maxVersion: 'TLSv1.2' } as const;
    expect((await handshake(door.url(), old)).protocol).toBe('TLSv1.2');
    const back = await run(door, 'set-ssl-policy', {
      listener: door.listener,
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-3-2021-06',
    });
    await expect(handshake(door.url(), old)).rejects.toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/),
    });
    expect((await handshake(door.url())).protocol).toBe('TLSv1.3');
    expect(await back()).toBe('restored');
    expect((await handshake(door.url(), old)).protocol).toBe('TLSv1.2');
  });

  it('shows another certificate to clients that name nobody', async () => {
    const door = await open();
    const back = await run(door, 'set-default-certificate', { listener: door.listener, certificate: certificate(2) });
    expect(await served(door)).toBe('new.example.com');
    expect(await back()).toBe('restored');
    expect(await served(door)).toBe('shop.example.com');
  });

  it('shows the certificate of the list that has the name, for as long as it is there', async () => {
    const door = await open();
    const more = { listener: door.listener, certificates: [certificate(1), certificate(2)] };
    const back = await run(door, 'add-certificates', more);
    expect([await served(door, 'api.example.com'), await served(door, 'new.example.com')]).toEqual([
      'api.example.com',
      'new.example.com',
    ]);
    const again = await run(door, 'remove-certificates', { ...more, certificates: [certificate(1)] });
    expect(await served(door, 'api.example.com')).toBe('shop.example.com');
    expect(await again()).toBe('restored');
    expect(await served(door, 'api.example.com')).toBe('api.example.com');
    expect(await back()).toBe('restored');
    expect(await served(door, 'api.example.com')).toBe('shop.example.com');
  });

  it('lets nobody in without a certificate once clients are verified', async () => {
    const door = await open();
    const back = await run(door, 'set-mutual-authentication', {
      listener: door.listener,
      mode: 'verify',
      'trust-store': await trustStore(door.bench.estate, 'partners'),
    });
    await expect(get(door.url())).rejects.toBeInstanceOf(Error);
    expect(await back()).toBe('restored');
    expect(await get(door.url())).toBe('secure');
  });

  it('answers with the header that a listener was given', async () => {
    const door = await open();
    const hsts = () => header(door.url(), 'strict-transport-security');
    const back = await run(door, 'set-listener-attributes', {
      listener: door.listener,
      attributes: { 'routing.http.response.strict_transport_security.header_value': 'max-age=60' },
    });
    expect(await hsts()).toBe('max-age=60');
    expect(await back()).toBe('restored');
    expect(await hsts()).toBeUndefined();
  });
});

describe('a listener between HTTPS and HTTP', () => {
  it('answers in clear, and comes back with every certificate', async () => {
    const door = await open();
    await addCertificates(door.bench.estate, door.listener, certificate(1));
    const before = door.bench.dump();
    const back = await run(door, 'set-listener-port-protocol', { listener: door.listener, protocol: 'HTTP', port: 81 });
    expect(door.url()).toMatch(/^http:/);
    expect(await (await fetch(door.url())).text()).toBe('secure');
    expect(await back()).toBe('restored');
    expect(await served(door, 'api.example.com')).toBe('api.example.com');
    expect(door.bench.dump()).toEqual(before);
  });

  it('speaks TLS with what it was given, and is plain again', async () => {
    const door = await open();
    await modify(door.bench.estate, door.listener, { Protocol: 'HTTP' });
    const before = door.bench.dump();
    const back = await run(door, 'set-listener-port-protocol', {
      listener: door.listener,
      protocol: 'HTTPS',
      'ssl-policy': POLICY,
      certificate: certificate(2),
    });
    expect(await served(door)).toBe('new.example.com');
    expect(await back()).toBe('restored');
    expect(await (await fetch(door.url())).text()).toBe('secure');
    expect(door.bench.dump()).toEqual(before);
  });

  it('stays HTTPS where somebody has added a certificate that HTTP would drop', async () => {
    const door = await open();
    await modify(door.bench.estate, door.listener, { Protocol: 'HTTP' });
    const back = await run(door, 'set-listener-port-protocol', {
      listener: door.listener,
      protocol: 'HTTPS',
      'ssl-policy': POLICY,
      certificate: certificate(2),
    });
    await addCertificates(door.bench.estate, door.listener, certificate(1));
    expect(await back()).toBe('incomplete');
    expect(await served(door, 'api.example.com')).toBe('api.example.com');
    expect(door.bench.engine.ledger.events).toContainEqual(
      expect.objectContaining({ type: 'restore-failed', code: 'changed-underneath' }),
    );
  });
});

describe('listeners that come and go', () => {
  it('answers at a new port until the step is undone', async () => {
    const door = await open();
    const back = await run(door, 'create-listener', {
      'load-balancer': door.bench.estate.loadBalancer,
      port: 8443,
      protocol: 'HTTPS',
      'ssl-policy': POLICY,
      certificate: certificate(2),
      action: { 'fixed-response': { status: 503, body: 'soon' } },
    });
    const { owner, loadBalancer } = door.bench.estate;
    const { Listeners: all } = await owner.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer }));
    const created = arnOf(all?.find(({ Port: port }) => port === 8443)?.ListenerArn);
    const url = arnOf(subject.lab.aws.listenerUrl(created));
    expect((await handshake(url)).name).toBe('new.example.com');
    expect(await back()).toBe('restored');
    await expect(handshake(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('closes the door of a listener that is deleted, and leaves it closed', async () => {
    const door = await open();
    const url = door.url();
    const back = await run(door, 'delete-listener', { listener: door.listener });
    await expect(handshake(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await back()).toBe('incomplete');
    await expect(handshake(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

function header(url: string, name: string): Promise<string | readonly string[] | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.headers[name]);
    });
    sent.on('error', reject).end();
  });
}
