import { isHidden, type Secret, VEIL } from './hidden.ts';
import { isJsonObject, type Json } from './json.ts';

/** So much of a value in a row gives it away, also where the rest was cut off. */
const RUN = 8;
/** A value as short as that is in half of all words: it counts only where it is quoted. */
const TINY = 2;

/**
 * What somebody else wrote, such as AWS of a call that it refused, without the values that may be secrets: in any form in which it may
 * quote them, whatever the case, and also in part. Of a value with fewer than 8 characters only the whole is found, standing
 * alone: it must not tear the words apart that it happens to be in.
 */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  const values = new Set(secrets.filter(isHidden).flatMap(({ $hidden }) => textsIn($hidden)));
  const forms = [...new Set([...values].flatMap(formsOf).map(fold))];
  const folded = fold(text);
  const isSecret = Array.from({ length: text.length }, () => false);
  const runs = new Set(forms.flatMap(runsOf));
  for (let at = 0; at + RUN <= folded.length; at += 1) {
    if (runs.has(folded.slice(at, at + RUN))) isSecret.fill(true, at, at + RUN);
  }
  for (const form of forms.filter(({ length }) => length < RUN)) {
    for (const at of standingAlone(folded, form)) isSecret.fill(true, at, at + form.length);
  }
  return veiledAt(text, isSecret);
}

/** Every text in a value: the names in it too, which are hidden with it. Empty ones say nothing. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, item]) => [...textsIn(key), ...textsIn(item)]) : [];
}

/** As it is, as JSON (also as JSON in a page, or in ASCII alone), in a URL, in a form, and as XML has it, each as strictly as anybody writes it. */
function formsOf(value: string): readonly string[] {
  const whole = value.replace(/\p{Cs}/gu, '\ufffd');
  const url = encodeURIComponent(whole);
  const urls = [/[!'()*]/g, /[!'()]/g].map((signs) => url.replace(signs, percent));
  const json = JSON.stringify(value).slice(1, -1);
  const jsons = [json, json.replace(/[<>=&']/g, escaped)];
  return [
    value,
    encodeURI(whole),
    ...jsons,
    ...jsons.map((one) => one.replace(/[^ -~]/g, escaped)),
    ...[url, ...urls].flatMap((one) => [one, one.replaceAll('%20', '+')]),
    ...XML.map((entities) => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)),
  ];
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const TAGS = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const XML: readonly Readonly<Record<string, string>>[] = [
  { ...TAGS, '"': '&quot;', "'": '&#39;' },
  { ...TAGS, '"': '&quot;', "'": '&apos;' },
  { ...TAGS, '"': '&#34;', "'": '&#39;' },
  TAGS,
];

/** In lower case, as long as before: AWS looks at no case in some of its values. */
function fold(text: string): string {
  return text.replace(/[^a-z]/g, (unit) => (unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit));
}

function runsOf(form: string): readonly string[] {
  return Array.from({ length: Math.max(0, form.length - RUN + 1) }, (_, at) => form.slice(at, at + RUN));
}

const IN_WORD = /[\p{L}\p{N}_]/u;
const QUOTE = /["'`[\](){}<>=,;]/;

/** Where a short form is, and is no part of a word; of a tiny one, where it is quoted as well. */
function standingAlone(text: string, form: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
    const sides = [text.charAt(at - 1), text.charAt(at + form.length)];
    const isQuoted = sides.every((side) => QUOTE.test(side) || side === ' ') && sides.some((side) => QUOTE.test(side));
    if (sides.some((side) => IN_WORD.test(side)) || (form.length <= TINY && !isQuoted)) continue;
    found.push(at);
  }
  return found;
}

function veiledAt(text: string, isSecret: readonly boolean[]): string {
  let shown = '';
  for (const [at, hidden] of isSecret.entries()) {
    if (!hidden) shown += text.charAt(at);
    else if (isSecret[at - 1] !== true) shown += VEIL;
  }
  return shown;
}
