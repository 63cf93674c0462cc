// What must be known of a customer, per block (CL-1, CL-2, CL-5). The same list makes the card's gaps, the list's filter and the base's figures.

import type { Block, CustomerKind } from './words.ts';

export const basicNeeds = [
  'phoneOrEmail',
  'taxNumber',
  'city',
  'contactPerson',
  'responsible',
  'source',
] as const;
export type BasicNeed = (typeof basicNeeds)[number];

/** A basic need, or 'parameter.<key>' for a required parameter. */
export type Need = string;

/** What of a customer the rule looks at. */
export interface KnownFacts {
  readonly kind: CustomerKind;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly taxNumber?: string | null;
  readonly city?: string | null;
  readonly source?: string | null;
  readonly hasResponsible: boolean;
  readonly hasContactPerson: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface RequiredParameter {
  readonly key: string;
  readonly block: Block;
}

export interface BlockCompleteness {
  readonly block: Block;
  readonly needed: number;
  readonly known: number;
  readonly missing: readonly Need[];
}

/** Organisations have a tax number and contact persons; a person speaks for himself. */
export function appliesTo(need: BasicNeed, kind: CustomerKind): boolean {
  return kind === 'organisation' || (need !== 'taxNumber' && (need !== 'contactPerson' || kind === 'unit'));
}

export const blockOfNeed: Readonly<Record<BasicNeed, Block>> = {
  phoneOrEmail: 'personal',
  taxNumber: 'personal',
  city: 'personal',
  contactPerson: 'personal',
  responsible: 'commercial',
  source: 'commercial',
};

/** Completeness of the two blocks: needed, known and the list of what is missing. */
export function completenessOf(
  facts: KnownFacts,
  required: readonly RequiredParameter[],
): BlockCompleteness[] {
  const needs = [
    ...basicNeeds
      .filter((need) => appliesTo(need, facts.kind))
      .map((need) => ({ need: need as Need, block: blockOfNeed[need], known: knows(facts, need) })),
    ...required.map(({ key, block }) => ({
      need: `parameter.${key}`,
      block,
      known: facts.parameters[key] !== undefined,
    })),
  ];
  return (['personal', 'commercial'] as const).map((block) => {
    const own = needs.filter((need) => need.block === block);
    return {
      block,
      needed: own.length,
      known: own.filter((need) => need.known).length,
      missing: own.filter((need) => !need.known).map((need) => need.need),
    };
  });
}

function knows(facts: KnownFacts, need: BasicNeed): boolean {
  switch (need) {
    case 'phoneOrEmail':
      return Boolean(facts.phone ?? facts.email);
    case 'taxNumber':
      return Boolean(facts.taxNumber);
    case 'city':
      return Boolean(facts.city);
    case 'contactPerson':
      return facts.hasContactPerson;
    case 'responsible':
      return facts.hasResponsible;
    case 'source':
      return Boolean(facts.source);
  }
}
