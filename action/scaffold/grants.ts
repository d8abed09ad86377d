import type { JsonObject } from '../domain/json.ts';
import { expression } from './expression.ts';
import { type Pin, uses } from './pin.ts';

/** What the jobs of `break-glass.yml` need together: a called workflow can only narrow what its caller grants. */
const BREAK_GLASS: JsonObject = {
  actions: 'read',
  contents: 'write',
  'id-token': 'write',
  issues: 'write',
  'pull-requests': 'write',
};

/** The one job that calls `break-glass.yml`, and the only one of a playbook repository that may hold an OIDC token. */
export function breakGlassJob(pin: Pin, given?: JsonObject): JsonObject {
  return {
    name: 'Break glass',
    permissions: BREAK_GLASS,
    uses: uses(pin, 'break-glass'),
    ...(given === undefined ? {} : { with: given }),
    secrets: { BREAKGLASS_ALERTS: expression('secrets.BREAKGLASS_ALERTS') },
  };
}
