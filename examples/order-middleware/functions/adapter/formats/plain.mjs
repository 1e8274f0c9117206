// What everybody uses who has no format of its own.
export const fits = (payload) => 'id' in payload && Array.isArray(payload.items);

export const read = ({ store, payment, items }) => ({
  store,
  payment,
  items: items.map(({ name, quantity, price }) => ({
    name,
    quantity,
    unitPriceCents: price == null ? undefined : Math.round(price * 100),
  })),
});
