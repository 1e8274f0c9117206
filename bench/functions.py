"""The parts of bench/functions that need AWS's SDK. Usage: functions.py URL create|measure|row …"""
import http.client
import io
import json
import statistics
import sys
import threading
import time
import urllib.parse
import zipfile

import boto3

ROLE = "arn:aws:iam::000000000000:role/any"
HANDLERS = {
    "node": ("nodejs22.x", "index.js", "exports.handler = async (event) => event;"),
    "python": ("python3.12", "index.py", "def handler(event, context):\n    return event\n"),
    "pausing": (
        "nodejs22.x",
        "index.js",
        "exports.handler = async () => { await new Promise((go) => setTimeout(go, 50)); };",
    ),
    "sink": ("nodejs22.x", "index.js", "exports.handler = async () => ({});"),
}
MESSAGES = 30_000


def client(url, service):
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def archive(name, text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as out:
        out.writestr(name, text)
    return data.getvalue()


def create(url):
    functions = client(url, "lambda")
    for name, (runtime, file, text) in HANDLERS.items():
        functions.create_function(
            FunctionName=name,
            Runtime=runtime,
            Role=ROLE,
            Handler="index.handler",
            Timeout=10,
            Code={"ZipFile": archive(file, text)},
        )
        functions.invoke(FunctionName=name, Payload=b"{}")


def cold(url, name, starts=12):
    """Milliseconds of the first invocations of new configurations, each in a new process."""
    functions = client(url, "lambda")
    took = []
    for start in range(starts):
        functions.update_function_configuration(
            FunctionName=name, Environment={"Variables": {"START": str(start)}}
        )
        time.sleep(0.3)
        begin = time.perf_counter()
        functions.invoke(FunctionName=name, Payload=b"{}")
        took.append((time.perf_counter() - begin) * 1000)
    return took


def drained(url, round_number):
    """Messages a second from a full queue to a function, in batches of ten."""
    queues, functions = client(url, "sqs"), client(url, "lambda")
    name = f"drain-{round_number}"
    queue = queues.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "60"})["QueueUrl"]

    def fill(part):
        own = client(url, "sqs")
        for batch in range(MESSAGES // 40):
            own.send_message_batch(
                QueueUrl=queue,
                Entries=[{"Id": str(n), "MessageBody": f"{part} {batch} {n}"} for n in range(10)],
            )

    threads = [threading.Thread(target=fill, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]

    def left():
        told = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=counts)["Attributes"]
        return sum(int(told[count]) for count in counts)

    begin = time.perf_counter()
    mapping = functions.create_event_source_mapping(
        FunctionName="sink",
        EventSourceArn=f"arn:aws:sqs:us-east-1:000000000000:{name}",
        BatchSize=10,
    )
    while left() > 0:
        time.sleep(0.05)
    rate = MESSAGES / (time.perf_counter() - begin)
    functions.delete_event_source_mapping(UUID=mapping["UUID"])
    return rate


def webhooks(url, rate=200, seconds=12, clients=8):
    """Milliseconds from a webhook's departure to the start of its workflow, by way of an HTTP API, a bus and a rule."""
    gateway, events, states = (client(url, name) for name in ("apigatewayv2", "events", "stepfunctions"))
    definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
    machine = states.create_state_machine(name="hooked", roleArn=ROLE, definition=json.dumps(definition))[
        "stateMachineArn"
    ]
    events.put_rule(Name="hooks", EventPattern=json.dumps({"source": ["web"]}))
    events.put_targets(
        Rule="hooks", Targets=[{"Id": "m", "Arn": machine, "RoleArn": ROLE, "InputPath": "$.detail"}]
    )
    api = gateway.create_api(Name="hooks", ProtocolType="HTTP")["ApiId"]
    integration = gateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationSubtype="EventBridge-PutEvents",
        PayloadFormatVersion="1.0",
        CredentialsArn=ROLE,
        RequestParameters={"Source": "web", "DetailType": "Hook", "Detail": "$request.body"},
    )["IntegrationId"]
    gateway.create_route(ApiId=api, RouteKey="POST /hook", Target=f"integrations/{integration}")
    gateway.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    host = urllib.parse.urlsplit(url)

    def play(number, count):
        connection = http.client.HTTPConnection(host.hostname, host.port)
        due = time.time()
        for _ in range(count):
            due += clients / rate
            time.sleep(max(0.0, due - time.time()))
            body = json.dumps({"sent": time.time() * 1000, "client": number})
            connection.request(
                "POST", f"/_aws/execute-api/{api}/hook", body, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"a webhook was answered with {answer.status}")

    def run(period):
        threads = [threading.Thread(target=play, args=(n, rate * period // clients)) for n in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    run(4)
    time.sleep(1)
    measured_from = time.time() * 1000
    run(seconds)
    time.sleep(1)
    took = []
    for page in states.get_paginator("list_executions").paginate(stateMachineArn=machine):
        for execution in page["executions"]:
            told = states.describe_execution(executionArn=execution["executionArn"])
            sent = json.loads(told["input"])["sent"]
            if sent >= measured_from:
                took.append(told["startDate"].timestamp() * 1000 - sent)
    if len(took) != rate * seconds:
        raise SystemExit(f"{rate * seconds} webhooks have started {len(took)} workflows")
    return sorted(took)


def ramp(url, clients=16, step=0.4, pause=50):
    """Milliseconds over the handler's own 50 of invocations by clients that become one more every 0.4 s."""
    host = urllib.parse.urlsplit(url)
    end = time.perf_counter() + clients * step + 1
    took = []

    def play():
        connection = http.client.HTTPConnection(host.hostname, host.port)
        while (begin := time.perf_counter()) < end:
            connection.request("POST", "/2015-03-31/functions/pausing/invocations", b"{}")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"an invocation was answered with {answer.status}")
            took.append((time.perf_counter() - begin) * 1000 - pause)

    threads = []
    for _ in range(clients):
        threads.append(threading.Thread(target=play))
        threads[-1].start()
        time.sleep(step)
    for thread in threads:
        thread.join()
    return sorted(took)


def measure(url, rounds):
    for name in ("node", "python"):
        took = cold(url, name)
        print(f"| cold start of {name} | | median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms |")
    took = ramp(url)
    middle, late = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"| 1 to 16 clients of a handler of 50 ms | | over its time p50 {middle:.1f} ms, p99 {late:.1f} ms |")
    drained(url, 0)
    rates = [drained(url, number) for number in range(1, rounds + 1)]
    print(f"| SQS to a function, batches of 10 | {statistics.median(rates) / 1000:.0f}k messages/s | |")
    took = webhooks(url)
    middle, late = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"| webhook to the start of its workflow, 200/s | | p50 {middle:.1f} ms, p99 {late:.1f} ms |")


def row(path, case):
    with open(path, encoding="utf-8") as lines:
        runs = [json.loads(line) for line in lines]
    if any(run["errors"] for run in runs):
        raise SystemExit(f"{case}: calls failed")
    rate, middle, late = (
        statistics.median(run[field] for run in runs) for field in ("requests_s", "p50_ms", "p99_ms")
    )
    print(f"| {case} | {rate / 1000:.1f}k/s | p50 {middle:.1f} ms, p99 {late:.1f} ms |")


if __name__ == "__main__":
    endpoint, action = sys.argv[1:3]
    if action == "create":
        create(endpoint)
    elif action == "measure":
        measure(endpoint, int(sys.argv[3]))
    else:
        row(sys.argv[3], sys.argv[4])
