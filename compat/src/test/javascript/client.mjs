// Makes calls with the AWS SDK for JavaScript v3: reads one JSON object a line and writes one for each call that is
// done. boto3_client.py says what they look like.

import { createInterface } from "node:readline";
import * as sqs from "@aws-sdk/client-sqs";
import * as sts from "@aws-sdk/client-sts";

const services = {
  sqs: { commands: sqs, Client: sqs.SQSClient, ServiceException: sqs.SQSServiceException },
  sts: { commands: sts, Client: sts.STSClient, ServiceException: sts.STSServiceException },
};
const clients = new Map();

function client({ service, endpoint, accessKey, secretKey, region }) {
  const key = [service, endpoint, accessKey, secretKey, region].join(" ");
  if (!clients.has(key)) {
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    clients.set(key, new services[service].Client({ endpoint, region, credentials, maxAttempts: 1 }));
  }
  return clients.get(key);
}

function fromJson(value) {
  if (Array.isArray(value)) return value.map(fromJson);
  if (value === null || typeof value !== "object") return value;
  if ("$bytes" in value) return Buffer.from(value.$bytes, "base64");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
}

function toJson(value) {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

async function answer(call) {
  const { commands, ServiceException } = services[call.service];
  try {
    const command = new commands[call.operation + "Command"](fromJson(call.parameters));
    const { $metadata, ...result } = await client(call).send(command);
    return { answer: toJson(result) };
  } catch (e) {
    if (!(e instanceof ServiceException)) return { failed: `${e.name}: ${e.message}` };
    // Only what the model lists has a class of its own.
    const typed = e.constructor !== ServiceException;
    const code = e.Code ?? e.Error?.Code ?? e.name;
    return { refused: { type: typed ? e.name : null, code, message: e.message, status: e.$metadata.httpStatusCode } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  answer(call).then((result) => process.stdout.write(JSON.stringify({ id: call.id, ...result }) + "\n"));
}
process.exit();
