"""The payment provider: the only place that talks to it."""

import logging
import os
from dataclasses import dataclass

import httpx
from prometheus_client import Counter, Histogram
from tenacity import (
    RetryCallState,
    retry,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

log = logging.getLogger(__name__)

ATTEMPTS = 3
TRY_TIMEOUT_SECONDS = 1.0

attempt_seconds = Histogram(
    "orders_payment_attempt_seconds",
    "Time one call to the payment provider took, by outcome.",
    ["outcome"],
    buckets=(0.1, 0.25, 0.5, 1, 2),
)
retries = Counter("orders_payment_retries_total", "Calls to the payment provider that were repeated.")


class PaymentUnavailable(Exception):
    """The provider did not answer, or answered that it is not well."""


@dataclass(frozen=True)
class Authorisation:
    reference: str
    approved: bool


def count_retry(state: RetryCallState) -> None:
    retries.inc()
    log.warning("payment attempt %d failed, trying again", state.attempt_number)


class Payments:
    def __init__(self, base_url: str, api_key: str) -> None:
        self._client = httpx.Client(
            base_url=base_url,
            headers={"authorization": f"Bearer {api_key}"},
            timeout=httpx.Timeout(TRY_TIMEOUT_SECONDS),
            limits=httpx.Limits(max_connections=16),
        )

    @classmethod
    def from_environment(cls) -> "Payments":
        return cls(os.environ["PAYMENTS_URL"], os.environ["PAYMENTS_API_KEY"])

    @retry(
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_exponential(multiplier=0.5, max=2),
        retry=retry_if_exception_type(PaymentUnavailable),
        before_sleep=count_retry,
        reraise=True,
    )
    def authorise(self, order_id: str, token: str, amount_cents: int) -> Authorisation:
        """Reserves the amount. The order id is the provider's idempotency key, so a retry cannot charge twice."""
        with attempt_seconds.labels("answered").time():
            try:
                response = self._client.post(
                    "/v2/authorisations",
                    headers={"idempotency-key": order_id},
                    json={"token": token, "amount": amount_cents, "currency": "EUR"},
                )
            except httpx.TransportError as error:
                raise PaymentUnavailable(str(error)) from error
        if response.status_code >= 500 or response.status_code == 429:
            raise PaymentUnavailable(f"provider answered {response.status_code}")
        if response.status_code == 402:
            return Authorisation(reference="", approved=False)
        response.raise_for_status()
        return Authorisation(reference=response.json()["reference"], approved=True)

    def settled_since(self, day: str) -> list[dict]:
        """Lists what the provider settled, for the nightly reconciliation."""
        response = self._client.get("/v2/settlements", params={"from": day}, timeout=None)
        response.raise_for_status()
        return response.json()["settlements"]
