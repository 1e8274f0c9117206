import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handler } from '../functions/adapter/index.mjs';

const adapted = {
  id: 'p-1',
  partner: 'p',
  store: 'berlin-mitte',
  payment: 'card',
  items: [{ name: 'Lahmacun', quantity: 2, unitPriceCents: 700 }],
  totalCents: 1400,
};

const adapt = (payload) => handler({ order: 'p-1', partner: 'p', payload });

const payloads = {
  plain: { id: '1', store: 'berlin-mitte', items: [{ name: 'Lahmacun', quantity: 2, price: 7.0 }] },
  quickspoon: {
    orderId: '1',
    restaurant: 'berlin-mitte',
    paidBy: 'card',
    lines: [{ dish: 'Lahmacun', qty: 2, unitPrice: '7.00' }],
  },
  courses: {
    orderId: '1',
    restaurant: 'berlin-mitte',
    paidBy: 'card',
    courses: [[], [{ dish: 'Lahmacun', qty: 2, unitPrice: '7.00' }]],
  },
  velo: {
    order: { ref: '1', shop: 'berlin-mitte' },
    settlement: 'card',
    basket: [{ title: 'Lahmacun', count: 2, cents: 700 }],
  },
};

for (const [format, payload] of Object.entries(payloads)) {
  test(`the format ${format} is read`, async () => {
    assert.deepEqual(await adapt(payload), adapted);
  });
}

test('cents are exact where floating point numbers are not', async () => {
  const order = await adapt({ id: '1', store: 's', items: [{ name: 'x', quantity: 3, price: 1.1 }] });
  assert.equal(order.totalCents, 330);
});

test('a format that nobody knows has a name of its own', async () => {
  await assert.rejects(adapt({ wants: 'food' }), { name: 'UnknownFormat' });
});

test('an order without prices, items or quantities is broken', async () => {
  for (const items of [
    [],
    [{ name: 'x', quantity: 1, price: null }],
    [{ name: 'x', quantity: 0.5, price: 1 }],
    [{ quantity: 1, price: 1 }],
  ]) {
    await assert.rejects(adapt({ id: '1', store: 's', items }), { name: 'BrokenOrder' });
  }
});
