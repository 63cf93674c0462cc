// The words of the customer base that are lists of values (domain 00, section 1; 03, sections 3 to 5).

export const kinds = ['organisation', 'person', 'unit'] as const;
export type CustomerKind = (typeof kinds)[number];

export const states = ['active', 'archived', 'blocked'] as const;
export type CustomerState = (typeof states)[number];

/** In the order of a customer's life. */
export const categories = ['potential', 'new', 'regular', 'recovered', 'lost'] as const;
export type Category = (typeof categories)[number];

export const abcClasses = ['A', 'B', 'C'] as const;
export const xyzClasses = ['X', 'Y', 'Z'] as const;

/** How much a contact person decides. */
export const contactRoles = ['decides', 'influences', 'uses', 'other'] as const;
export type ContactRole = (typeof contactRoles)[number];

export const blocks = ['personal', 'commercial'] as const;
export type Block = (typeof blocks)[number];

export const consentBases = ['contract', 'consent', 'law', 'legitimate_interest'] as const;
