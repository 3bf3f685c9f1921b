"""How a connection is broken on purpose."""

import socket
import struct
import sys

from aiohttp import web

# On, and for no time at all; Windows has shorter numbers in this place.
_LINGER_ZERO = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


def reset(request: web.Request) -> web.StreamResponse:
    """Break *request*'s connection; the response is for aiohttp and reaches nobody."""
    transport = request.transport
    if transport is not None:
        handle = transport.get_extra_info("socket")
        if handle is not None:
            # A lingering time of nought makes the kernel send RST instead of a polite end.
            handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
        transport.abort()
    return web.Response(status=500)
