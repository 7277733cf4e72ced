/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// The JavaScript client against a running server: node interop.js URL. Prints one line for each thing that works, "ok" at the end.
const assert = require("node:assert");
const { connect, headers, StringCodec, ErrorCode } = require("nats");

const text = StringCodec();

async function take(subscription, count) {
  const messages = [];
  for await (const message of subscription) {
    messages.push(message);
    if (messages.length === count) break;
  }
  return messages;
}

async function main(url) {
  const one = await connect({ servers: url, name: "one", reconnect: false });
  const two = await connect({ servers: url, name: "two", reconnect: false });
  assert.ok(one.info.max_payload > 0 && one.info.headers);
  console.log("connect");

  const plain = take(one.subscribe("a.*"), 2);
  await one.flush();
  two.publish("a.1", text.encode("x"));
  two.publish("a.b.c", text.encode("not this"));
  const h = headers();
  h.append("K", "v1");
  h.append("K", "v2");
  two.publish("a.2", text.encode("y"), { headers: h, reply: "r" });
  const got = await plain;
  assert.deepStrictEqual(got.map((m) => [m.subject, text.decode(m.data)]), [["a.1", "x"], ["a.2", "y"]]);
  assert.deepStrictEqual(got[1].headers.values("K"), ["v1", "v2"]);
  assert.strictEqual(got[1].reply, "r");
  console.log("publish, subscribe, headers");

  let members = [0, 0];
  [one, two].forEach((c, i) => c.subscribe("q", { queue: "g", callback: () => members[i]++ }));
  await Promise.all([one.flush(), two.flush()]);
  for (let i = 0; i < 200; i++) one.publish("q");
  await one.flush();
  await two.flush();
  await one.flush();
  assert.strictEqual(members[0] + members[1], 200);
  assert.ok(members[0] > 20 && members[1] > 20, String(members));
  console.log("queue group");

  two.subscribe("svc", { callback: (_, m) => m.respond(m.data) });
  await two.flush();
  assert.strictEqual(text.decode((await one.request("svc", text.encode("ping"), { timeout: 2000 })).data), "ping");
  await assert.rejects(one.request("nobody", undefined, { timeout: 2000 }), (e) => e.code === ErrorCode.NoResponders);
  console.log("request, no responders");

  const large = new Uint8Array(one.info.max_payload).fill(7);
  const big = take(two.subscribe("big"), 1);
  await two.flush();
  one.publish("big", large);
  assert.deepStrictEqual((await big)[0].data.length, large.length);
  console.log("largest payload");

  await one.drain();
  await two.close();
  console.log("ok");
}

main(process.argv[2]).catch((e) => {
  console.error(e);
  process.exit(1);
});
