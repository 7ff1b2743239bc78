"""Step 2: take only what was signed with the secret that you share with the sender."""

import hashlib
import hmac
import json
import os

from flask import Flask, jsonify, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()


def is_signed(body: bytes, signature: str) -> bool:
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    # In constant time: how long a comparison takes must not tell how much of a guess was right.
    return hmac.compare_digest(expected.encode(), signature.encode())


def read_event(body: bytes):
    try:
        event = json.loads(body)
    except ValueError:
        return None
    return event if isinstance(event, dict) and event else None


@app.post("/webhook")
def webhook():
    # The bytes as they came. Parsed and written again they would no longer be what was signed.
    body = request.get_data()
    if not is_signed(body, request.headers.get("X-Signature", "")):
        return jsonify(error="Invalid signature"), 403
    event = read_event(body)
    if event is None:
        return jsonify(error="Invalid payload"), 400
    print("received", event.get("event"), flush=True)
    return jsonify(message="Webhook received"), 200


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "3000")))
