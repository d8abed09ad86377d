import type { Problem } from './problem.ts';

/** A name in a file that is not the file's own name: whoever refers to it would not find it. */
export function fileNameProblems(key: string, name: string, file: string): readonly Problem[] {
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  if (base === name) return [];
  return [
    {
      code: 'invalid-name',
      message: `${key} is "${name}", but the file is ${file}`,
      hint: `write ${key}: ${base}, or rename the file to ${name}.yml`,
      path: [key],
    },
  ];
}
