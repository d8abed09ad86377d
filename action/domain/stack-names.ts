/** Path of every role of the customer's stack. */
export const ROLE_PATH = '/breakglass/';

/** What the roles of a customer's stack are called, below `ROLE_PATH`. IAM knows one name only once in an account. */
export const roleNames = {
  breakGlass: (install: string, role: string): string => `${install}-${role}`,
  recover: (install: string, role: string): string => `${install}-${role}-recover`,
  plan: (install: string): string => `${install}-plan`,
  sealer: (install: string): string => `${install}-sealer`,
} as const;

/** The parameters of the template, by what they are for; those of roles are `enableParameter(name)`. */
export const PARAMETERS = {
  /** `on`: every role is there and can do nothing. `off` by default. */
  killSwitch: 'KillSwitch',
  /** Commits or tags of Breakglass, one or two. */
  allowedWorkflowRefs: 'AllowedWorkflowRefs',
  /** ARN of GitHub's OIDC provider where the account has it already; empty: the stack makes it. */
  existingProvider: 'ExistingOidcProviderArn',
  /** `true`: a role that can only read, for the plan. */
  enablePlan: 'EnablePlan',
  /** `true`: the plan role may ask IAM whether a role may do what a plan needs. */
  allowSimulation: 'AllowPolicySimulation',
  /** ARN of an SNS topic of the customer's; empty: none. */
  alertTopic: 'AlertTopicArn',
  /** Address that a topic of the stack's own writes to; empty: none. */
  alertEmail: 'AlertEmail',
} as const;

/** The outputs of the template. `installLines` is YAML to paste into the install's file. */
export const OUTPUTS = { installLines: 'InstallFile' } as const;

/** `EnableLoadBalancer`: the parameter of the customer's stack that makes a role exist. */
export function enableParameter(role: string): string {
  return `Enable${pascal(role)}`;
}

/** `LoadBalancer`, of `load-balancer`: in names of the template, which take letters and digits alone. */
export function pascal(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** `breakglass-acme-prod`: what we propose that the customer calls the stack. */
export function stackName(install: string): string {
  return `breakglass-${install}`;
}

/** What the customer does so that a role is there and lets sessions in. */
export function howToEnable(install: string, parameter: string): string {
  return `the customer enables it by ${parameter}=true, with ${PARAMETERS.killSwitch}=off, in their stack ${stackName(install)}`;
}

/** Begins the name of the inline policy by which a sealer ends a session: IAM deletes no role that has one. */
export const SEAL_POLICY_PREFIX = 'bg-seal-';
