"""Fetching over HTTP, from servers that may be broken or hostile: bounded in time, size and redirects."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from dragoman._version import __version__
from dragoman.errors import SourceError
from dragoman.sources.addresses import Network, PrivateAddressError, Resolve, resolve
from dragoman.sources.unpacking import unpack

AGENT = "dragoman"
"""The name by which robots.txt may address the program."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


def user_agent(contact: str | None = None) -> str:
    """Return how the program names itself to servers; ``contact`` is an address of mail or the web."""
    said = f"; {contact}" if contact else ""
    return f"{AGENT}/{__version__} (reads news for research{said})"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one answer may take: bytes as sent and unpacked, seconds in all and between two bytes, redirects."""

    sent: int = 16 << 20
    unpacked: int = 32 << 20
    seconds: float = 30.0
    silence: float = 10.0
    redirects: int = 5


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """One answer: where it came from in the end, its status (200 or 304), its headers by lower-case name, its body."""

    url: str
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The media type that the server names, in lower case; empty when it names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server names."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == "charset" and value.strip("\"' "):
                return value.strip("\"' ")
        return None


class FetchError(SourceError):
    """What was asked for did not come.

    ``passing`` tells that asking again later may help; ``status`` is that of the answer, if there was one;
    ``wait`` the seconds for which the server wants to be left alone.
    """

    def __init__(
        self, reason: str, *, passing: bool = False, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(reason)
        self.passing = passing
        self.status = status
        self.wait = wait


Before = Callable[[str], None]
"""Called with each address before it is asked; waits, or raises FetchError."""


class Fetcher:
    """Fetches, one answer at a time.

    Args:
        contact: an address of mail or the web, told to servers.
        limits: of each answer.
        allow_private: whether addresses of the own network may be fetched, whoever names them.
        lookup: from host to IP addresses.
        now: the time since the epoch, for ``Retry-After`` with a date.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        limits: Limits | None = None,
        allow_private: bool = False,
        lookup: Resolve = resolve,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits or Limits()
        self._allow_private = allow_private
        self._network = Network(lookup)
        self._now = now
        self._headers = {
            "user-agent": user_agent(contact),
            "accept-encoding": "gzip, deflate",
            "accept-language": "en,*;q=0.5",
        }
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=self._network,
            max_connections=8,
            keepalive_expiry=20.0,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()

    def fetch(
        self,
        url: str,
        *,
        named: bool = False,
        headers: dict[str, str] | None = None,
        accept: tuple[str, ...] = (),
        before: Before | None = None,
        largest: int | None = None,
    ) -> Fetched:
        """Return what is at an address, after redirects.

        Args:
            url: http or https.
            named: whether the caller's user typed it, so that it may be a private address; a redirect never may.
            headers: sent with the first request only.
            accept: media types that are wanted; any when empty, and an answer that names none is taken.
            before: called with each address before it is asked.
            largest: bytes the body may have in place of the limits.

        Raises:
            FetchError: nothing came, or nothing that may be taken.
        """
        until = time.monotonic() + self.limits.seconds
        extra = headers or {}
        for step in range(self.limits.redirects + 1):
            checked = self._checked(url)
            if before is not None:
                waited = time.monotonic()
                before(url)
                until += time.monotonic() - waited
            self._network.deadline = until
            self._network.allow_private = self._allow_private or (named and step == 0)
            found = self._ask(checked, url, extra, accept, largest)
            if isinstance(found, Fetched):
                return found
            url, extra = found, {}
        raise FetchError(f"over {self.limits.redirects} redirects, one after another")

    def _checked(self, url: str) -> httpx.URL:
        try:
            checked = httpx.URL(url)
            if checked.scheme not in {"http", "https"}:
                raise FetchError(f"an address of scheme '{checked.scheme}', where only http and https are read")
            if not checked.host or checked.userinfo:
                raise FetchError("an address without a host, or with a password in it")
            return checked
        except (httpx.InvalidURL, ValueError, UnicodeError) as error:
            raise FetchError(f"no address that can be read ({' '.join(str(error).split())[:100]})") from error

    def _ask(
        self, url: httpx.URL, shown: str, headers: dict[str, str], accept: tuple[str, ...], largest: int | None
    ) -> Fetched | str:
        """Return the answer, or the address it redirects to."""
        accepted = {"accept": ", ".join((*accept, "*/*;q=0.1"))} if accept else {}
        request = httpx.Request("GET", url, headers=self._headers | accepted | headers)
        asked = httpcore.Request(
            "GET",
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.limits.silence)},
        )
        with _told(self.limits), contextlib.closing(_Answer(self._network, self._pool, asked)) as answer:
            got = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            if answer.status in _REDIRECTS and "location" in got:
                return _redirect(shown, got["location"])
            if answer.status == 304:
                return Fetched(url=shown, status=304, headers=got)
            if answer.status != 200:
                raise self._refusal(answer.status, got)
            sent, unpacked = (largest, largest) if largest else (self.limits.sent, self.limits.unpacked)
            return self._taken(answer, shown, got, accept, sent, unpacked)

    def _taken(
        self, answer: _Answer, url: str, headers: dict[str, str], accept: tuple[str, ...], largest: int, unpacked: int
    ) -> Fetched:
        found = Fetched(url=url, status=200, headers=headers)
        if accept and found.kind and found.kind not in accept:
            raise FetchError(f"{found.kind[:60]}, where {accept[0]} is wanted", status=200)
        said = headers.get("content-length", "")
        if said.isdigit() and (len(said) > 15 or int(said) > largest):
            raise FetchError(f"a body over {_size(largest)}; nothing of it was read", status=200)
        parts: list[bytes] = []
        size = 0
        for part in answer.body():
            parts.append(part)
            size += len(part)
            if size > largest:
                raise FetchError(f"a body over {_size(largest)}; nothing of it was read", status=200)
        try:
            body = unpack(b"".join(parts), headers.get("content-encoding", ""), unpacked)
        except SourceError as error:
            raise FetchError(str(error), status=200) from error
        return Fetched(url=url, status=200, headers=headers, body=body)

    def _refusal(self, status: int, headers: dict[str, str]) -> FetchError:
        wait = self._wait(headers.get("retry-after", ""))
        told = f"; the server asks to wait {wait:.0f} s" if wait else ""
        return FetchError(
            f"the server answers {status}{told}", passing=status in _PASSING or status >= 500, status=status, wait=wait
        )

    def _wait(self, value: str) -> float | None:
        """Return the seconds of a ``Retry-After``, which is a number or a date."""
        value = value.strip()
        if value.isdigit():
            return float(value[:9])
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - self._now()) if value else None
        except (ValueError, OverflowError, TypeError):
            return None


