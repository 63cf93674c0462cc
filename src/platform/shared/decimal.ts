// Exact decimals for prices, quantities, discounts and amounts (domain 00, section 4). No value passes through a float:
// the mantissa is an integer, kept as a number while it is safe and as a bigint beyond, so that millions of lines stay cheap.

export interface Decimal {
  readonly mantissa: number | bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

const maxSafe = Number.MAX_SAFE_INTEGER;
const powers = Array.from({ length: 16 }, (_, index) => 10 ** index);

/** Digits after the point that a quotient keeps beyond those of its operands. */
const quotientDigits = 20;

/** Reads '-12', '12.5', '.5', '12.'; undefined for anything else. No exponent, no spaces, no comma; 60 characters at most. */
export function parseDecimal(text: string): Decimal | undefined {
  const length = text.length;
  if (length === 0 || length > 60) return undefined;
  let index = 0;
  const first = text.charCodeAt(0);
  const negative = first === 45;
  if (negative || first === 43) index = 1;
  let mantissa = 0;
  let digits = 0;
  let scale = -1;
  for (; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 46) {
      if (scale >= 0) return undefined;
      scale = 0;
    } else if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48);
      digits += 1;
      if (scale >= 0) scale += 1;
    } else return undefined;
  }
  if (digits === 0) return undefined;
  const places = scale < 0 ? 0 : scale;
  if (digits <= 15) return { mantissa: negative ? 0 - mantissa : mantissa, scale: places };
  return small(BigInt(text.replace('.', '').replace('+', '')), places);
}

/** An integer as a decimal. */
export function decimalOf(value: number | bigint): Decimal {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`not an integer: ${value}`);
  return { mantissa: value, scale: 0 };
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.scale === right.scale) return sum(left.mantissa, right.mantissa, left.scale);
  const scale = Math.max(left.scale, right.scale);
  return sum(raise(left, scale), raise(right, scale), scale);
}

export function negateDecimal(value: Decimal): Decimal {
  return {
    mantissa: typeof value.mantissa === 'number' ? 0 - value.mantissa : -value.mantissa,
    scale: value.scale,
  };
}

export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  return addDecimals(left, negateDecimal(right));
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = left.scale + right.scale;
  if (typeof left.mantissa === 'number' && typeof right.mantissa === 'number') {
    const product = left.mantissa * right.mantissa;
    if (product <= maxSafe && product >= -maxSafe) return { mantissa: product, scale };
  }
  return small(BigInt(left.mantissa) * BigInt(right.mantissa), scale);
}

/** The quotient, rounded half away from zero after `quotientDigits` more digits than the operands have; undefined when the divisor is zero. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  if (isZero(right)) return undefined;
  // Hundredths and thousandths only move the point: percents of millions of lines.
  const power = typeof right.mantissa === 'number' ? powers.indexOf(right.mantissa) : -1;
  if (power >= 0 && left.scale + power >= right.scale)
    return { mantissa: left.mantissa, scale: left.scale + power - right.scale };
  const scale = left.scale + quotientDigits;
  const dividend = BigInt(left.mantissa) * 10n ** BigInt(quotientDigits + right.scale);
  return stripZeros(divideRounded(dividend, BigInt(right.mantissa)), scale);
}

/** Negative, zero or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const [a, b] = [raise(left, scale), raise(right, scale)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isZero(value: Decimal): boolean {
  return value.mantissa === 0 || value.mantissa === 0n;
}

/** Rounds half away from zero to so many digits after the point (negative digits round tens, hundreds...). */
export function roundDecimal(value: Decimal, digits: number): Decimal {
  if (digits >= value.scale) return value;
  const drop = value.scale - digits;
  const mantissa = dropDigits(value.mantissa, drop);
  if (digits >= 0) return { mantissa, scale: digits };
  return small(BigInt(mantissa) * 10n ** BigInt(-digits), 0);
}

/** The amount in minor units of a currency with so many digits, rounded once, half away from zero. */
export function decimalToMinorUnits(value: Decimal, digits: number): bigint {
  const rounded = roundDecimal(value, digits);
  return BigInt(raise(rounded, digits));
}

/** Plain text without exponent; keeps the scale that the value carries ('1.50'). */
export function formatDecimal(value: Decimal): string {
  if (value.scale === 0) return String(value.mantissa);
  const negative = value.mantissa < 0;
  const text = String(negative ? -value.mantissa : value.mantissa).padStart(value.scale + 1, '0');
  const point = text.length - value.scale;
  return `${negative ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`;
}

function sum(left: number | bigint, right: number | bigint, scale: number): Decimal {
  if (typeof left === 'number' && typeof right === 'number') {
    const total = left + right;
    if (total <= maxSafe && total >= -maxSafe) return { mantissa: total, scale };
  }
  return small(BigInt(left) + BigInt(right), scale);
}

/** The mantissa of a value at a larger scale. */
function raise(value: Decimal, scale: number): number | bigint {
  const more = scale - value.scale;
  if (more === 0) return value.mantissa;
  if (typeof value.mantissa === 'number') {
    const power = powers[more];
    const raised = power === undefined ? Number.POSITIVE_INFINITY : value.mantissa * power;
    if (raised <= maxSafe && raised >= -maxSafe) return raised;
  }
  return BigInt(value.mantissa) * 10n ** BigInt(more);
}

function dropDigits(mantissa: number | bigint, drop: number): number | bigint {
  const power = powers[drop];
  if (typeof mantissa === 'number' && power !== undefined) {
    const rest = mantissa % power;
    const whole = (mantissa - rest) / power;
    if (rest * 2 >= power) return whole + 1;
    return rest * 2 <= -power ? whole - 1 : whole;
  }
  return demote(divideRounded(BigInt(mantissa), 10n ** BigInt(drop)));
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const top = dividend < 0n ? -dividend : dividend;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}

function stripZeros(mantissa: bigint, scale: number): Decimal {
  let [value, places] = [mantissa, scale];
  while (places > 0 && value % 10n === 0n) {
    value /= 10n;
    places -= 1;
  }
  return small(value, places);
}

function small(mantissa: bigint, scale: number): Decimal {
  return { mantissa: demote(mantissa), scale };
}

function demote(mantissa: bigint): number | bigint {
  return mantissa <= BigInt(maxSafe) && mantissa >= -BigInt(maxSafe) ? Number(mantissa) : mantissa;
}
