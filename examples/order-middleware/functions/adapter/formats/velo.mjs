// velo-velo: a basket, with prices in cents.
export const fits = (payload) => Array.isArray(payload.basket) && typeof payload.order === 'object';

export const read = ({ order, settlement, basket }) => ({
  store: order.shop,
  payment: settlement,
  items: basket.map(({ title, count, cents }) => ({ name: title, quantity: count, unitPriceCents: cents })),
});
