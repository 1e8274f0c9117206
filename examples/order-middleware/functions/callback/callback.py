"""The partners call back with the token that they had with the request for a driver: the driver is near, or the customer
has cancelled. Either resumes the workflow of the order, which waits for it.

A token can be used once. Whoever comes second, be it the other of the two or the same once more, hears that it is too late.
"""

import base64
import json

import boto3
from botocore.exceptions import ClientError

TOO_LATE = {"TaskTimedOut", "TaskDoesNotExist"}

states = boto3.client("stepfunctions")


def handler(event, context):
    try:
        request = body(event)
        token, status = request["token"], request["status"]
    except (ValueError, KeyError, TypeError):
        return answer(400, "a token and a status are wanted")
    try:
        if status == "near":
            states.send_task_success(taskToken=token, output=json.dumps({"driver": "near"}))
        elif status == "cancelled":
            reason = str(request.get("reason", "The customer has cancelled"))[:1000]
            states.send_task_failure(taskToken=token, error="Order.Cancelled", cause=reason)
        else:
            return answer(400, "a status is near or cancelled")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in TOO_LATE:
            return answer(409, "it is too late")
        if code == "InvalidToken":
            return answer(400, "there is no such token")
        raise
    return answer(200, "understood")


def body(event):
    text = event["body"]
    return json.loads(base64.b64decode(text) if event.get("isBase64Encoded") else text)


def answer(status, message):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"message": message}),
    }
