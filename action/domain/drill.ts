/** What is known of the sandbox's world only when it is built, by the names that a drill's inputs have for it. */
export const WORLD_FACTS = [
  'failing-target.id',
  'failing-target.port',
  'spare-target.id',
  'spare-target.port',
  'failing-zone.name',
  'new-certificate.arn',
  'closed-security-group.id',
  'web-http.url',
  'web-https.url',
  'web-https.host',
  'web-https.port',
] as const;

/** What goes wrong in the world before anybody asks for help. */
export const TROUBLES = [
  'target-fails',
  'none',
  'all-targets-fail',
  'health-check-fails',
  'slow',
  'zone-fails',
] as const;

/** The target groups of the world. */
export const WORLD_GROUPS = ['blue', 'green', 'fallback'] as const;
/** The listeners of the world. */
export const WORLD_LISTENERS = ['web-http', 'web-https'] as const;
/** The security groups of the world: the load balancer's, and the prepared one that lets in the office alone. */
export const WORLD_SECURITY_GROUPS = ['open', 'closed'] as const;
/** The versions of TLS that a client can be held to. */
export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** How a playbook is practised on the sandbox, and how that has to end. */
export interface Drill {
  readonly version: 1;
  /** Name of the playbook. */
  readonly drill: string;
  readonly summary: string;
  readonly durationMs: number;
  /** What goes wrong before anybody asks for help. */
  readonly trouble: Trouble;
  /** Rules that the world has from the start. */
  readonly rules: readonly WorldRule[];
  /** The security groups whose members the targets take connections from. */
  readonly targetsAdmit: readonly WorldSecurityGroup[];
  /** As in a request; what only the sandbox's world knows is named. */
  readonly inputs: Readonly<Record<string, string | number | boolean | { readonly world: WorldFact }>>;
  readonly expect: {
    readonly outcome: 'succeeded' | 'rolled-back';
    readonly world: 'changed' | 'as-before';
    readonly errors: 'gone' | 'stay';
    readonly traffic: readonly TrafficProbe[];
  };
}

export type Trouble = (typeof TROUBLES)[number];
export type WorldSecurityGroup = (typeof WORLD_SECURITY_GROUPS)[number];
export type WorldFact = (typeof WORLD_FACTS)[number];

/** A rule of the drill's world, by a name that its inputs can use. */
export interface WorldRule {
  readonly name: string;
  readonly listener: (typeof WORLD_LISTENERS)[number];
  readonly priority: number;
  readonly paths: readonly string[];
  readonly to: (typeof WORLD_GROUPS)[number];
}

/** A request of customers in a drill. */
export interface ProbeRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly scheme: 'http' | 'https';
  readonly headers: Readonly<Record<string, string>>;
  /** An address of the loopback network. */
  readonly from: string;
  /** The newest version of TLS that the client can speak. */
  readonly tls?: TlsVersion;
}

export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** What is looked at of an answer; what is absent may be anything. */
export interface ExpectedAnswer {
  readonly status?: number;
  /** A target group or one of its targets; or of many requests the least and the greatest share of each, in percent. */
  readonly by?: string | Readonly<Record<string, readonly [least: number, most: number]>>;
  readonly body?: string;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tls?: TlsVersion;
  readonly certificate?: string;
  readonly refused?: true;
}

/** What a request is answered before the session, while its change is in force, and after its end. */
export interface TrafficProbe {
  readonly send: ProbeRequest;
  readonly before: ExpectedAnswer;
  readonly during: ExpectedAnswer;
  /** Absent: as during where the change stays, as before where it is undone. */
  readonly after?: ExpectedAnswer;
}
