// The rows of settlements that the imports take (CL-3, CL-8): one row is one line of a document.

import type { FieldSpec, KindSpec } from '#rooms/imports/shared/kinds.ts';

const settlementKinds: Readonly<Record<string, string>> = {
  document: 'document', документ: 'document', payment: 'payment', оплата: 'payment', платёж: 'payment', платеж: 'payment', поступление: 'payment',
  shipment: 'shipment', отгрузка: 'shipment', реализация: 'shipment', акт: 'shipment', накладная: 'shipment', invoice: 'shipment', sale: 'shipment', продажа: 'shipment',
  return: 'return', возврат: 'return', refund: 'return', 'credit note': 'return', internal: 'internal', внутренний: 'internal', перемещение: 'internal',
};

const fields: readonly FieldSpec[] = [
  {
    key: 'settlement.number', type: 'text', maxLength: 100, role: 'code', label: 'imports.field.settlement.number',
    headers: ['invoice no', 'invoice number', 'invoice', 'order id', 'order no', 'order number', 'номер документа', 'номер', 'документ', 'номер заказа', 'заказ', 'счет', 'накладная', '№', 'чек', 'opportunity id', 'deal id', 'document', 'receipt', 'ndoc', 'number'],
  },
  {
    key: 'settlement.date', type: 'day', required: true, label: 'imports.field.settlement.date',
    headers: ['date', 'invoice date', 'order date', 'sale date', 'дата', 'дата документа', 'период', 'дата продажи', 'дата оплаты', 'дата отгрузки', 'дата заказа', 'close date', 'dat', 'day', 'payment date'],
  },
  { key: 'settlement.kind', type: 'choice', choices: settlementKinds, label: 'imports.field.settlement.kind', headers: ['вид документа', 'тип документа', 'вид операции', 'document type', 'kind', 'doc type'] },
  { key: 'settlement.currency', type: 'text', maxLength: 10, label: 'imports.field.settlement.currency', headers: ['currency', 'валюта'] },
  {
    key: 'customer.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.customer.code',
    headers: ['customer id', 'customer code', 'код клиента', 'код контрагента', 'client id', 'account id', 'customer no', 'buyer id', 'customer number', 'id клиента', 'код покупателя', 'карта', 'bcdisc'],
  },
  {
    key: 'customer.name', type: 'text', maxLength: 400, role: 'name', label: 'imports.field.customer.name',
    headers: ['customer', 'customer name', 'контрагент', 'клиент', 'покупатель', 'наименование клиента', 'заказчик', 'account', 'client', 'company', 'company name', 'buyer', 'organisation', 'организация', 'плательщик', 'партнер'],
  },
  { key: 'customer.taxNumber', type: 'text', maxLength: 32, role: 'taxNumber', label: 'imports.field.customer.taxNumber', headers: ['инн', 'tax number', 'tax id', 'vat number', 'inn', 'инн контрагента', 'инн клиента'] },
  {
    key: 'product.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.product.code',
    headers: ['product id', 'stock code', 'sku', 'артикул', 'код товара', 'код номенклатуры', 'product code', 'item code', 'item id', 'код продукта', 'c drugs', 'cdrugs'],
  },
  {
    key: 'product.name', type: 'text', maxLength: 400, role: 'name', label: 'imports.field.product.name',
    headers: ['product', 'product name', 'номенклатура', 'товар', 'наименование товара', 'продукт', 'услуга', 'description', 'item', 'item name', 'товар услуга', 'n drugs', 'ndrugs', 'наименование'],
  },
  {
    key: 'direction.name', type: 'text', maxLength: 200, role: 'name', label: 'imports.field.direction.name',
    headers: ['direction', 'направление', 'category', 'product category', 'категория', 'группа', 'номенклатурная группа', 'группа товаров', 'вид деятельности', 'series', 'line of business', 'category name'],
  },
  { key: 'line.quantity', type: 'decimal', role: 'quantity', label: 'imports.field.line.quantity', headers: ['quantity', 'qty', 'количество', 'кол во', 'кол', 'count', 'units', 'штук', 'kol'] },
  { key: 'line.price', type: 'decimal', label: 'imports.field.line.price', headers: ['unit price', 'price', 'цена', 'цена за единицу', 'rate', 'c roz'] },
  { key: 'line.discount', type: 'decimal', label: 'imports.field.line.discount', headers: ['discount', 'скидка', 'скидка %', 'discount %'] },
  {
    key: 'line.amount', type: 'money', required: true, label: 'imports.field.line.amount',
    headers: ['amount', 'сумма', 'сумма с ндс', 'total', 'line total', 'sum', 'выручка', 'стоимость', 'итого', 'оборот', 'сумма руб', 'close value', 'revenue', 'sales', 'value', 'всего'],
    otherwise: ['[line.price] * [line.quantity] * (1 - [line.discount])', '[line.price] * [line.quantity]'],
  },
  { key: 'employee.code', type: 'text', maxLength: 64, role: 'code', label: 'imports.field.employee.code', headers: ['employee id', 'employee code', 'manager id', 'табельный номер', 'код менеджера', 'код сотрудника', 'tab empl', 'seller id'] },
  {
    key: 'employee.name', type: 'text', maxLength: 200, role: 'name', label: 'imports.field.employee.name',
    headers: ['employee', 'manager', 'менеджер', 'ответственный', 'отв', 'сотрудник', 'продавец', 'sales agent', 'seller', 'salesperson', 'sales rep', 'agent', 'employee name', 'кассир'],
  },
];

export const settlementKindSpec: KindSpec = {
  kind: 'settlements', label: 'imports.kind.settlements', fields, oneOf: [['customer.code', 'customer.name', 'customer.taxNumber']],
};
