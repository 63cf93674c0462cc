// `klientela init`: sets an empty installation up without a question.

import { installDefaultRoles, createFirstAdministratorLink } from '#platform/server/access/set-up.ts';
import { insertCompany } from '#platform/server/settings/company.ts';
import type { Language } from '#platform/shared/texts.ts';
import { answer, readArgs, usageError, withProgram } from './command.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'init --company NAME --currency CODE --time-zone ZONE --language en|ru',
  details: [
    'sets an empty installation up; the currency is chosen once',
    'afterwards: klientela user add --role administrator ..., or the link that serve prints',
    'example: klientela init --company "Ромашка, ООО" --currency RUB --time-zone Europe/Moscow --language ru',
  ],
  run: init,
};

async function init(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = readArgs(args, { company: text, currency: text, 'time-zone': text, language: text });
  const company = {
    name: needed('company', values.company).slice(0, 200),
    currency: needed('currency', values.currency).toUpperCase(),
    timeZone: needed('time-zone', values['time-zone']),
    language: languageOf(needed('language', values.language)),
  };
  await withProgram(values, async (program) => {
    const path = await program.database.transaction(async (db) => {
      const ctx = await program.makeCtx(db, { personId: undefined, requestId: 'command-line' });
      await insertCompany(ctx, company);
      await installDefaultRoles(db);
      return createFirstAdministratorLink(ctx);
    });
    const next = path
      ? `\nThe first administrator opens ${path} at the address of the program, or is made by: klientela user add`
      : '';
    answer(values, { company, firstAdministrator: path ?? null }, `${company.name} is set up.${next}`);
  });
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw usageError(`--${name} is missing`);
  return value.trim();
}

function languageOf(text: string): Language {
  if (text !== 'en' && text !== 'ru') throw usageError(`the language is en or ru, not "${text}"`);
  return text;
}
