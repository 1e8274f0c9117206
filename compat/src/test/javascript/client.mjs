// Makes calls with the AWS SDK for JavaScript v3: reads one JSON object a line and writes one for each call that is
// done. boto3_client.py says what they look like.

import { createInterface } from "node:readline";
import https from "node:https";
import { Readable } from "node:stream";
import * as apigateway from "@aws-sdk/client-apigatewayv2";
import * as events from "@aws-sdk/client-eventbridge";
import * as functions from "@aws-sdk/client-lambda";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as states from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import * as sts from "@aws-sdk/client-sts";
import SnsValidator from "sns-validator";

const services = {
  apigatewayv2: {
    commands: apigateway,
    Client: apigateway.ApiGatewayV2Client,
    ServiceException: apigateway.ApiGatewayV2ServiceException,
  },
  events: {
    commands: events,
    Client: events.EventBridgeClient,
    ServiceException: events.EventBridgeServiceException,
  },
  lambda: { commands: functions, Client: functions.LambdaClient, ServiceException: functions.LambdaServiceException },
  scheduler: {
    commands: scheduler,
    Client: scheduler.SchedulerClient,
    ServiceException: scheduler.SchedulerServiceException,
  },
  sns: { commands: sns, Client: sns.SNSClient, ServiceException: sns.SNSServiceException },
  sqs: { commands: sqs, Client: sqs.SQSClient, ServiceException: sqs.SQSServiceException },
  stepfunctions: { commands: states, Client: states.SFNClient, ServiceException: states.SFNServiceException },
  sts: { commands: sts, Client: sts.STSClient, ServiceException: sts.STSServiceException },
};
const clients = new Map();

function client({ service, endpoint, accessKey, secretKey, region }) {
  const key = [service, endpoint, accessKey, secretKey, region].join(" ");
  if (!clients.has(key)) {
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    clients.set(key, new services[service].Client({ endpoint, region, credentials, maxAttempts: 1, disableHostPrefix: true }));
  }
  return clients.get(key);
}

// Members that the SDK wants as dates.
const times = new Set(["Time", "StartDate", "EndDate", "EventStartTime", "EventEndTime", "ExpirationTime"]);

function fromJson(value, key) {
  if (times.has(key) && typeof value === "string") return new Date(value);
  if (Array.isArray(value)) return value.map((item) => fromJson(item));
  if (value === null || typeof value !== "object") return value;
  if ("$bytes" in value) return Buffer.from(value.$bytes, "base64");
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fromJson(item, name)]));
}

function toJson(value) {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

// AWS's verifier of messages fetches certificates from AWS's own hosts only, over TLS. It is given ours in place of what
// it fetches; what it verifies, and how, is its own.
function verified({ message, certificate }) {
  https.get = (_url, answered) => {
    answered(Object.assign(Readable.from([certificate]), { statusCode: 200 }));
    return { on: () => {} };
  };
  const ofAws = { ...JSON.parse(message), SigningCertURL: "https://sns.us-east-1.amazonaws.com/certificate.pem" };
  return new Promise((resolve) =>
    new SnsValidator().validate(ofAws, (error) => resolve({ answer: { verdict: error ? error.message : "valid" } })),
  );
}

async function answer(call) {
  if (call.service === "sns-validator") return verified(call.parameters);
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
