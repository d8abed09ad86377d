import type { Sequence } from './blocks.ts';
import { mermaidText } from './escape.ts';

/** Lines of a Mermaid sequence diagram. */
export function mermaidSequence({ actors, messages }: Sequence): readonly string[] {
  return [
    'sequenceDiagram',
    ...actors.map((actor, index) => `  participant a${index} as ${mermaidText(actor)}`),
    ...messages.map(({ from, to, text }) => `  a${from}->>a${to}: ${mermaidText(text)}`),
  ];
}

/** The same for a terminal, one line. */
export function sequenceLine({ actors, messages }: Sequence): string {
  return messages
    .map(({ from, to, text }) => `${actors[from] ?? ''}${from === to ? '' : ` → ${actors[to] ?? ''}`}: ${text}`)
    .join('; ');
}
