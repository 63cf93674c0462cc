// `klientela user`: accounts from the command line, for the first day and for lost passwords.

import { readFile } from 'node:fs/promises';
import { createLink } from '#platform/server/access/links.ts';
import { setPassword } from '#platform/server/access/own-password.ts';
import { hashPassword } from '#platform/server/access/passwords.ts';
import { addPerson, changeAccount } from '#platform/server/access/people.ts';
import { listPeople } from '#platform/server/access/people.queries.ts';
import type { PersonRow } from '#platform/server/access/people.queries.ts';
import { listRoles } from '#platform/server/access/roles.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse } from '#platform/server/errors.ts';
import { answer, readArgs, usageError, withProgram } from './command.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'user add|list|disable|reset',
  details: [
    'add --name NAME --email EMAIL --role ROLE [--role ROLE]   prints the link by which he sets his password',
    '    --password-stdin                                      takes the password from standard input instead',
    'list                                                      everybody who can or could sign in',
    'disable EMAIL                                             ends every session and token of his',
    'reset EMAIL                                               prints a link for a new password',
  ],
  run: async (args) => {
    const text = { type: 'string' } as const;
    const { values, positionals } = readArgs(args, {
      name: text,
      email: text,
      role: { type: 'string', multiple: true },
      'password-stdin': { type: 'boolean' },
    });
    const [verb = '', email] = positionals;
    const work = { add: addUser, list: listUsers, disable: disableUser, reset: resetUser }[verb];
    if (!work || positionals.length > 2) throw usageError('say what to do: add, list, disable or reset');
    const given: Given = { ...values, email: values.email ?? email, readsPassword: values['password-stdin'] };
    await withProgram(values, async (program) => {
      const inTransaction = <T>(step: (ctx: Ctx) => Promise<T>) =>
        program.database.transaction(async (db) =>
          step(await program.makeCtx(db, { personId: undefined, requestId: 'command-line' })),
        );
      await work(given, inTransaction);
    });
  },
};

interface Given {
  readonly json?: boolean | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: readonly string[] | undefined;
  readonly readsPassword?: boolean | undefined;
}

type InTransaction = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;

async function addUser(given: Given, inTransaction: InTransaction): Promise<void> {
  const { name, role: keys = [] } = given;
  const email = emailOf(given);
  if (!name?.trim()) throw usageError('--name is missing');
  if (keys.length === 0) throw usageError('--role is missing');
  const hash = given.readsPassword ? await hashPassword(await readPassword(), [name, email]) : undefined;
  const made = await inTransaction(async (ctx) => {
    const roles = await listRoles(ctx);
    const roleIds = keys.map((key) => {
      const role = roles.find((known) => known.key === key);
      if (!role)
        throw usageError(
          `there is no role "${key}"; known are ${roles.map((known) => known.key).join(', ')}`,
        );
      return role.id;
    });
    const person = await addPerson(ctx, { name, email, roleIds });
    if (hash === undefined) return { email, path: (await createLink(ctx, person.id, 'invitation')).path };
    await setPassword(ctx, person.id, hash, 'set_password');
    return { email, path: null };
  });
  const words = made.path
    ? `${email} sets a password at ${made.path} (good once, for 7 days)`
    : `${email} can sign in`;
  answer(given, made, words);
}

async function listUsers(given: Given, inTransaction: InTransaction): Promise<void> {
  const people = await inTransaction((ctx) =>
    listPeople(ctx.db, undefined, nobodyInParticular, { limit: 10_000, after: undefined }),
  );
  const users = people
    .filter((person) => person.email !== null)
    .map((person) => ({
      email: person.email,
      name: person.name,
      roles: person.roles.map((role) => role.name_en),
      status: person.status === 'deactivated' ? 'disabled' : person.account,
      secondStep: person.totp,
    }));
  const lines = users.map((user) => `${user.email}\t${user.status}\t${user.roles.join(', ')}\t${user.name}`);
  answer(given, users, lines.join('\n'));
}

async function disableUser(given: Given, inTransaction: InTransaction): Promise<void> {
  const email = emailOf(given);
  await inTransaction(async (ctx) => {
    const person = await findByEmail(ctx, email);
    await changeAccount(ctx, person.id, person.version, { status: 'deactivated' });
  });
  answer(given, { email, status: 'disabled' }, `${email} is disabled; his sessions and tokens have ended`);
}

async function resetUser(given: Given, inTransaction: InTransaction): Promise<void> {
  const email = emailOf(given);
  const path = await inTransaction(async (ctx) => {
    const person = await findByEmail(ctx, email);
    if (person.status === 'deactivated') throw refuse('not_found');
    return (await createLink(ctx, person.id, 'password_reset')).path;
  });
  answer(given, { email, path }, `${email} sets a new password at ${path} (good once, for a day)`);
}

const nobodyInParticular = {
  q: undefined,
  divisionId: undefined,
  roleId: undefined,
  status: undefined,
  account: undefined,
};

async function findByEmail(ctx: Ctx, email: string): Promise<PersonRow> {
  const found = await listPeople(
    ctx.db,
    undefined,
    { ...nobodyInParticular, q: email },
    { limit: 200, after: undefined },
  );
  const person = found.find((row) => row.email?.toLowerCase() === email.toLowerCase());
  if (!person) throw refuse('not_found');
  return person;
}

function emailOf(given: Given): string {
  const email = given.email?.trim() ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw usageError('an e-mail is missing');
  return email;
}

async function readPassword(): Promise<string> {
  return (await readFile('/dev/stdin', 'utf8')).replace(/\r?\n$/, '');
}
