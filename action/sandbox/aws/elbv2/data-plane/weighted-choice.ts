/** Something to choose with a share of the choices; a weight of 0 is never chosen. */
export interface Weighted {
  readonly weight: number;
}

/**
 * Smooth weighted round robin: in every run of as many choices as the weights' sum (over their greatest common
 * divisor) each option is chosen exactly its share of times, spread evenly. AWS documents the share, not the order.
 */
export class WeightedChoice<T extends Weighted> {
  readonly #options: readonly T[];
  readonly #current: number[];
  readonly #total: number;

  constructor(options: readonly T[]) {
    this.#options = options;
    this.#current = options.map(() => 0);
    this.#total = options.reduce((sum, option) => sum + option.weight, 0);
  }

  /** The next option; undefined when every weight is 0. */
  next(): T | undefined {
    if (this.#total === 0) return undefined;
    let best = -1;
    for (const [index, option] of this.#options.entries()) {
      const value = (this.#current[index] ?? 0) + option.weight;
      this.#current[index] = value;
      if (option.weight > 0 && (best === -1 || value > (this.#current[best] ?? 0))) best = index;
    }
    this.#current[best] = (this.#current[best] ?? 0) - this.#total;
    return this.#options[best];
  }
}
