import { durationProblems, WORK_LIMITS } from './duration-rules.ts';
import type { Problem } from './problem.ts';
import type { WrittenRequest } from './written.ts';

/** What is wrong with a request by itself. */
export function requestProblems(request: WrittenRequest): readonly Problem[] {
  return [...durationProblems(request.duration, WORK_LIMITS, ['duration']), ...pastProblems(request)];
}

/** What a past session recorded is not to be said again: it could only differ. */
function pastProblems({ undo, extends: extended, inputs }: WrittenRequest): readonly Problem[] {
  if (undo !== undefined && extended !== undefined) {
    return [
      {
        code: 'invalid-value',
        message: `the request undoes ${undo} and extends ${extended}`,
        hint: 'make two requests: one session does the one or the other',
        path: ['extends'],
        point: 'key',
      },
    ];
  }
  if (undo === undefined || Object.keys(inputs ?? {}).length === 0) return [];
  return [
    {
      code: 'invalid-value',
      message: `the request undoes ${undo} and gives inputs`,
      hint: 'leave inputs out: what is put back is what that session recorded',
      path: ['inputs'],
      point: 'key',
    },
  ];
}
