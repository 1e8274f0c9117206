"""Runs the AWS CLI as `aws` would, many times: it is loaded once, and each command runs in a fork of this process.

Reads one JSON object a line, {"arguments": [...], "environment": {...}, "out": path, "err": path}, and writes one line for
it, the exit status, when the command has ended. Ends with its standard input.
"""

import json
import os
import sys

import awscli.clidriver


def run(command):
    os.environ.update(command["environment"])
    sys.argv = ["aws", *command["arguments"]]
    for stream, path in ((1, command["out"]), (2, command["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    return awscli.clidriver.main()


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        status = 255
        try:
            status = run(json.loads(line))
        except SystemExit as end:
            status = end.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(ended), flush=True)
