import { deflateRawSync } from 'node:zlib';
import type { PolicyDocument } from '../../../policy/document.ts';
import { invalid } from '../iam/constraints.ts';
import { parsePermissions } from '../iam/documents.ts';
import { AwsFault } from '../service.ts';

/** Characters that an inline session policy may have. */
const MAX_CHARACTERS = 2_048;

/**
 * AWS packs session policies into a binary form and limits its size without saying how. Raw deflate against one kilobyte
 * stands in for it: an assumption, which refuses policies full of incompressible names and lets ordinary ones through.
 */
const MAX_PACKED_BYTES = 1_024;

export interface SessionPolicy {
  readonly document: PolicyDocument | undefined;
  /** Of the packed limit; undefined without a policy. */
  readonly packedPercent: number | undefined;
}

/** An inline session policy within its limits, or STS's error. */
export function readSessionPolicy(text: string | undefined): SessionPolicy {
  if (text === undefined) return { document: undefined, packedPercent: undefined };
  if (text.length < 1 || text.length > MAX_CHARACTERS) {
    throw invalid(text, 'policy', `Member must have length between 1 and ${MAX_CHARACTERS}`);
  }
  const { document } = parsePermissions(text);
  const packedPercent = Math.ceil((100 * deflateRawSync(text).byteLength) / MAX_PACKED_BYTES);
  if (packedPercent > 100) {
    throw new AwsFault(
      'PackedPolicyTooLarge',
      `PackedPolicySize is ${packedPercent}%: the total packed size of the session policies and session tags combined was too large`,
    );
  }
  return { document, packedPercent };
}
