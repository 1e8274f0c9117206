// Turns what a delivery partner sent into the order as everybody behind it knows it.
//
// Every file in formats/ is a format: `fits` says whether a payload is in it, `read` reads one. A partner with a format of
// its own is one more file. What no file reads fails, and so does its workflow, which can be redriven once there is one.
import { readdirSync } from 'node:fs';

const folder = new URL('./formats/', import.meta.url);
const formats = await Promise.all(
  readdirSync(folder).sort().map((file) => import(new URL(file, folder).href)),
);

class UnknownFormat extends Error {
  name = 'UnknownFormat';
}

class BrokenOrder extends Error {
  name = 'BrokenOrder';
}

export const handler = async ({ order, partner, payload }) => {
  const format = formats.find((each) => each.fits(payload));
  if (!format) {
    throw new UnknownFormat(`${partner} sent ${order} in a format with ${Object.keys(payload).join(', ')}`);
  }
  const { store, payment, items } = format.read(payload);
  if (!items.length) {
    throw new BrokenOrder(`${order} has no items`);
  }
  const lines = items.map((item, index) => line(order, item, index));
  return {
    id: order,
    partner,
    store,
    payment: payment ?? 'card',
    items: lines,
    totalCents: lines.reduce((sum, each) => sum + each.quantity * each.unitPriceCents, 0),
  };
};

function line(order, { name, quantity, unitPriceCents }, index) {
  if (!name || !Number.isInteger(quantity) || quantity < 1) {
    throw new BrokenOrder(`line ${index + 1} of ${order} does not say what is wanted, and how often`);
  }
  if (!Number.isInteger(unitPriceCents) || unitPriceCents < 0) {
    throw new BrokenOrder(`line ${index + 1} of ${order} has no price`);
  }
  return { name, quantity, unitPriceCents };
}
