import { GATE_ROWS } from './gate-rows.ts';
import { PLATFORM_ROWS } from './platform-rows.ts';
import { REQUEST_ROWS } from './request-rows.ts';
import type { Row } from './row.ts';
import { WIRE_ROWS } from './wire-rows.ts';

/** Refusals that follow from files and facts alone: each with a twin that the rules let pass. */
export const RULE_ROWS: readonly Row[] = [...REQUEST_ROWS, ...GATE_ROWS];

/** Every refusal that is played with the bundle. */
export const ROWS: readonly Row[] = [...WIRE_ROWS, ...RULE_ROWS, ...PLATFORM_ROWS];
