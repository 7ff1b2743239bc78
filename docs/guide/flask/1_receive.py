"""Step 1: take a webhook and answer it."""

import os

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/webhook")
def webhook():
    event = request.get_json(force=True, silent=True)
    if not isinstance(event, dict) or not event:
        return jsonify(error="Invalid payload"), 400
    print("received", event.get("event"), flush=True)
    return jsonify(message="Webhook received"), 200


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "3000")))
