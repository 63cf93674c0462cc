// Conditions over the company's own parameters, as they travel in one query field.

import { operators } from './parameter.ts';
import type { ParameterCondition } from './parameter.ts';

/** The conditions over parameters as they stand in the address; undefined when the text is none. Their soundness is checked against the registry. */
export function readConditions(json: string | undefined): ParameterCondition[] | undefined {
  if (json === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.length <= 20 && parsed.every(isCondition) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isCondition(value: unknown): value is ParameterCondition {
  if (typeof value !== 'object' || value === null) return false;
  const { key, op, ...rest } = value as Record<string, unknown>;
  return (
    typeof key === 'string' &&
    operators.some((known) => known === op) &&
    Object.keys(rest).every((name) => name === 'value')
  );
}