class _Answer:
    """An answer while its body is read."""

    def __init__(self, network: Network, pool: httpcore.ConnectionPool, request: httpcore.Request) -> None:
        network.check_kept(request.url.host.decode("ascii"))
        self._response = pool.handle_request(request)
        self.status = self._response.status
        self.headers = self._response.headers

    def body(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@contextlib.contextmanager
def _told(limits: Limits) -> Iterator[None]:
    """Turn what can go wrong on the way into one error with one line."""
    try:
        yield
    except PrivateAddressError as error:
        raise FetchError(f"the private address {error}, which only the user may name (or --allow-private)") from error
    except httpcore.TimeoutException as error:
        raise FetchError(f"no whole answer in {limits.seconds:.0f} s", passing=True) from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError(f"no connection ({_short(error)})", passing=True) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"no answer by the rules of HTTP ({_short(error)})", passing=True) from error


def _redirect(url: str, location: str) -> str:
    try:
        # headers are bytes: an address in them may be UTF-8
        target = urljoin(url, location.encode("latin-1").decode("utf-8", "replace").strip())
        scheme = urlsplit(target).scheme
    except ValueError as error:
        raise FetchError("a redirect to no address that can be read") from error
    if scheme not in {"http", "https"}:
        raise FetchError(
            f"a redirect to an address of {scheme[:20] or 'no'} scheme, where only http and https are read"
        )
    return target


def _size(number: int) -> str:
    return f"{number >> 20} MB" if number >= 1 << 20 else f"{number >> 10} kB"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
