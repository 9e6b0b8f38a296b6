"""Orders in PostgreSQL."""

import os
import uuid
from dataclasses import dataclass

from psycopg.rows import class_row
from psycopg_pool import ConnectionPool


@dataclass(frozen=True)
class Order:
    id: str
    shopper: str
    status: str
    total_cents: int
    payment_reference: str | None = None


class Store:
    def __init__(self, url: str) -> None:
        self._pool = ConnectionPool(
            url,
            min_size=2,
            max_size=8,
            timeout=2.0,
            max_lifetime=1800,
            kwargs={"connect_timeout": 2, "options": "-c statement_timeout=1500 -c lock_timeout=500"},
        )

    @classmethod
    def from_environment(cls) -> "Store":
        return cls(os.environ["DATABASE_URL"])

    def create(self, shopper: str, lines: list[dict]) -> Order:
        """Stores the order and its lines in one transaction, before any money moves."""
        order_id = str(uuid.uuid4())
        total = sum(line["quantity"] * line["price_cents"] for line in lines)
        with self._pool.connection() as connection, connection.cursor() as cursor:
            cursor.execute(
                "insert into orders (id, shopper, status, total_cents) values (%s, %s, 'pending', %s)",
                (order_id, shopper, total),
            )
            cursor.executemany(
                "insert into order_lines (order_id, sku, quantity, price_cents) values (%s, %s, %s, %s)",
                [(order_id, line["sku"], line["quantity"], line["price_cents"]) for line in lines],
            )
        return Order(id=order_id, shopper=shopper, status="pending", total_cents=total)

    def settle(self, order_id: str, status: str, reference: str | None) -> None:
        with self._pool.connection() as connection:
            connection.execute(
                "update orders set status = %s, payment_reference = %s where id = %s",
                (status, reference, order_id),
            )

    def find(self, order_id: str) -> Order | None:
        query = "select id::text, shopper, status, total_cents, payment_reference from orders where id = %s"
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Order)) as cursor:
            return cursor.execute(query, (order_id,)).fetchone()

    def is_reachable(self) -> bool:
        try:
            with self._pool.connection(timeout=0.5) as connection:
                connection.execute("select 1")
            return True
        except Exception:
            return False

    def unmatched(self, references: set[str], day: str) -> list[str]:
        """Paid orders of the day that the provider does not know."""
        query = "select payment_reference from orders where status = 'paid' and created_at >= %s"
        with self._pool.connection() as connection:
            paid = {row[0] for row in connection.execute(query, (day,)).fetchall()}
        return sorted(paid - references)

    def close(self) -> None:
        self._pool.close()
