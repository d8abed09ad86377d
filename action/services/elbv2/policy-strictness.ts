/** What a security policy lets clients speak. Versions are minor ones of TLS 1. */
interface Spoken {
  readonly oldest: number;
  readonly newest: number;
  /** What its ciphers have beside forward secrecy with authenticated encryption. */
  readonly weak: readonly ('cbc' | 'sha1' | 'rsa' | 'des')[];
}

const CBC = ['cbc'] as const;
const SHA1 = ['cbc', 'sha1'] as const;
const RSA = ['cbc', 'rsa'] as const;
const ALL = ['cbc', 'sha1', 'rsa'] as const;

function speaks(oldest: number, newest: number, weak: Spoken['weak']): Spoken {
  return { oldest, newest, weak };
}

/**
 * A policy with FIPS in its name is not here: its ciphers are others.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const POLICIES: Readonly<Record<string, Spoken>> = {
  '2015-05': speaks(0, 2, ALL),
  '2016-08': speaks(0, 2, ALL),
  'FS-1-1-2019-08': speaks(1, 2, SHA1),
  'FS-1-2-2019-08': speaks(2, 2, SHA1),
  'FS-1-2-Res-2019-08': speaks(2, 2, CBC),
  'FS-1-2-Res-2020-10': speaks(2, 2, []),
  'FS-2018-06': speaks(0, 2, SHA1),
  'TLS-1-0-2015-04': speaks(0, 2, [...ALL, 'des']),
  'TLS-1-1-2017-01': speaks(1, 2, ALL),
  'TLS-1-2-2017-01': speaks(2, 2, RSA),
  'TLS-1-2-Ext-2018-06': speaks(2, 2, ALL),
  'TLS13-1-0-2021-06': speaks(0, 3, ALL),
  'TLS13-1-0-PQ-2025-09': speaks(0, 3, ALL),
  'TLS13-1-1-2021-06': speaks(1, 3, ALL),
  'TLS13-1-2-2021-06': speaks(2, 3, CBC),
  'TLS13-1-2-Ext1-2021-06': speaks(2, 3, RSA),
  'TLS13-1-2-Ext1-PQ-2025-09': speaks(2, 3, RSA),
  'TLS13-1-2-Ext2-2021-06': speaks(2, 3, ALL),
  'TLS13-1-2-Ext2-PQ-2025-09': speaks(2, 3, ALL),
  'TLS13-1-2-PQ-2025-09': speaks(2, 3, CBC),
  'TLS13-1-2-Res-2021-06': speaks(2, 3, []),
  'TLS13-1-2-Res-PQ-2025-09': speaks(2, 3, []),
  'TLS13-1-3-2021-06': speaks(3, 3, []),
  'TLS13-1-3-PQ-2025-09': speaks(3, 3, []),
};

/** Whether a policy speaks nothing weaker than another one, and nothing newer less; undefined where one of them is not known here. */
export function isAtLeastAsStrict(policy: string, than: string): boolean | undefined {
  if (policy === than) return true;
  const [one, other] = [spokenBy(policy), spokenBy(than)];
  if (one === undefined || other === undefined) return undefined;
  const weaker = one.weak.some((cipher) => !other.weak.includes(cipher));
  return one.oldest >= other.oldest && one.newest >= other.newest && !weaker;
}

function spokenBy(policy: string): Spoken | undefined {
  const name = policy.replace(/^ELBSecurityPolicy-/, '');
  return Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined;
}
