"""The HTTP interface of the orders service."""

import atexit
import json
import logging
import os
import sys
import time
from dataclasses import asdict
from uuid import UUID

from flask import Flask, Response, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest

from .payments import Payments, PaymentUnavailable
from .store import Store

audit = logging.getLogger("audit")

request_seconds = Histogram(
    "orders_request_seconds",
    "Time to answer a request, by route and status.",
    ["method", "route", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5),
)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {"level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry)


def create_app(store: Store | None = None, payments: Payments | None = None) -> Flask:
    configure_logging()
    store = store or Store.from_environment()
    payments = payments or Payments.from_environment()
    atexit.register(store.close)

    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024

    @app.before_request
    def start_timer() -> None:
        g.started = time.monotonic()

    @app.after_request
    def observe(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "unmatched"
        labels = (request.method, route, response.status_code)
        request_seconds.labels(*labels).observe(time.monotonic() - g.started)
        response.headers["x-request-id"] = request.headers.get("x-request-id", "")
        return response

    @app.get("/healthz")
    def healthz() -> tuple[Response, int]:
        reachable = store.is_reachable()
        return jsonify(status="ok" if reachable else "database unreachable"), 200 if reachable else 503

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    @app.post("/orders")
    def place() -> tuple[Response, int]:
        body = request.get_json()
        order = store.create(body["shopper"], body["lines"])
        try:
            authorisation = payments.authorise(order.id, body["payment_token"], order.total_cents)
        except PaymentUnavailable:
            app.logger.exception("payment of order %s not authorised", order.id)
            return jsonify(error="payment is not available", id=order.id), 503
        status = "paid" if authorisation.approved else "declined"
        store.settle(order.id, status, authorisation.reference or None)
        audit.info("order %s of shopper %s %s, %d cents", order.id, order.shopper, status, order.total_cents)
        return jsonify(id=order.id, status=status, total_cents=order.total_cents), 201 if status == "paid" else 402

    @app.get("/orders/<uuid:order_id>")
    def find(order_id: UUID) -> tuple[Response, int]:
        order = store.find(str(order_id))
        if order is None:
            return jsonify(error="no such order"), 404
        return jsonify(**asdict(order)), 200

    return app


def configure_logging() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    if path := os.environ.get("AUDIT_LOG"):
        audit.addHandler(logging.FileHandler(path))
