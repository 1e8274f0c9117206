"""Runs a handler for the Python runtimes, by Lambda's Runtime API.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and .../python-handler.html. It imports no more than
it must, for all of it is part of a cold start, and speaks HTTP on a socket: http.client alone takes longer to import
than the rest.
"""

import _socket
import importlib
import json
import os
import sys
import time

HERE = __file__
API = "/2018-06-01/runtime/"
AWS_TASK_ROOT = "/var/task"


class Api:
    """The connection to the server. Its end is the end of this process."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.head = " HTTP/1.1\r\nHost: " + address + "\r\n"
        self.socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        self.socket.connect((host, int(port)))
        self.socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self.received = bytearray()

    def next(self):
        self.send(self.asked())
        return self.answer()

    def respond(self, request_id, body, content_type):
        """Sends what came of an invocation and asks for the next one in the same breath."""
        self.send(self.posted("invocation/" + request_id + "/response", body, content_type) + self.asked())
        self.answer()
        return self.answer()

    def fail(self, request_id, error):
        body = json.dumps(error).encode()
        path = "invocation/" + request_id + "/error"
        self.send(self.posted(path, body, "application/json", error["errorType"]) + self.asked())
        self.answer()
        return self.answer()

    def fail_init(self, error):
        body = json.dumps(error).encode()
        self.send(self.posted("init/error", body, "application/json", error["errorType"]))
        self.answer()

    def asked(self):
        return ("GET " + API + "invocation/next" + self.head + "\r\n").encode()

    def posted(self, path, body, content_type, error_type=None):
        head = "POST " + API + path + self.head + "Content-Type: " + content_type + "\r\n"
        if error_type is not None:
            head += "Lambda-Runtime-Function-Error-Type: " + error_type + "\r\n"
        return (head + "Content-Length: " + str(len(body)) + "\r\n\r\n").encode("latin-1", "replace") + body

    def send(self, data):
        flush()
        try:
            self.socket.sendall(data)
        except OSError:
            os._exit(0)

    def answer(self):
        end = self.received.find(b"\r\n\r\n")
        while end < 0:
            self.receive()
            end = self.received.find(b"\r\n\r\n")
        headers = {}
        for line in self.received[:end].decode("latin-1").split("\r\n")[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        start = end + 4
        stop = start + int(headers.get("content-length", 0))
        while len(self.received) < stop:
            self.receive()
        body = bytes(self.received[start:stop])
        del self.received[:stop]
        return headers, body

    def receive(self):
        try:
            data = self.socket.recv(1 << 16)
        except OSError:
            data = b""
        if not data:
            os._exit(0)
        self.received += data


class Fault(Exception):
    """What is wrong with a handler, or with what it takes or returns."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = list(trace)


class Named:
    """Something that is shown by its attributes."""

    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def __repr__(self):
        shown = ",".join(name + "=" + repr(value) for name, value in self.__dict__.items() if name[0] != "_")
        return type(self).__name__ + "([" + shown + "])"


class CognitoIdentity(Named):
    pass


class Client(Named):
    pass


class ClientContext(Named):
    pass


class LambdaContext(Named):
    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self.client_context = client_context(headers.get("lambda-runtime-client-context"))
        identity = loaded(headers.get("lambda-runtime-cognito-identity"))
        self.identity = CognitoIdentity(
            cognito_identity_id=identity.get("cognitoIdentityId"),
            cognito_identity_pool_id=identity.get("cognitoIdentityPoolId"),
        )
        self._deadline = int(headers.get("lambda-runtime-deadline-ms", 0))

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


def loaded(text):
    if not text:
        return {}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", "Unable to parse Lambda context: " + str(error)) from None
    return value if isinstance(value, dict) else {}


def client_context(text):
    if not text:
        return None
    value = loaded(text)
    client = value.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return ClientContext(
        custom=value.get("custom"),
        env=value.get("env"),
        client=Client(**{name: client.get(name) for name in names}) if isinstance(client, dict) else None,
    )


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass


def shown(path):
    """As the path is on AWS, where the code lies at /var/task."""
    root = os.environ.get("LAMBDA_TASK_ROOT", AWS_TASK_ROOT)
    return path.replace(root, AWS_TASK_ROOT) if root != AWS_TASK_ROOT else path


def trace_of(error):
    import traceback

    frames = [(shown(frame.filename), frame.lineno, frame.name, frame.line) for frame in traceback.extract_tb(error.__traceback__)]
    first = 0
    while first < len(frames) and (frames[first][0] == HERE or frames[first][0].startswith("<frozen importlib")):
        first += 1
    if first == len(frames):
        first = 0
    if first > 0 and any(frame[0].endswith("importlib/__init__.py") for frame in frames):
        while first < len(frames) and (
            frames[first][0].startswith("<frozen importlib") or frames[first][0].endswith("importlib/__init__.py")
        ):
            first += 1
    return traceback.format_list(frames[first:])


