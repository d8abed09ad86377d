import type { OutsideService } from '../../domain/step-kind.ts';
import { createHttpClient, type HttpClient } from './client.ts';

/** Web servers, as anybody on the Internet sees them: no permission of AWS is about them. */
export const http: OutsideService<HttpClient> = {
  name: 'http',
  resourceTypes: {},
  connect: createHttpClient,
};
