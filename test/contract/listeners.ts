import {
  AddListenerCertificatesCommand,
  AddTagsCommand,
  CreateListenerCommand,
  type CreateListenerCommandInput,
  CreateTrustStoreCommand,
  DescribeTrustStoresCommand,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  type ModifyListenerCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { arnOf, type Estate } from './estate.ts';
import type { ForeignChange } from './fixture.ts';

/** ARN of the nth certificate; the sandbox takes any. */
export function certificate(n: number): string {
  return `arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-00000000000${n}`;
}

/** A certificate of the kind that is older than ACM. */
export const OLD_CERTIFICATE = 'arn:aws:iam::123456789012:server-certificate/shop/www.example.com';

export const POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** The ARN of a listener that a fixture needed. */
export function other(estate: Estate, name: string): string {
  return arnOf(estate.others.get(name));
}

/** A listener beside the estate's own, once; it answers by itself, so that no target group is touched. */
export async function listen(
  estate: Estate,
  name: string,
  input: Pick<CreateListenerCommandInput, 'Protocol' | 'Port' | 'SslPolicy' | 'Certificates'>,
): Promise<void> {
  if (estate.others.has(name)) return;
  const created = await estate.owner.send(
    new CreateListenerCommand({
      ...input,
      LoadBalancerArn: estate.loadBalancer,
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: name } }],
    }),
  );
  estate.others.set(name, arnOf(created.Listeners?.[0]?.ListenerArn));
}

/** An HTTPS listener on port 443, with the certificate 0. */
export function secureListener(estate: Estate): Promise<void> {
  const Certificates = [{ CertificateArn: certificate(0) }];
  return listen(estate, 'secure', { Protocol: 'HTTPS', Port: 443, SslPolicy: POLICY, Certificates });
}

export async function modify(
  { owner }: Estate,
  ListenerArn: string,
  input: Omit<ModifyListenerCommandInput, 'ListenerArn'>,
): Promise<void> {
  await owner.send(new ModifyListenerCommand({ ...input, ListenerArn }));
}

export async function addCertificates({ owner }: Estate, ListenerArn: string, ...arns: string[]): Promise<void> {
  for (const CertificateArn of arns) {
    await owner.send(new AddListenerCertificatesCommand({ ListenerArn, Certificates: [{ CertificateArn }] }));
  }
}

export async function setAttribute({ owner }: Estate, ListenerArn: string, Key: string, Value: string): Promise<void> {
  await owner.send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes: [{ Key, Value }] }));
}

/** The trust store with this name, one for all estates of an account: AWS allows few of them. Its ARN. */
export async function trustStore({ owner }: Estate, Name: string): Promise<string> {
  const { TrustStores: all } = await owner.send(new DescribeTrustStoresCommand({}));
  const found = all?.find((candidate) => candidate.Name === Name);
  if (found !== undefined) return arnOf(found.TrustStoreArn);
  const bundle = { CaCertificatesBundleS3Bucket: 'acme-trust', CaCertificatesBundleS3Key: 'partners.pem' };
  const created = await owner.send(new CreateTrustStoreCommand({ Name, ...bundle }));
  return arnOf(created.TrustStores?.[0]?.TrustStoreArn);
}

/** Changes by somebody else to a listener, by what they change. */
export const CHANGES = {
  port: (name) => (estate) => modify(estate, other(estate, name), { Port: 9999 }),
  'security policy': (name) => (estate) =>
    modify(estate, other(estate, name), { SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }),
  'default certificate': (name) => (estate) =>
    modify(estate, other(estate, name), { Certificates: [{ CertificateArn: certificate(8) }] }),
  'another certificate': (name) => (estate) => addCertificates(estate, other(estate, name), certificate(9)),
  'mutual authentication': (name) => (estate) =>
    modify(estate, other(estate, name), { MutualAuthentication: { Mode: 'passthrough' } }),
  'default action': (name) => (estate) =>
    modify(estate, other(estate, name), {
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '204' } }],
    }),
  'response header': (name) => (estate) =>
    setAttribute(estate, other(estate, name), 'routing.http.response.server.enabled', 'false'),
  tag: (name) => async (estate) => {
    const Tags = [{ Key: 'team', Value: 'shop' }];
    await estate.owner.send(new AddTagsCommand({ ResourceArns: [other(estate, name)], Tags }));
  },
} satisfies Record<string, (name: string) => ForeignChange>;

/** All of them to one listener, but for some. */
export function changesBeside(
  name: string,
  ...left: readonly (keyof typeof CHANGES)[]
): Readonly<Record<string, ForeignChange>> {
  const kept = Object.entries(CHANGES).filter(([what]) => !left.some((one) => one === what));
  return Object.fromEntries(kept.map(([what, change]) => [what, change(name)]));
}
