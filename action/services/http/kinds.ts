import type { CheckKind } from '../../domain/step-kind.ts';
import { expect } from './checks/expect.ts';
import { expectCertificate } from './checks/expect-certificate.ts';

/** Every check kind of this service; a test compares this list with the folder. */
export const checks: readonly CheckKind[] = [expect, expectCertificate];
