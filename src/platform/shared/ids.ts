// Ids are int4 numbers inside and prefixed text at the edges, so that one kind is never taken for another.

declare const idBrand: unique symbol;

/** An id at the edges, such as 'cus_42'. */
export type ExternalId<Prefix extends string> = string & { readonly [idBrand]: Prefix };

/** Makes the pair of translators of one kind of record. `read` answers undefined for a foreign or malformed id. */
export function idKind<Prefix extends string>(prefix: Prefix) {
  const pattern = `^${prefix}_[1-9][0-9]{0,9}$`;
  const start = prefix.length + 1;
  return {
    prefix,
    pattern,
    write: (id: number): string => `${prefix}_${id}`,
    read: (text: string): number | undefined => {
      if (!text.startsWith(`${prefix}_`) || !/^[1-9][0-9]{0,9}$/.test(text.slice(start))) return undefined;
      const id = Number(text.slice(start));
      return id <= 2_147_483_647 ? id : undefined;
    },
  };
}
