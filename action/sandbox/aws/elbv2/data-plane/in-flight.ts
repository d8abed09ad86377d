/** The requests that targets are working on, by target key. */
export class InFlight {
  readonly #requests = new Map<string, Set<() => void>>();

  /** Counts a request; `cut` ends it early. Call what is returned when the request is over. */
  add(key: string, cut: () => void): () => void {
    const requests = this.#requests.get(key) ?? new Set();
    this.#requests.set(key, requests);
    requests.add(cut);
    return () => {
      requests.delete(cut);
      if (requests.size === 0 && this.#requests.get(key) === requests) this.#requests.delete(key);
    };
  }

  count(key: string): number {
    return this.#requests.get(key)?.size ?? 0;
  }

  /** Ends a target's requests: its deregistration delay is over. */
  cutAll(key: string): void {
    for (const cut of this.#requests.get(key) ?? []) cut();
  }
}
