import type { AwsService } from '../service.ts';
import { readOperations } from './read-operations.ts';
import { stackOperations } from './stack-operations.ts';
import type { CloudFormationWorld } from './world.ts';

/** The part of CloudFormation that a customer's stack of roles needs, over one account's stacks in one Region. */
export function createCloudFormation(world: CloudFormationWorld): AwsService {
  return {
    signingName: 'cloudformation',
    apiVersion: '2010-05-15',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    operations: new Map([...stackOperations(world), ...readOperations(world)]),
  };
}
