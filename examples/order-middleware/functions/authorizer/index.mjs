// Says which partner calls: its token is its name, signed with the secret that this middleware shares with nobody.
// The name goes on in the context, so that nobody can order in another's name.
import { createHmac, timingSafeEqual } from 'node:crypto';

const secret = process.env.SECRET;

export const handler = async ({ identitySource }) => {
  const [, partner, signature] = /^Bearer ([\w-]+)\.([0-9a-f]{64})$/.exec(identitySource?.[0] ?? '') ?? [];
  if (!partner) {
    return { isAuthorized: false };
  }
  const expected = createHmac('sha256', secret).update(partner).digest();
  return timingSafeEqual(Buffer.from(signature, 'hex'), expected)
    ? { isAuthorized: true, context: { partner } }
    : { isAuthorized: false };
};
