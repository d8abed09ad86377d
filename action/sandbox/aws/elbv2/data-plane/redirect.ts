import type { RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ListenerRecord } from '../records.ts';
import type { RoutedRequest } from './rule-matching.ts';

/** The Location of a redirect: `#{protocol}`, `#{host}`, `#{port}`, `#{path}` and `#{query}` stand for the request's own. */
export function redirectLocation(
  config: RedirectActionConfig,
  listener: ListenerRecord,
  request: RoutedRequest,
): string {
  const own: Readonly<Record<string, string>> = {
    protocol: listener.protocol.toLowerCase(),
    host: request.host,
    port: String(listener.port),
    // The keyword leaves out the leading slash.
    path: request.path.replace(/^\//, ''),
    query: request.query,
  };
  const fill = (template = '') =>
    template.replace(/#\{(protocol|host|port|path|query)\}/g, (_, key: string) => own[key] ?? '');
  const query = fill(config.Query);
  const origin = `${fill(config.Protocol).toLowerCase()}://${fill(config.Host)}:${fill(config.Port)}`;
  return `${origin}${fill(config.Path)}${query === '' ? '' : `?${query}`}`;
}
