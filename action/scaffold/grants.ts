import type { JsonObject } from '../domain/json.ts';
import { expression } from './expression.ts';
import { type Pin, uses } from './pin.ts';

/** What the jobs of a called workflow that works in the cloud need together: it can only narrow what its caller grants. */
const IN_THE_CLOUD: JsonObject = {
  actions: 'read',
  contents: 'write',
  'id-token': 'write',
  issues: 'write',
  'pull-requests': 'write',
};

/** Each is the environment's, which a called workflow reads in its own place: only what is handed on by name can be. */
const SECRETS: JsonObject = Object.fromEntries(
  ['BREAKGLASS_ALERTS', 'BREAKGLASS_STATE_KEY'].map((name) => [name, expression(`secrets.${name}`)]),
);

/** The one job of a workflow that calls `break-glass.yml`. Beside it only that of `recover.yml` may hold an OIDC token. */
export function breakGlassJob(pin: Pin, given?: JsonObject): JsonObject {
  return {
    name: 'Break glass',
    permissions: IN_THE_CLOUD,
    uses: uses(pin, 'break-glass'),
    ...(given === undefined ? {} : { with: given }),
    secrets: SECRETS,
  };
}

/** The job that calls `recover.yml`. */
export function recoverJob(pin: Pin): JsonObject {
  return { name: 'Recover', permissions: IN_THE_CLOUD, uses: uses(pin, 'recover'), secrets: SECRETS };
}
