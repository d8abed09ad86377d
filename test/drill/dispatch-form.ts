import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';

/** The form of `shift-traffic` as the commander fills it in, to put the traffic back on blue. */
export const BACK_TO_BLUE = {
  install: ENVIRONMENT,
  listener: 'web-http',
  to: 'blue',
  percent: '100',
  incident: 'INC-4712',
  reason: 'back again',
  commander: PEOPLE.commander,
  'criterion-1': 'true',
  duration: '15m',
  'on-drift': 'refuse',
} as const;
