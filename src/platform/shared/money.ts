// Money is a bigint of minor units inside and a decimal string at the edges, never a float (domain 00, section 4).

const digitsByCurrency: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  PYG: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  RWF: 0,
  KMF: 0,
  GNF: 0,
  DJF: 0,
  BIF: 0,
  VUV: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the point of a currency (ISO 4217): 2 unless listed. */
export function currencyDigits(currency: string): number {
  return digitsByCurrency[currency] ?? 2;
}

/** 12345n of RUB -> '123.45'; -5n -> '-0.05'; 100n of JPY -> '100'. */
export function minorToDecimal(minor: bigint, currency: string): string {
  const digits = currencyDigits(currency);
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** '123.4' of RUB -> 12340n. Undefined for anything that is no plain decimal or has more digits than the currency. */
export function decimalToMinor(text: string, currency: string): bigint | undefined {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const digits = currencyDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  const minor = BigInt((match[2] ?? '') + fraction.padEnd(digits, '0'));
  return match[1] ? -minor : minor;
}
