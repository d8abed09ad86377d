import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { Schema } from '@smithy/types';
import type { AwsFault } from '../service.ts';
import { type OperationShape, STRING, structure } from './schema.ts';

const METADATA = structure('ResponseMetadata', { RequestId: STRING });
const ERROR = structure('Error', { Type: STRING, Code: STRING, Message: STRING });

/** The Query protocol's answer: the SDK's own XML writer over the operation's output shape, in the envelope. */
export function writeAnswer(shape: OperationShape, xmlNamespace: string, output: unknown, requestId: string): string {
  const result = `${shape.name}Result`;
  const members = shape.output.isUnitSchema() ? {} : { [result]: shape.output.getSchema() };
  const envelope = structure(`${shape.name}Response`, { ...members, ResponseMetadata: METADATA });
  const body = shape.output.isUnitSchema() ? {} : { [result]: output ?? {} };
  return write(envelope, { ...body, ResponseMetadata: { RequestId: requestId } }, xmlNamespace);
}

/** The Query protocol's error answer. */
export function writeError(fault: AwsFault, xmlNamespace: string, requestId: string): string {
  const error = { Type: fault.status < 500 ? 'Sender' : 'Receiver', Code: fault.code, Message: fault.message };
  const envelope = structure('ErrorResponse', { Error: ERROR, RequestId: STRING });
  return write(envelope, { Error: error, RequestId: requestId }, xmlNamespace);
}

function write(schema: Schema, value: unknown, xmlNamespace: string): string {
  const serializer = new XmlShapeSerializer({
    // 5 is the SDK's TIMESTAMP_DATE_TIME: ISO 8601, as the Query protocol has it.
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace,
    serviceNamespace: 'breakglass.sandbox',
  });
  serializer.write(schema, value);
  return String(serializer.flush());
}
