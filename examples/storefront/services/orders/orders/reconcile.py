"""Nightly: compares yesterday's paid orders with what the provider settled."""

import logging
import sys
from datetime import UTC, datetime, timedelta

from .app import configure_logging
from .payments import Payments
from .store import Store

log = logging.getLogger(__name__)


def main() -> int:
    configure_logging()
    day = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    store = Store.from_environment()
    try:
        settled = {entry["reference"] for entry in Payments.from_environment().settled_since(day)}
        missing = store.unmatched(settled, day)
    finally:
        store.close()
    for reference in missing:
        log.error("payment %s is paid here and not settled at the provider", reference)
    log.info("reconciled %s: %d settled, %d missing", day, len(settled), len(missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
