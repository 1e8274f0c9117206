// quickspoon: lines with prices in euros, as text.
export const fits = (payload) => 'orderId' in payload && Array.isArray(payload.lines);

export const read = ({ restaurant, paidBy, lines }) => ({
  store: restaurant,
  payment: paidBy,
  items: lines.map(({ dish, qty, unitPrice }) => ({
    name: dish,
    quantity: qty,
    unitPriceCents: unitPrice == null ? undefined : Math.round(Number(unitPrice) * 100),
  })),
});