def told(error, request_id):
    if isinstance(error, Fault):
        kind, message, trace = error.kind, error.message, error.trace
    else:
        kind, message, trace = type(error).__name__, str(error), trace_of(error)
    result = {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}
    if os.environ.get("AWS_EXECUTION_ENV", "").endswith("python3.8"):
        del result["requestId"]
    return result


def log_error(error):
    kind, message, trace = error["errorType"], error["errorMessage"], error["stackTrace"]
    if JSON_LOGS:
        print(
            json.dumps(
                {
                    "timestamp": stamp(time.time()),
                    "log_level": "ERROR",
                    "errorMessage": message,
                    "errorType": kind,
                    "requestId": error.get("requestId", ""),
                    "stackTrace": trace,
                }
            )
        )
        return
    text = "[ERROR] " + (kind + ": " if kind else "") + message
    if trace:
        text += "\nTraceback (most recent call last):\n" + "".join(trace)
    # One event of the log: a line feed would begin another.
    sys.stdout.write(text.rstrip("\n").replace("\n", "\r") + "\n")


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
request = {"id": None}


def set_up_logging():
    """Where the function's logging goes: https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html"""
    import logging

    class Lines(logging.Formatter):
        converter = time.gmtime

        def format(self, record):
            record.aws_request_id = request["id"] or ""
            return super().format(record) + "\n"

    class Objects(logging.Formatter):
        known = set(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime", "taskName"}

        def format(self, record):
            result = {
                "timestamp": stamp(record.created),
                "level": record.levelname,
                "message": record.getMessage(),
                "logger": record.name,
            }
            if record.exc_info:
                import traceback

                frames = traceback.format_tb(record.exc_info[2])
                result["stackTrace"] = [shown(line.rstrip("\n")) for line in frames]
                result["errorType"] = record.exc_info[0].__name__
                result["errorMessage"] = str(record.exc_info[1])
                result["location"] = "%s:%s:%d" % (shown(record.pathname), record.funcName, record.lineno)
            if request["id"]:
                result["requestId"] = request["id"]
            for name, value in vars(record).items():
                if name not in self.known:
                    result[name] = value
            return json.dumps(result, ensure_ascii=False, default=str) + "\n"

    handler = logging.StreamHandler(sys.stdout)
    handler.terminator = ""
    if JSON_LOGS:
        handler.setFormatter(Objects())
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
        if level in ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"):
            logging.getLogger().setLevel({"TRACE": "DEBUG", "WARN": "WARNING", "FATAL": "CRITICAL"}.get(level, level))
    else:
        handler.setFormatter(
            Lines("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
        )
    logging.getLogger().addHandler(handler)


def found(handler):
    """The function that _HANDLER names. What keeps it from being found is told at the first invocation."""
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        raise Fault(
            "Runtime.MalformedHandlerName",
            "Bad handler '" + handler + "': not enough values to unpack (expected 2, got 1)",
        )
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module " + module_name + " as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '" + module_name + "': " + shown(str(error))) from None
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (shown(str(error.filename)), error.lineno, error.text)]
        message = "Syntax error in module '" + module_name + "': " + shown(str(error))
        raise Fault("Runtime.UserCodeSyntaxError", message, trace) from None
    try:
        return getattr(module, name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", "Handler '" + name + "' missing on module '" + module_name + "'"
        ) from None


def decimal(value):
    kind = type(value)
    if kind.__module__ == "decimal" and kind.__name__ == "Decimal":
        return float(value) if value % 1 else int(value)
    raise TypeError("Object of type " + kind.__name__ + " is not JSON serializable")


def encoded(result):
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        return json.dumps(result, ensure_ascii=False, default=decimal).encode(), "application/json"
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: " + str(error)) from None


def decoded(body):
    try:
        return json.loads(body)
    except ValueError as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: " + str(error)) from None


def run(api, handler, fault):
    headers, body = api.next()
    while True:
        request["id"] = request_id = headers["lambda-runtime-aws-request-id"]
        trace = headers.get("lambda-runtime-trace-id")
        if trace:
            os.environ["_X_AMZN_TRACE_ID"] = trace
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        try:
            if fault is not None:
                raise fault
            result, content_type = encoded(handler(decoded(body), LambdaContext(headers)))
        except Exception as error:
            problem = told(error, request_id)
            log_error(problem)
            headers, body = api.fail(request_id, problem)
        else:
            headers, body = api.respond(request_id, result, content_type)


def main():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    root = os.environ.get("LAMBDA_TASK_ROOT", AWS_TASK_ROOT)
    sys.path[0] = root
    opt = os.environ.get("ANTIPHON_LAYERS", "/opt")
    version = "python%d.%d" % sys.version_info[:2]
    for path in (opt + "/python/lib/" + version + "/site-packages", opt + "/python"):
        if os.path.isdir(path):
            sys.path.insert(1, path)
    api = Api(os.environ["AWS_LAMBDA_RUNTIME_API"])
    set_up_logging()
    handler, fault = None, None
    try:
        handler = found(os.environ["_HANDLER"])
    except Fault as error:
        fault = error
    except Exception as error:
        problem = told(error, "")
        log_error(problem)
        api.fail_init(problem)
        sys.exit(1)
    run(api, handler, fault)


main()
