// One class of expected errors. A refusal is a code with data; its words stand in the text catalogues.

export interface FieldProblem {
  /** Path of the field, such as 'body.name' or 'query.limit'. */
  readonly path: string;
  /** Text key suffix of the problem, such as 'required', 'too_long', 'not_a_day'. */
  readonly problem: string;
  readonly data?: Readonly<Record<string, string | number>>;
}

export type RefusalData = Readonly<
  Record<
    string,
    | string
    | number
    | boolean
    | null
    | readonly string[]
    | readonly FieldProblem[]
    | readonly Readonly<Record<string, unknown>>[]
  >
>;

export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: RefusalData;

  constructor(code: string, status: number, data: RefusalData = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.data = data;
  }
}

export interface Refusals<Code extends string> {
  (code: Code, data?: RefusalData): AppError;
  readonly room: string;
  readonly statuses: Readonly<Record<Code, number>>;
}

const known = new Map<string, number>();

/** Declares the refusals of a room with their HTTP statuses; answers the maker of the errors to throw. */
export function defineRefusals<Code extends string>(
  room: string,
  statuses: Readonly<Record<Code, number>>,
): Refusals<Code> {
  for (const code of Object.keys(statuses)) known.set(`${room}.${code}`, statuses[code as Code]);
  const refuse = (code: Code, data?: RefusalData) => new AppError(`${room}.${code}`, statuses[code], data);
  return Object.assign(refuse, { room, statuses });
}

/** Every refusal declared so far, for the test that demands its text in both languages. */
export function listRefusals(): ReadonlyMap<string, number> {
  return known;
}
