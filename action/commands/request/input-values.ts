import type { InputSpec } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Json } from '../../domain/json.ts';

/** `name=value` of the command line: the name ends at the first `=`. */
export function readAssignments(given: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new BreakglassError('invalid-input', `--input "${text}" is not name=value`, {
        hint: 'write --input to=green, once for each input',
      });
    }
    const name = text.slice(0, at);
    if (values.has(name)) {
      throw new BreakglassError('invalid-input', `--input ${name} is given twice`, { hint: 'give each input once' });
    }
    values.set(name, text.slice(at + 1));
  }
  return values;
}

/** A text as a value of the input's type; one that is none stays text, and is refused as such when it is validated. */
export function typedValue(text: string, spec: InputSpec | undefined): Json {
  if (spec?.type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (spec?.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
