// quickspoon, since it serves dinners: the lines are grouped by course.
export const fits = (payload) => 'orderId' in payload && Array.isArray(payload.courses);

export const read = ({ restaurant, paidBy, courses }) => ({
  store: restaurant,
  payment: paidBy,
  items: courses.flat().map(({ dish, qty, unitPrice }) => ({
    name: dish,
    quantity: qty,
    unitPriceCents: unitPrice == null ? undefined : Math.round(Number(unitPrice) * 100),
  })),
});
