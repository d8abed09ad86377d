import type { Row } from './row.ts';
export const PLATFORM_ROWS: readonly Row[] = [];
