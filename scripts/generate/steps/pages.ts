import type { Registry } from '../../../action/domain/step-kind.ts';
import { checkPage, NOTICE, pageName, stepPage } from './kind-page.ts';

/** `docs/steps/`: a page for each step and check kind, and their index. */
export function stepPages(registry: Registry): ReadonlyMap<string, string> {
  const steps = byName(registry.steps);
  const checks = byName(registry.checks);
  return new Map([
    ['docs/steps/README.md', indexPage(steps, checks)],
    ...steps.map((kind) => [`docs/steps/${pageName(kind)}`, stepPage(kind)] as const),
    ...checks.map((kind) => [`docs/steps/${pageName(kind)}`, checkPage(kind)] as const),
  ]);
}

function byName<K extends { readonly kind: string }>(kinds: ReadonlyMap<string, K>): readonly K[] {
  return [...kinds.values()].toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

interface Listed {
  readonly kind: string;
  readonly summary: string;
  readonly irreversible?: boolean;
}

function indexPage(steps: readonly Listed[], checks: readonly Listed[]): string {
  return [
    NOTICE,
    '# Step kinds and check kinds',
    'What a playbook can say under `uses:`. Steps change something and can be undone, but for those marked; checks look.',
    '## Steps',
    table(steps),
    '## Checks',
    table(checks),
  ]
    .join('\n\n')
    .concat('\n');
}

function table(kinds: readonly Listed[]): string {
  const rows = kinds.map(
    (kind) =>
      `| [${kind.kind}](${pageName(kind)}) | ${kind.summary}${kind.irreversible === true ? ' (**irreversible**)' : ''} |`,
  );
  return ['| kind | what it does |', '|---|---|', ...rows].join('\n');
}
