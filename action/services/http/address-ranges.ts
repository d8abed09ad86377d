/** Addresses that no check looks at, and what to call them. */
export interface AddressRange {
  readonly why: string;
  readonly blocks: readonly string[];
}

/**
 * What gives whoever asks from inside a cloud its credentials or settings. Never looked at, also where a private network around it
 * is allowed. Link-local ones are among `SPECIAL`.
 */
export const METADATA: readonly AddressRange[] = [
  { why: 'the metadata of AWS', blocks: ['169.254.169.254/32', '169.254.170.0/24', 'fd00:ec2::/32'] },
  { why: "the host of Azure's machines, hosted runners among them", blocks: ['168.63.129.16/32'] },
  { why: 'the metadata of Google Cloud', blocks: ['fd20:ce::/32'] },
  { why: 'the metadata of Alibaba Cloud', blocks: ['100.100.100.200/32'] },
  { why: 'the metadata of Oracle Cloud', blocks: ['192.0.0.192/32'] },
];

/**
 * Never looked at either.
 * https://www.iana.org/assignments/iana-ipv4-special-registry https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export const SPECIAL: readonly AddressRange[] = [
  { why: 'unspecified: this network itself', blocks: ['0.0.0.0/8', '::/128'] },
  { why: 'loopback: the runner itself', blocks: ['127.0.0.0/8', '::1/128'] },
  { why: 'link-local', blocks: ['169.254.0.0/16', 'fe80::/10', 'fec0::/10'] },
  { why: 'IPv4 written as IPv6', blocks: ['::ffff:0:0/96', '::ffff:0:0:0/96', '::/96'] },
  { why: 'IPv4 behind NAT64', blocks: ['64:ff9b::/96', '64:ff9b:1::/48'] },
  { why: 'IPv4 behind 6to4 or Teredo', blocks: ['2002::/16', '192.88.99.0/24', '2001::/32'] },
  { why: 'multicast or broadcast', blocks: ['224.0.0.0/4', '255.255.255.255/32', 'ff00::/8'] },
  {
    why: 'for documentation',
    blocks: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  },
  { why: 'reserved', blocks: ['192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '2001::/23', '100::/64', '5f00::/16'] },
];

/** Looked at where the install allows it. */
export const PRIVATE: readonly AddressRange[] = [
  { why: 'private', blocks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'] },
  { why: "shared by a provider's customers (CGNAT)", blocks: ['100.64.0.0/10'] },
];

/** Of IPv6 there is nothing public outside it. */
export const GLOBAL_IPV6 = '2000::/3';
