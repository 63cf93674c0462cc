import { describe, expect, test } from 'vitest';
import { addressOfView, currentView, filterOf, standardViews } from './views.ts';

const views = standardViews.map((view) => ({ ...view, label: view.key }));

describe('the tabs of the customers list', () => {
  test('the address is the state: a view is known by exactly its conditions', () => {
    expect(currentView(views, filterOf({ xyz: 'X', abc: 'A', sort: 'name', customer: 'cus_1' }))).toBe('key');
    expect(currentView(views, filterOf({ q: '', sort: '-turnover' }))).toBe('all');
    expect(currentView(views, filterOf({ abc: 'A' }))).toBeUndefined();
  });
  test('a view opens by its address and keeps the order', () => {
    expect(addressOfView({ category: 'lost' }, 'name')).toBe('/customers?category=lost&sort=name');
    expect(addressOfView({}, undefined)).toBe('/customers');
  });
});
