"""Step 3: refuse what is old, so that nobody can send a captured webhook again."""

import hashlib
import hmac
import json
import os
import time

from flask import Flask, jsonify, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()
TOLERANCE_SECONDS = 300


def is_signed(timestamp: str, body: bytes, signature: str) -> bool:
    # The time is part of what is signed: one that is not could be replaced by anybody.
    content = timestamp.encode() + b"." + body
    expected = hmac.new(SECRET, content, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def is_fresh(timestamp: str) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    return abs(time.time() - int(timestamp)) <= TOLERANCE_SECONDS


def read_event(body: bytes):
    try:
        event = json.loads(body)
    except ValueError:
        return None
    return event if isinstance(event, dict) and event else None


@app.post("/webhook")
def webhook():
    body = request.get_data()
    timestamp = request.headers.get("X-Timestamp", "")
    if not is_signed(timestamp, body, request.headers.get("X-Signature", "")):
        return jsonify(error="Invalid signature"), 403
    if not is_fresh(timestamp):
        return jsonify(error="Request expired"), 400
    event = read_event(body)
    if event is None:
        return jsonify(error="Invalid payload"), 400
    print("received", event.get("event"), flush=True)
    return jsonify(message="Webhook received"), 200


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "3000")))
