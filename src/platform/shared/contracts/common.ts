// Parts of contracts that many endpoints share, and the kinds of ids of the ground floor.

import Type from 'typebox';
import { idKind } from '../ids.ts';

export const personIds = idKind('per');
export const roleIds = idKind('rol');
export const divisionIds = idKind('div');
export const tokenIds = idKind('tok');
export const jobIds = idKind('job');
export const viewIds = idKind('vie');

export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const nullable = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const languageField = Type.Union([Type.Literal('en'), Type.Literal('ru')]);
export const dayField = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', maxLength: 10 });
export const momentField = Type.String();
/** An id in a path: a malformed one is answered like a missing record. */
export const idParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
export const idField = Type.String({ minLength: 1, maxLength: 40 });
export const versionField = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });
export const password = Type.String({ minLength: 1, maxLength: 200 });
export const code = Type.String({ minLength: 10, maxLength: 100 });
export const nothing = Type.Object({});
