import type { SessionEvent } from '../domain/event.ts';

/**
 * An event as it may leave the repository: without the states of resources, which may hold what nobody but the record
 * should. Every type is named here, so that a new one goes nowhere until somebody has thought of it.
 */
export function publicEvent(event: SessionEvent): object | undefined {
  switch (event.type) {
    case 'opened':
      return { type: event.type, resources: event.resources.map(({ step, resource }) => ({ step, resource })) };
    case 'step-prepared':
      return { type: event.type, step: event.step };
    case 'conflict': {
      const { type, step, resource, units } = event;
      return { type, step, resource, units: units.map(({ unit }) => unit) };
    }
    case 'call':
    case 'told':
      return undefined;
    case 'planned':
    case 'gate-passed':
    case 'locked':
    case 'assumed':
    case 'check':
    case 'step-started':
    case 'step-applied':
    case 'step-progress':
    case 'step-verified':
    case 'step-failed':
    case 'monitoring':
    case 'degraded':
    case 'interrupted':
    case 'rollback-started':
    case 'step-restored':
    case 'step-unchanged':
    case 'recreated':
    case 'restore-failed':
    case 'denied':
    case 'deny-pruned':
    case 'taken-over':
    case 'compared':
    case 'carried-on':
    case 'left-to-recover':
    case 'superseded':
    case 'ended':
    case 'sealed':
    case 'refused':
    case 'closed':
      return event;
  }
}
