import { durationProblems, WORK_LIMITS } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import type { Problem } from './problem.ts';
import type { WrittenDrill } from './written.ts';

/** What a schema cannot say about a drill. Whether its inputs fit the playbook is known when both are read. */
export function drillProblems(drill: WrittenDrill, file: string): readonly Problem[] {
  return [
    ...fileNameProblems('drill', drill.drill, file),
    ...(drill.duration === undefined ? [] : durationProblems(drill.duration, WORK_LIMITS, ['duration'])),
  ];
}
