"""Says by its exit code whether the bot of this container lives; it does, where it listens nowhere."""

import http.client
import os
import sys

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what may be listened on, and where that is asked

if listen := os.environ.get("QIAO_METRICS__LISTEN", "").strip():
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    # No proxy of the environment comes between, as it would by urllib.
    connection = http.client.HTTPConnection(EVERYWHERE.get(host, host), int(port), timeout=4)
    connection.request("GET", "/livez")
    sys.exit(connection.getresponse().status != http.client.OK)
