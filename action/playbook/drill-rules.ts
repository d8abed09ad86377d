import { durationProblems, WORK_LIMITS } from './duration-rules.ts';
import { fileNameProblems } from './file-name-rule.ts';
import { type Problem, show } from './problem.ts';
import type { WrittenDrill } from './written.ts';
import type { DocumentPath } from './yaml-node.ts';

type WrittenProbe = NonNullable<WrittenDrill['expect']['traffic']>[number];
type WrittenRule = NonNullable<NonNullable<WrittenDrill['world']>['rules']>[number];

/** What a schema cannot say about a drill. Whether its inputs fit the playbook is known when both are read. */
export function drillProblems(drill: WrittenDrill, file: string): readonly Problem[] {
  return [
    ...fileNameProblems('drill', drill.drill, file),
    ...(drill.duration === undefined ? [] : durationProblems(drill.duration, WORK_LIMITS, ['duration'])),
    ...troubleProblems(drill),
    ...ruleProblems(drill.world?.rules ?? []),
    ...(drill.expect.traffic ?? []).flatMap((probe, index) => probeProblems(probe, ['expect', 'traffic', index])),
  ];
}

/** Troubles that customers do not notice. */
const UNNOTICED: readonly string[] = ['none', 'health-check-fails'];

function troubleProblems({ trouble, expect }: WrittenDrill): readonly Problem[] {
  if (!UNNOTICED.includes(trouble ?? '') || expect.errors === 'gone') return [];
  const message = `errors cannot stay where no request fails (trouble: ${trouble})`;
  return [{ code: 'invalid-value', message, hint: 'write errors: gone', path: ['expect', 'errors'] }];
}

/** A listener has each priority once, and a name means one rule. */
function ruleProblems(rules: readonly WrittenRule[]): readonly Problem[] {
  return rules.flatMap((rule, index) => {
    const before = rules.slice(0, index);
    const at = (key: string): DocumentPath => ['world', 'rules', index, key];
    const listener = rule.listener ?? 'web-http';
    const isTaken = before.some(
      (other) => (other.listener ?? 'web-http') === listener && other.priority === rule.priority,
    );
    return [
      ...(before.some(({ name }) => name === rule.name)
        ? [duplicate(`another rule is called "${rule.name}" too`, at('name'))]
        : []),
      ...(isTaken ? [duplicate(`another rule of ${listener} has priority ${rule.priority} too`, at('priority'))] : []),
    ];
  });
}

function duplicate(message: string, path: DocumentPath): Problem {
  return { code: 'invalid-value', message, hint: 'write another one', path };
}

function probeProblems({ send, ...moments }: WrittenProbe, path: DocumentPath): readonly Problem[] {
  const isPlain = send?.scheme !== 'https';
  const problems: Problem[] = [];
  if (send?.tls !== undefined && isPlain) problems.push(needsTls([...path, 'send', 'tls']));
  if (send?.from?.split('.').some((byte) => Number(byte) > 255) === true) {
    const message = `${show(send.from)} is no address`;
    problems.push({ code: 'invalid-value', message, hint: 'write 127.0.0.2', path: [...path, 'send', 'from'] });
  }
  for (const [moment, answer] of Object.entries(moments)) {
    if (answer === undefined) continue;
    const at = [...path, moment];
    const looksAtTls = (['tls', 'certificate'] as const).find((key) => answer[key] !== undefined);
    if (looksAtTls !== undefined && isPlain) problems.push(needsTls([...at, looksAtTls]));
    if (answer.refused === true && Object.keys(answer).length > 1) {
      const message = 'what is refused has no other answer';
      problems.push({ code: 'invalid-value', message, hint: 'write refused: true alone', path: [...at, 'refused'] });
    }
    problems.push(...shareProblems(answer.by, [...at, 'by']));
  }
  return problems;
}

function needsTls(path: DocumentPath): Problem {
  const message = 'there is TLS over https alone';
  return { code: 'invalid-value', message, hint: 'add scheme: https under send', path };
}

function shareProblems(by: unknown, path: DocumentPath): readonly Problem[] {
  if (typeof by !== 'object' || by === null) return [];
  return Object.entries(by).flatMap(([name, share]): readonly Problem[] => {
    const [least = 0, most = least] = String(share).replace('%', '').split('-').map(Number);
    if (least <= most) return [];
    const message = `the share ${show(share)} has its ends the wrong way round`;
    return [{ code: 'invalid-value', message, hint: `write ${most}-${least}%`, path: [...path, name] }];
  });
}
