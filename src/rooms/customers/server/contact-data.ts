// Phones and e-mails are kept in one form, so that duplicates meet and the search finds them.

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import type { Language } from '#platform/shared/texts.ts';

const homeCountry: Readonly<Record<Language, CountryCode | undefined>> = { ru: 'RU', en: undefined };

/** '+78432001020' for what is a phone number, read as of the company's country when it names none; anything else stays as it was typed. */
export function normalisePhone(text: string, language: Language): string {
  const typed = text.replace(/\s+/g, ' ').trim();
  const phone = parsePhoneNumberFromString(typed, homeCountry[language]);
  if (!phone?.isPossible()) return typed;
  return phone.ext ? `${phone.number} x${phone.ext}` : phone.number;
}

export function normaliseEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** Trimmed; undefined for an empty text. */
export function cleanText(text: string): string | undefined {
  const trimmed = text.replace(/[ \t\u00a0]+/g, ' ').trim();
  return trimmed === '' ? undefined : trimmed;
}
