"""Connections to strangers' addresses: every name is looked up here, and private addresses are refused.

A feed may name any address, also one inside the network of whoever reads it. The check is made on the address that is
connected to, so that a name that answers otherwise the second time does not get past it.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

Resolve = Callable[[str, int], list[str]]
"""From host and port to IP addresses."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """An address inside the reader's own network, where none is allowed; the message is that address."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet, whatever form it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, in the order in which they are to be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Network(httpcore.NetworkBackend):
    """Opens connections, to public addresses only unless it is told otherwise, and keeps to a deadline.

    ``deadline`` (of `time.monotonic`) ends every read and write of every connection: a server that sends a byte now and
    then cannot keep its reader.
    """

    def __init__(self, lookup: Resolve = resolve) -> None:
        self._lookup = lookup
        self._backend = httpcore.SyncBackend()
        self._private: dict[str, str] = {}
        self.deadline = 0.0
        self.allow_private = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            PrivateAddressError: one of its addresses is private, and none may be.
        """
        try:
            addresses = self._lookup(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no such host ({getattr(error, 'strerror', None) or error})") from error
        if private := next((one for one in addresses if not is_public(one)), None):
            if not self.allow_private:
                raise PrivateAddressError(private)
            self._private[host] = private
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(address, port, self.remaining(timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _Timed(stream, self)
        raise failed

    def check_kept(self, host: str) -> None:
        """Check a host before a connection to it is used again, which may have been opened when more was allowed.

        Raises:
            PrivateAddressError: it is in the own network.
        """
        if not self.allow_private and host in self._private:
            raise PrivateAddressError(self._private[host])

    def remaining(self, timeout: float | None) -> float:
        """Return the seconds that the next step may take."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("too slow")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A connection whose every step ends at its network's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._network.remaining(timeout))
        return _Timed(secured, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
