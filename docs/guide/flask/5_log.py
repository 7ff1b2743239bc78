"""Step 5: write down what came and what became of it, without secrets and without bodies."""

import hashlib
import hmac
import json
import logging
import logging.handlers
import os
import sqlite3
import time

from flask import Flask, jsonify, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()
TOLERANCE_SECONDS = 300
DATABASE = os.environ.get("DATABASE", "webhooks.db")

log = logging.getLogger("webhook")
log.setLevel(logging.INFO)
handler = logging.handlers.RotatingFileHandler(os.environ.get("LOG", "webhook.log"), maxBytes=1_000_000, backupCount=3)
handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
log.addHandler(handler)


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


def answer(status: int, **body):
    return jsonify(**body), status


@app.post("/webhook")
def webhook():
    body = request.get_data()
    timestamp = request.headers.get("X-Timestamp", "")
    if not is_signed(timestamp, body, request.headers.get("X-Signature", "")):
        log.warning("403 signature bytes=%d", len(body))
        return answer(403, error="Invalid signature")
    if not is_fresh(timestamp):
        log.warning("400 expired timestamp=%r", timestamp[:20])
        return answer(400, error="Request expired")
    event = read_event(body)
    if event is None:
        log.warning("400 payload bytes=%d", len(body))
        return answer(400, error="Invalid payload")
    event_id = str(event.get("id") or hashlib.sha256(body).hexdigest())
    # With %r nothing that a sender writes can forge a line of its own.
    known = (str(event.get("event"))[:80], event_id[:80])
    try:
        process(event, event_id)
    except Exception:
        log.exception("500 type=%r id=%r", *known)
        return answer(500, error="Simulated failure")
    log.info("200 type=%r id=%r", *known)
    return answer(200, message="Webhook received")


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
