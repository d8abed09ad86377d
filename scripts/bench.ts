import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './bench/measure.ts';
import { printReport, printTimeline } from './bench/print.ts';

/**
 * Measures the committed bundle as a runner starts it, against bare Node: `npm run bench`, with `--json` for machines.
 * `docs/performance.md` says what the numbers mean.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Also the requests of one session, in order. */
    timeline: { type: 'boolean', default: false },
    pairs: { type: 'string', default: '15' },
    /** Another bundle than the committed one. */
    action: { type: 'string', default: 'action/dist/main.js' },
  },
});

const report = await measure({ bundle: resolve(values.action), pairs: Number(values.pairs) });
if (values.json) console.log(JSON.stringify(report));
else printReport(report);
if (values.timeline && !values.json) printTimeline(report.requests);
