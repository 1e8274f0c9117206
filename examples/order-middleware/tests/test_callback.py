import base64
import json
import pathlib
import sys
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "functions" / "callback"))


class ClientError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class States:
    """Step Functions, as far as the function knows it."""

    def __init__(self):
        self.calls = []
        self.refusal = None

    def send_task_success(self, **call):
        self.answer("success", call)

    def send_task_failure(self, **call):
        self.answer("failure", call)

    def answer(self, kind, call):
        if self.refusal:
            raise ClientError(self.refusal)
        self.calls.append((kind, call))


STATES = States()
# The tests need no SDK: this is all that the function takes from it.
sys.modules["boto3"] = types.SimpleNamespace(client=lambda service: STATES)
sys.modules["botocore"] = types.ModuleType("botocore")
sys.modules["botocore.exceptions"] = types.SimpleNamespace(ClientError=ClientError)

import callback  # noqa: E402


class Callback(unittest.TestCase):
    def setUp(self):
        STATES.__init__()

    def call(self, **body):
        return callback.handler({"body": json.dumps(body)}, None)["statusCode"]

    def test_a_driver_who_is_near_resumes_the_workflow(self):
        self.assertEqual(self.call(token="t", status="near"), 200)
        self.assertEqual(STATES.calls, [("success", {"taskToken": "t", "output": '{"driver": "near"}'})])

    def test_a_cancellation_fails_the_wait(self):
        self.assertEqual(self.call(token="t", status="cancelled", reason="too slow"), 200)
        self.assertEqual(STATES.calls, [("failure", {"taskToken": "t", "error": "Order.Cancelled", "cause": "too slow"})])

    def test_the_second_to_come_is_too_late(self):
        STATES.refusal = "TaskTimedOut"
        self.assertEqual(self.call(token="t", status="near"), 409)

    def test_a_wrong_token_is_the_callers_fault(self):
        STATES.refusal = "InvalidToken"
        self.assertEqual(self.call(token="t", status="near"), 400)

    def test_an_error_on_the_way_is_none_of_the_callers_business(self):
        STATES.refusal = "InternalFailure"
        with self.assertRaises(ClientError):
            self.call(token="t", status="near")

    def test_nonsense_is_refused(self):
        self.assertEqual(self.call(token="t"), 400)
        self.assertEqual(self.call(token="t", status="lost"), 400)
        self.assertEqual(callback.handler({"body": "{"}, None)["statusCode"], 400)
        self.assertEqual(callback.handler({"body": "[]"}, None)["statusCode"], 400)

    def test_a_body_may_be_encoded(self):
        body = base64.b64encode(b'{"token": "t", "status": "near"}').decode()
        answer = callback.handler({"body": body, "isBase64Encoded": True}, None)
        self.assertEqual(answer["statusCode"], 200)


if __name__ == "__main__":
    unittest.main()
