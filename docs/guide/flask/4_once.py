"""Step 4: do what an event asks for once, however often it comes, and fail in a way that brings it again."""

import hashlib
import hmac
import json
import os
import sqlite3
import time

from flask import Flask, jsonify, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()
TOLERANCE_SECONDS = 300
DATABASE = os.environ.get("DATABASE", "webhooks.db")


def open_database() -> sqlite3.Connection:
    database = sqlite3.connect(DATABASE, timeout=10)
    database.execute("CREATE TABLE IF NOT EXISTS seen (event_id TEXT PRIMARY KEY)")
    database.execute("CREATE TABLE IF NOT EXISTS orders (event_id TEXT, total INTEGER)")
    return database


def process(event: dict, event_id: str) -> None:
    """One transaction: either the event is noted and its work is done, or neither is."""
    database = open_database()
    try:
        with database:
            noted = database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (event_id,))
            if noted.rowcount == 0:
                return  # It came before: nothing is left to do.
            if event.get("event") == "fail_test":
                raise RuntimeError("Simulated failure")
            if event.get("event") == "order.paid":
                total = event["data"]["order"]["total"]
                database.execute("INSERT INTO orders VALUES (?, ?)", (event_id, total))
            # A type that we do not know is taken: senders add new ones at any time.
    finally:
        database.close()


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
    event_id = str(event.get("id") or hashlib.sha256(body).hexdigest())
    try:
        process(event, event_id)
    except Exception as error:
        # No 2xx, so the sender tries again. The transaction left nothing behind that would stop it.
        print("failed", event_id, repr(error), flush=True)
        return jsonify(error="Simulated failure"), 500
    print("received", event.get("event"), flush=True)
    return jsonify(message="Webhook received"), 200


@app.get("/state")
def state():
    """What events have done, for the handler check."""
    database = open_database()
    try:
        count, total = database.execute("SELECT count(*), coalesce(sum(total), 0) FROM orders").fetchone()
    finally:
        database.close()
    return jsonify(orders=count, total=total)


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "3000")))
