import { AwsFault } from '../service.ts';

/** CloudFormation's answer to a template, a parameter or a state that it does not accept. */
export function validationError(message: string): AwsFault {
  return new AwsFault('ValidationError', message);
}

/** A template that breaks the format, or holds what the sandbox does not know. */
export function formatError(message: string): AwsFault {
  return validationError(`Template format error: ${message}`);
}

/** A function of the template that cannot be carried out. */
export function templateError(message: string): AwsFault {
  return validationError(`Template error: ${message}`);
}
