// What rooms tell of the rows that they take. The words and columns of each kind are data, so that finding, mapping and checking know no room.

export type FieldType = 'text' | 'decimal' | 'money' | 'day' | 'flag' | 'choice';

export interface FieldSpec {
  /** Name in a mapping, such as 'line.amount'. */
  readonly key: string;
  readonly type: FieldType;
  /** Text key of its name on the screen. */
  readonly label: string;
  readonly required?: boolean;
  /** Longest text, 400 unless told. */
  readonly maxLength?: number;
  /** Spelling in files -> value kept, for choices. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Headers that mean this field, in lower case, the best first. */
  readonly headers: readonly string[];
  /** 'quantity': its sign decides on returns; 'code' and 'name' tell the finder what values look like. */
  readonly role?: 'quantity' | 'amount' | 'code' | 'name' | 'taxNumber' | 'email' | 'phone';
  /** Expressions over other fields, for when no column is given; the first whose fields are all given is taken. */
  readonly otherwise?: readonly string[];
  /** Any key that begins so is a field too ('customer.parameter.'), kept together as one JSON object. */
  readonly open?: boolean;
}

export interface KindSpec {
  readonly kind: string;
  readonly label: string;
  readonly fields: readonly FieldSpec[];
  /** Of each group at least one field must be given. */
  readonly oneOf: readonly (readonly string[])[];
}

/** The field of a key; an open field answers for every key under it. */
export function findField(kind: KindSpec, key: string): FieldSpec | undefined {
  return kind.fields.find((field) =>
    field.open ? key.startsWith(field.key) && key.length > field.key.length : field.key === key,
  );
}

/** Column of a field in the staging table: 'customer.taxNumber' -> customer_tax_number; an open field without its end. */
export function stagedColumn(field: FieldSpec): string {
  return field.key
    .replace(/\.$/, '')
    .replaceAll('.', '_')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
