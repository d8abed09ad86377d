import type { CheckKind, Registry, ServiceDefinition, StepKind } from '../domain/step-kind.ts';
import { checks as elbv2Checks, steps as elbv2Steps } from './elbv2/kinds.ts';
import { elbv2 } from './elbv2/service.ts';
import { checks as httpChecks } from './http/kinds.ts';
import { http } from './http/service.ts';

const services: readonly ServiceDefinition[] = [elbv2, http];
const steps: readonly StepKind[] = [...elbv2Steps];
const checks: readonly CheckKind[] = [...elbv2Checks, ...httpChecks];

/** Every service, step kind and check kind that Breakglass ships. */
export const registry: Registry = {
  services: new Map(services.map((service) => [service.name, service])),
  steps: new Map(steps.map((step) => [step.kind, step])),
  checks: new Map(checks.map((check) => [check.kind, check])),
};
