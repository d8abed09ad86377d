import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A class of hostile text: one file of `classes/`. */
export interface HostileClass {
  readonly name: string;
  readonly texts: readonly string[];
}

interface ClassFile {
  readonly class: string;
  readonly texts: readonly string[];
  readonly repeat?: readonly { readonly text: string; readonly times: number }[];
}

export const CLASSES: readonly HostileClass[] = readdirSync(new URL('classes/', import.meta.url))
  .toSorted()
  .map((file) => {
    const path = new URL(`classes/${file}`, import.meta.url);
    const { class: name, texts, repeat = [] }: ClassFile = parse(readFileSync(path, 'utf8'));
    return { name, texts: [...texts, ...repeat.map(({ text, times }) => text.repeat(times))] };
  });

/** As many lines as `text`, and harmless. */
export function harmlessTwin(text: string): string {
  return text.replace(/[^\n]+/g, 'x');
}
