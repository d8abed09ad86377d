import type { Person } from '../domain/documents.ts';

/** `login#id`; the login alone where no id is known. */
export function person({ login, id }: Person): string {
  return id === undefined ? login : `${login}#${id}`;
}
