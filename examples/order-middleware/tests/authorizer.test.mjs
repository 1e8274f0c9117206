import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

process.env.SECRET = 'secret';
const { handler } = await import('../functions/authorizer/index.mjs');

const sign = (partner, secret = 'secret') => `Bearer ${partner}.${createHmac('sha256', secret).update(partner).digest('hex')}`;

test('a partner is known by its token', async () => {
  assert.deepEqual(await handler({ identitySource: [sign('velo-velo')] }), {
    isAuthorized: true,
    context: { partner: 'velo-velo' },
  });
});

test('nobody else gets in', async () => {
  const anothersName = sign('velo-velo').replace('velo-velo', 'quickspoon');
  for (const token of [sign('velo-velo', 'guessed'), anothersName, 'Bearer x.y', 'Basic abc', undefined]) {
    assert.deepEqual(await handler({ identitySource: [token] }), { isAuthorized: false });
  }
  assert.deepEqual(await handler({}), { isAuthorized: false });
});
