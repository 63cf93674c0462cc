// The rows of employees: persons with a code, who need not have an account (domain 00, section 3). People are the platform's, so this kind is ours.

import type { KindSpec } from './kinds.ts';

export const employeeKindSpec: KindSpec = {
  kind: 'employees',
  label: 'imports.kind.employees',
  oneOf: [['employee.code', 'employee.name']],
  fields: [
    {
      key: 'employee.code',
      type: 'text',
      maxLength: 64,
      role: 'code',
      label: 'imports.field.employee.code',
      headers: ['employee id', 'employee code', 'табельный номер', 'код', 'таб номер', 'id'],
    },
    {
      key: 'employee.name',
      type: 'text',
      maxLength: 200,
      role: 'name',
      label: 'imports.field.employee.name',
      headers: [
        'employee',
        'name',
        'full name',
        'сотрудник',
        'фио',
        'менеджер',
        'sales agent',
        'employee name',
        'имя',
      ],
    },
    {
      key: 'employee.email',
      type: 'text',
      maxLength: 254,
      role: 'email',
      label: 'imports.field.employee.email',
      headers: ['email', 'e mail', 'mail', 'почта', 'электронная почта'],
    },
    {
      key: 'division.name',
      type: 'text',
      maxLength: 200,
      role: 'name',
      label: 'imports.field.division.name',
      headers: ['division', 'department', 'отдел', 'подразделение', 'regional office', 'филиал', 'office'],
    },
  ],
};
