// The clock of the program. Tests give their own; terms and leases run on the database's clock instead.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function fixedClock(moment: string): Clock {
  return { now: () => new Date(moment) };
}
