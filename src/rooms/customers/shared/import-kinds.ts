// The rows of customers and of contact persons that the imports take (CL-1, CL-2, CL-6, CL-8).

import type { FieldSpec, KindSpec } from '#rooms/imports/shared/kinds.ts';

const code: FieldSpec = {
  key: 'customer.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.customer.code',
  headers: ['customer id', 'customer code', 'код', 'код клиента', 'код контрагента', 'client id', 'account id', 'id', 'id клиента'],
};
const name: FieldSpec = {
  key: 'customer.name', type: 'text', maxLength: 400, role: 'name', label: 'imports.field.customer.name',
  headers: ['customer', 'customer name', 'name', 'company name', 'company', 'account', 'наименование', 'контрагент', 'клиент', 'название', 'организация', 'полное наименование', 'покупатель', 'фио'],
};
const taxNumber: FieldSpec = {
  key: 'customer.taxNumber', type: 'text', maxLength: 32, role: 'taxNumber', label: 'imports.field.customer.taxNumber', headers: ['инн', 'tax number', 'tax id', 'vat number', 'inn'],
};
const identity = ['customer.code', 'customer.name', 'customer.taxNumber'];

const customerKinds: Readonly<Record<string, string>> = {
  organisation: 'organisation', organization: 'organisation', company: 'organisation', организация: 'organisation', юрлицо: 'organisation', 'юридическое лицо': 'organisation', 'юр. лицо': 'organisation',
  person: 'person', individual: 'person', 'физическое лицо': 'person', физлицо: 'person', 'физ. лицо': 'person', частное: 'person', unit: 'unit', подразделение: 'unit', филиал: 'unit',
};

export const customerKindSpec: KindSpec = {
  kind: 'customers',
  label: 'imports.kind.customers',
  oneOf: [identity],
  fields: [
    code,
    name,
    taxNumber,
    { key: 'customer.kind', type: 'choice', choices: customerKinds, label: 'imports.field.customer.kind', headers: ['customer type', 'тип клиента', 'вид контрагента', 'юр физ лицо'] },
    { key: 'customer.parent', type: 'text', maxLength: 400, label: 'imports.field.customer.parent', headers: ['parent', 'subsidiary of', 'parent company', 'головная организация', 'головной контрагент', 'холдинг'] },
    { key: 'customer.email', type: 'text', maxLength: 254, role: 'email', label: 'imports.field.customer.email', headers: ['email', 'e mail', 'mail', 'почта', 'электронная почта', 'эл почта'] },
    { key: 'customer.phone', type: 'text', maxLength: 40, role: 'phone', label: 'imports.field.customer.phone', headers: ['phone', 'telephone', 'телефон', 'тел', 'mobile', 'контактный телефон'] },
    { key: 'customer.website', type: 'text', maxLength: 300, label: 'imports.field.customer.website', headers: ['website', 'web', 'site', 'homepage', 'сайт'] },
    { key: 'customer.address', type: 'text', maxLength: 500, label: 'imports.field.customer.address', headers: ['address', 'адрес', 'фактический адрес', 'юридический адрес'] },
    { key: 'customer.city', type: 'text', maxLength: 120, label: 'imports.field.customer.city', headers: ['city', 'город', 'населенный пункт'] },
    { key: 'customer.region', type: 'text', maxLength: 120, label: 'imports.field.customer.region', headers: ['region', 'регион', 'область', 'state'] },
    { key: 'customer.country', type: 'text', maxLength: 120, label: 'imports.field.customer.country', headers: ['country', 'страна', 'office location'] },
    { key: 'customer.source', type: 'text', maxLength: 120, label: 'imports.field.customer.source', headers: ['source', 'источник', 'канал привлечения', 'lead source'] },
    { key: 'customer.note', type: 'text', maxLength: 4000, label: 'imports.field.customer.note', headers: ['note', 'notes', 'comment', 'комментарий', 'примечание'] },
    { key: 'customer.firstContact', type: 'day', label: 'imports.field.customer.firstContact', headers: ['registered at', 'first contact', 'дата регистрации', 'дата первого контакта', 'created', 'дата создания'] },
    { key: 'employee.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.employee.code', headers: ['manager id', 'employee id', 'код менеджера', 'код ответственного'] },
    { key: 'employee.name', type: 'text', maxLength: 200, role: 'name', label: 'imports.field.employee.name', headers: ['manager', 'менеджер', 'ответственный', 'отв', 'ответственный менеджер', 'account manager', 'employee'] },
    { key: 'customer.parameter.', type: 'text', open: true, maxLength: 1000, label: 'imports.field.customer.parameter', headers: [] },
  ],
};

const contactRoles: Readonly<Record<string, string>> = {
  decides: 'decides', 'decision maker': 'decides', лпр: 'decides', 'принимает решение': 'decides', influences: 'influences', влияет: 'influences', uses: 'uses', пользователь: 'uses', other: 'other', прочее: 'other',
};

export const contactKindSpec: KindSpec = {
  kind: 'contacts',
  label: 'imports.kind.contacts',
  oneOf: [identity],
  fields: [
    code,
    { ...name, headers: name.headers.filter((words) => words !== 'фио' && words !== 'name') },
    taxNumber,
    { key: 'contact.name', type: 'text', maxLength: 200, required: true, role: 'name', label: 'imports.field.contact.name', headers: ['contact name', 'contact person', 'contact', 'контактное лицо', 'контакт', 'фио', 'имя', 'full name'] },
    { key: 'contact.position', type: 'text', maxLength: 200, label: 'imports.field.contact.position', headers: ['contact title', 'position', 'title', 'должность', 'job title'] },
    { key: 'contact.role', type: 'choice', choices: contactRoles, label: 'imports.field.contact.role', headers: ['role', 'роль'] },
    { key: 'contact.phone', type: 'text', maxLength: 40, role: 'phone', label: 'imports.field.contact.phone', headers: ['phone', 'telephone', 'телефон', 'mobile', 'мобильный'] },
    { key: 'contact.email', type: 'text', maxLength: 254, role: 'email', label: 'imports.field.contact.email', headers: ['email', 'e mail', 'mail', 'почта', 'электронная почта'] },
    { key: 'contact.messenger', type: 'text', maxLength: 120, label: 'imports.field.contact.messenger', headers: ['messenger', 'telegram', 'whatsapp', 'мессенджер'] },
    { key: 'contact.birthday', type: 'day', label: 'imports.field.contact.birthday', headers: ['birthday', 'birth date', 'дата рождения', 'день рождения'] },
    { key: 'contact.note', type: 'text', maxLength: 2000, label: 'imports.field.contact.note', headers: ['note', 'comment', 'комментарий', 'примечание'] },
  ],
};
