"""``python -m licenseserver.practice.gateway --port N --data DIR [--webhook URL]``: a process of its own."""

import argparse
import json
import signal
import sys
import threading
from pathlib import Path

from licenseserver.practice.gateway.server import PracticeGateway


def main() -> int:
    """Serve until SIGTERM or SIGINT; print one line of JSON with the address when ready."""
    parser = argparse.ArgumentParser(prog="licenseserver.practice.gateway", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; 0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of the ledger")
    parser.add_argument("--webhook", default="", help="address that events are posted to")
    options = parser.parse_args()
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    with PracticeGateway(options.data, options.port, options.webhook) as gateway:
        sys.stdout.write(json.dumps({"gateway": gateway.address}) + "\n")
        sys.stdout.flush()
        over.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
