from orders.app import create_app
from orders.payments import Authorisation, PaymentUnavailable
from orders.store import Order


class MemoryStore:
    def __init__(self) -> None:
        self.settled: list[tuple[str, str]] = []

    def create(self, shopper: str, lines: list[dict]) -> Order:
        return Order(id="7d9f", shopper=shopper, status="pending", total_cents=1250)

    def settle(self, order_id: str, status: str, reference: str | None) -> None:
        self.settled.append((order_id, status))

    def close(self) -> None:
        pass


class Provider:
    def __init__(self, answer: Authorisation | None) -> None:
        self.answer = answer

    def authorise(self, order_id: str, token: str, amount_cents: int) -> Authorisation:
        if self.answer is None:
            raise PaymentUnavailable("timed out")
        return self.answer


BODY = {"shopper": "s-1", "payment_token": "tok", "lines": []}


def test_an_approved_payment_makes_a_paid_order() -> None:
    store = MemoryStore()
    client = create_app(store, Provider(Authorisation("r-1", approved=True))).test_client()
    assert client.post("/orders", json=BODY).status_code == 201
    assert store.settled == [("7d9f", "paid")]


def test_an_order_stays_pending_while_the_provider_is_away() -> None:
    store = MemoryStore()
    client = create_app(store, Provider(None)).test_client()
    assert client.post("/orders", json=BODY).status_code == 503
    assert store.settled == []
