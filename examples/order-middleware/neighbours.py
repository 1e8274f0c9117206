#!/usr/bin/env python3
"""Plays everybody whom the middleware calls, and says what it is asked for: stores, partners, the accounting, and couriers,
whose drivers are always near.

    neighbours.py PORT API SECRET       API and SECRET as deploy.sh prints them
    neighbours.py token PARTNER SECRET  prints the token of a partner
"""

import hashlib
import hmac
import json
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def token(partner, secret):
    return partner + "." + hmac.new(secret.encode(), partner.encode(), hashlib.sha256).hexdigest()


def call_back(request):
    """Tells the middleware that the driver is near, as the order's partner."""
    callback = urllib.request.Request(
        API + "/callbacks",
        json.dumps({"token": request["token"], "status": "near"}).encode(),
        {"authorization": "Bearer " + token(request["partner"], SECRET), "content-type": "application/json"},
    )
    with urllib.request.urlopen(callback, timeout=30) as answer:
        print("callback for", request["order"], answer.status, flush=True)


class Neighbour(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        print(self.command, self.path, flush=True)
        if self.path == "/drivers":
            threading.Thread(target=call_back, args=[json.loads(body)]).start()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *any):
        """It has said what it was asked for."""


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if sys.argv[1] == "token":
        print(token(sys.argv[2], sys.argv[3]))
    else:
        API, SECRET = sys.argv[2:]
        ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Neighbour).serve_forever()
