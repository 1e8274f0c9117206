"""Makes calls with boto3: reads one JSON object a line and writes one for each call that is done.

    {"id": 1, "endpoint": ..., "accessKey": ..., "secretKey": ..., "region": ..., "service": "sqs",
     "operation": "SendMessage", "parameters": {...}}
    {"id": 1, "answer": {...}}   or   {"id": 1, "refused": {"type", "code", "message", "status"}}   or   {"failed": ...}

Bytes are {"$bytes": base64}. With the argument `query`, SQS is spoken to in its older protocol.
"""

import base64
import concurrent.futures
import copy
import datetime
import json
import sys
import threading

import boto3
import botocore.config
import botocore.eventstream
import botocore.exceptions
import botocore.loaders
import botocore.response
import botocore.session


class OlderSqs(botocore.loaders.Loader):
    """The model of SQS as botocore had it before the service spoke JSON: lists and maps are flattened, under names in
    the singular, and errors have codes of their own. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html shows them."""

    ITEMS = {
        "AWSAccountIdList": "AWSAccountId",
        "ActionNameList": "ActionName",
        "AttributeNameList": "AttributeName",
        "BinaryList": "BinaryListValue",
        "MessageAttributeNameList": "MessageAttributeName",
        "MessageSystemAttributeList": "MessageSystemAttributeName",
        "QueueUrlList": "QueueUrl",
        "StringList": "StringListValue",
        "TagKeyList": "TagKey",
    }
    MEMBERS = {
        "Attributes": "Attribute",
        "MessageAttributes": "MessageAttribute",
        "MessageSystemAttributes": "MessageSystemAttribute",
        "Tags": "Tag",
        "tags": "Tag",
        "BinaryListValues": "BinaryListValue",
        "StringListValues": "StringListValue",
    }

    CODES = {
        "QueueDoesNotExist": "AWS.SimpleQueueService.NonExistentQueue",
        "QueueNameExists": "QueueAlreadyExists",
        **{
            name: "AWS.SimpleQueueService." + name
            for name in (
                "BatchEntryIdsNotDistinct",
                "BatchRequestTooLong",
                "EmptyBatchRequest",
                "InvalidBatchEntryId",
                "MessageNotInflight",
                "PurgeQueueInProgress",
                "QueueDeletedRecently",
                "TooManyEntriesInBatchRequest",
                "UnsupportedOperation",
            )
        },
    }

    def load_service_model(self, service_name, type_name, api_version=None):
        model = super().load_service_model(service_name, type_name, api_version)
        if service_name != "sqs" or type_name != "service-2":
            return model
        model = copy.deepcopy(model)
        metadata = model["metadata"]
        for key in ("awsQueryCompatible", "jsonVersion", "targetPrefix"):
            metadata.pop(key, None)
        metadata["protocol"] = "query"
        metadata["protocols"] = ["query"]
        metadata["xmlNamespace"] = "http://queue.amazonaws.com/doc/2012-11-05/"
        for name, shape in model["shapes"].items():
            if name in self.CODES:
                shape["error"] = {"code": self.CODES[name]}
            if shape["type"] == "structure":
                for member, its in shape["members"].items():
                    if member in self.MEMBERS:
                        its["locationName"] = self.MEMBERS[member]
            elif shape["type"] == "list":
                shape["flattened"] = True
                shape["member"]["locationName"] = self.ITEMS.get(name, name.removesuffix("List"))
            elif shape["type"] == "map":
                shape["flattened"] = True
                tags = name == "TagMap"
                shape["key"]["locationName"] = "Key" if tags else "Name"
                shape["value"]["locationName"] = "Value"
        for name, operation in model["operations"].items():
            if "output" in operation:
                operation["output"]["resultWrapper"] = name + "Result"
        return model


class Clients:
    def __init__(self, older):
        core = botocore.session.Session()
        if older:
            core.register_component("data_loader", OlderSqs())
        self.session = boto3.Session(botocore_session=core)
        self.lock = threading.Lock()
        self.made = {}

    def get(self, call):
        key = tuple(call[name] for name in ("service", "endpoint", "accessKey", "secretKey", "region"))
        with self.lock:
            if key not in self.made:
                service, endpoint, access_key, secret_key, region = key
                self.made[key] = self.session.client(
                    service,
                    endpoint_url=endpoint,
                    region_name=region,
                    aws_access_key_id=access_key,
                    aws_secret_access_key=secret_key,
                    # One answer a call; and the server, not the client, is to say what it thinks of the parameters.
                    # It has one name only, and none with "sync-" before it.
                    config=botocore.config.Config(
                        retries={"total_max_attempts": 1}, parameter_validation=False, inject_host_prefix=False
                    ),
                )
            return self.made[key]


def from_json(value):
    if isinstance(value, dict):
        if set(value) == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return {key: from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_json(item) for item in value]
    return value


def to_json(value):
    if isinstance(value, botocore.response.StreamingBody):
        value = value.read()
    if isinstance(value, botocore.eventstream.EventStream):
        return list(value)
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def method(client, operation):
    for name, its_operation in client.meta.method_to_api_mapping.items():
        if its_operation == operation:
            return getattr(client, name)
    raise KeyError(operation)


def answer(clients, call):
    try:
        client = clients.get(call)
        result = method(client, call["operation"])(**from_json(call["parameters"]))
        result.pop("ResponseMetadata", None)
        return {"answer": result}
    except botocore.exceptions.ClientError as e:
        error = e.response["Error"]
        typed = type(e) is not botocore.exceptions.ClientError
        return {
            "refused": {
                "type": type(e).__name__ if typed else None,
                "code": error["Code"],
                "message": error["Message"],
                "status": e.response["ResponseMetadata"]["HTTPStatusCode"],
            }
        }
    except Exception as e:  # whatever it is, the test is to see it
        return {"failed": f"{type(e).__name__}: {e}"}


def main():
    clients = Clients(older=sys.argv[1:] == ["query"])
    writing = threading.Lock()

    def perform(call):
        line = json.dumps({"id": call["id"], **answer(clients, call)}, default=to_json)
        with writing:
            print(line, flush=True)

    with concurrent.futures.ThreadPoolExecutor(max_workers=8) as pool:
        for line in sys.stdin:
            pool.submit(perform, json.loads(line))


main()
