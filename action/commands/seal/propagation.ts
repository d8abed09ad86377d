/** How long IAM is given until a deny that it has taken is in force everywhere. Documented: seconds as a rule, minutes at most. */
export const PROPAGATION_MS = 120_000;
