// The service that Restate runs for bench/restate: a handler of ten durable steps, each of which does as little as a Pass state.
// Usage: node service.mjs PORT ADMIN-URL. Prints "Ready." once Restate knows it.
import * as http2 from "node:http2";
import { setTimeout as pause } from "node:timers/promises";
import * as restate from "@restatedev/restate-sdk";

const STEPS = 10;
const [port, admin] = process.argv.slice(2);

const flow = restate.service({
  name: "Flow",
  handlers: {
    run: async (context, input) => {
      const state = { ...input };
      for (let step = 1; step <= STEPS; step++) {
        state["r" + step] = await context.run("S" + step, () => step);
      }
      return state;
    },
  },
});

const endpoint = restate.createEndpointHandler({ services: [flow] });
await new Promise((ready) => http2.createServer(endpoint).listen(Number(port), "127.0.0.1", ready));
const request = {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ uri: `http://127.0.0.1:${port}/` }),
};
for (;;) {
  const answer = await fetch(`${admin}/deployments`, request).catch((e) => e);
  if (answer.ok) {
    break;
  }
  console.log("not registered yet:", answer.status ?? answer.message);
  await pause(500);
}
console.log("Ready.");
