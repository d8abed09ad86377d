import type { IncomingMessage } from 'node:http';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../../ports/clock.ts';
import type { TargetGroupRecord } from '../records.ts';
import type { Exchange } from './exchange.ts';

/** What a request was sent to. */
interface Destination {
  readonly action: Action;
  readonly group: TargetGroupRecord;
  /** Of the target. */
  readonly key: string;
}

/** How long a browser keeps the load balancer's cookies; how long they count, the load balancer knows itself. */
const COOKIE_MS = 7 * 86_400_000;

const GROUP_COOKIE = 'AWSALBTG';
const TARGET_COOKIE = 'AWSALB';
const APPLICATION_COOKIE = 'AWSALBAPP-0';

/**
 * Binds clients to a target group and to a target by cookies, as the action and the target group's attributes ask for it.
 * A cookie holds where it binds to and when it was given, and is given anew with every answer.
 */
export class Stickiness {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The target group that the client is bound to. It keeps its clients when its weight becomes 0. */
  groupOf(action: Action, incoming: IncomingMessage): string | undefined {
    const seconds = groupSeconds(action);
    if (seconds === undefined) return undefined;
    const arn = this.#read(incoming, GROUP_COOKIE, seconds);
    const groups = action.ForwardConfig?.TargetGroups ?? [];
    return groups.some((group) => group.TargetGroupArn === arn) ? arn : undefined;
  }

  /** The key of the target that the client is bound to. */
  targetOf(group: TargetGroupRecord, incoming: IncomingMessage): string | undefined {
    const binding = bindingOf(group);
    if (binding === undefined) return undefined;
    if (binding.needs !== undefined && cookiesOf(incoming).get(binding.needs) === undefined) return undefined;
    return this.#read(incoming, binding.cookie, binding.seconds);
  }

  /** The Set-Cookie values that go with the answer of a target. */
  cookies({ action, group, key }: Destination, exchange: Exchange, response: IncomingMessage): readonly string[] {
    const binding = bindingOf(group);
    const bound = binding !== undefined && isBinding(binding.needs, exchange.incoming, response);
    return [
      ...(groupSeconds(action) === undefined ? [] : this.#write(GROUP_COOKIE, group.arn, exchange)),
      ...(bound ? this.#write(binding.cookie, key, exchange) : []),
    ];
  }

  /** The second cookie is for browsers that send the first one to its own site only. */
  #write(cookie: string, bound: string, { listener }: Exchange): readonly string[] {
    const now = this.#clock.now();
    const value = Buffer.from(`${Math.floor(now)} ${bound}`).toString('base64url');
    const tail = `=${value}; Expires=${new Date(now + COOKIE_MS).toUTCString()}; Path=/`;
    const secure = listener.protocol === 'HTTPS' ? '; Secure' : '';
    return [`${cookie}${tail}`, `${crossSite(cookie)}${tail}; SameSite=None${secure}`];
  }

  #read(incoming: IncomingMessage, cookie: string, seconds: number): string | undefined {
    const cookies = cookiesOf(incoming);
    const text = Buffer.from(cookies.get(cookie) ?? cookies.get(crossSite(cookie)) ?? '', 'base64url').toString();
    const [, at, bound] = /^(\d{1,15}) (.+)$/s.exec(text) ?? [];
    return this.#clock.now() - Number(at) < seconds * 1000 ? bound : undefined;
  }
}

/** `AWSALB` → `AWSALBCORS`, `AWSALBAPP-0` → `AWSALBAPPCORS-0`. */
function crossSite(cookie: string): string {
  return cookie.replace(/^([A-Z]+)/, '$1CORS');
}

/** Undefined when the action does not bind clients to its target groups. */
function groupSeconds(action: Action): number | undefined {
  const config = action.ForwardConfig?.TargetGroupStickinessConfig;
  const several = (action.ForwardConfig?.TargetGroups?.length ?? 0) > 1;
  return config?.Enabled === true && several ? config.DurationSeconds : undefined;
}

interface Binding {
  readonly cookie: string;
  readonly seconds: number;
  /** The application's own cookie, without which there is no binding. */
  readonly needs: string | undefined;
}

/** Undefined when the target group does not bind clients to its targets. */
function bindingOf({ attributes }: TargetGroupRecord): Binding | undefined {
  if (attributes.get('stickiness.enabled') !== 'true') return undefined;
  const type = attributes.get('stickiness.type') ?? '';
  const seconds = Number(attributes.get(`stickiness.${type}.duration_seconds`));
  return type === 'app_cookie'
    ? { cookie: APPLICATION_COOKIE, seconds, needs: attributes.get('stickiness.app_cookie.cookie_name') }
    : { cookie: TARGET_COOKIE, seconds, needs: undefined };
}

/** True when the application's cookie, if one is needed, was there before or comes with the answer. */
function isBinding(needs: string | undefined, incoming: IncomingMessage, response: IncomingMessage): boolean {
  if (needs === undefined || cookiesOf(incoming).has(needs)) return true;
  return (response.headers['set-cookie'] ?? []).some((cookie) => cookie.startsWith(`${needs}=`));
}

function cookiesOf(incoming: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = (incoming.headers.cookie ?? '').split(';').map((pair) => pair.trim().split(/=(.*)/s));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
