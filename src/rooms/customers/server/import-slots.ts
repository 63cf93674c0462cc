// The kinds of rows that this room gives to the imports, at start.

import type { Services } from '#platform/server/services.ts';
import { registerImportKind } from '#rooms/imports/server/index.ts';
import { contactImportKind } from './import-contacts.ts';
import { customerImportKind } from './import-kinds.ts';

export function registerCustomerImports(services: Services): void {
  registerImportKind(services, customerImportKind);
  registerImportKind(services, contactImportKind);
}
