/** Alerts that go to an address of somebody's: what `to` may be in an install, beside `status`. */
export const ADDRESSED_SINKS = ['webhook', 'slack'] as const;

export type AddressedSink = (typeof ADDRESSED_SINKS)[number];
