import type { OutsideService } from '../../domain/step-kind.ts';
import type { HttpClient } from './client.ts';

/**
 * Web servers, as anybody on the Internet sees them: no permission of AWS is about them. What looks at them is loaded with the first
 * look: most playbooks have none.
 */
export const http: OutsideService<HttpClient> = {
  name: 'http',
  resourceTypes: {},
  connect: (reach) => ({
    look: async (asked, signal) => (await import('./client.ts')).createHttpClient(reach).look(asked, signal),
    certificate: async (asked, signal) =>
      (await import('./client.ts')).createHttpClient(reach).certificate(asked, signal),
  }),
};
