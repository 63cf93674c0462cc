// The rows of products and their directions that the imports take (PORT-1, CL-5).

import type { KindSpec } from '#rooms/imports/shared/kinds.ts';

export const productKindSpec: KindSpec = {
  kind: 'products',
  label: 'imports.kind.products',
  oneOf: [['product.code', 'product.name']],
  fields: [
    { key: 'product.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.product.code', headers: ['product id', 'sku', 'stock code', 'артикул', 'код', 'код товара', 'product code', 'id', 'код номенклатуры'] },
    { key: 'product.name', type: 'text', maxLength: 400, role: 'name', label: 'imports.field.product.name', headers: ['product', 'product name', 'name', 'номенклатура', 'наименование', 'товар', 'продукт', 'услуга', 'название', 'description'] },
    { key: 'direction.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.direction.code', headers: ['direction code', 'код направления', 'category id'] },
    { key: 'direction.name', type: 'text', maxLength: 200, role: 'name', label: 'imports.field.direction.name', headers: ['direction', 'направление', 'category', 'категория', 'группа', 'номенклатурная группа', 'series', 'category name', 'вид'] },
    { key: 'product.unit', type: 'text', maxLength: 40, label: 'imports.field.product.unit', headers: ['unit', 'единица', 'ед изм', 'единица измерения', 'quantity per unit'] },
    { key: 'product.price', type: 'decimal', label: 'imports.field.product.price', headers: ['price', 'sales price', 'unit price', 'list price', 'цена'] },
    { key: 'product.oneOff', type: 'flag', label: 'imports.field.product.oneOff', headers: ['one off', 'разовый'] },
  ],
};
