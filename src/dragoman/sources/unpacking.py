"""Bodies of HTTP answers, unpacked within a limit: chunks put together, gzip and its like undone."""

from __future__ import annotations

import io
import re
import zlib

from dragoman.errors import SourceError

_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = b"\x1f\x8b"


def unpack(data: bytes, encoding: str, limit: int) -> bytes:
    """Return a body without its content encoding.

    What is not packed, although it is said to be, is returned as it is: archives and proxies unpack without saying so.

    Args:
        data: the body as it came.
        encoding: the value of ``Content-Encoding``; several are undone from the last to the first.
        limit: bytes the result may have.

    Raises:
        SourceError: it is broken, larger than the limit, or packed in a way that is not known.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in {"identity", "none", "utf-8"}:
            continue
        if name in {"gzip", "x-gzip"}:
            data = _inflated(data, 31, limit) if data.startswith(_GZIP) else data
        elif name == "deflate":
            data = _deflate(data, limit)
        elif name in {"br", "zstd"}:
            data = _by_reader(data, name, limit)
        else:
            raise SourceError(f"packed as '{name[:40]}', which Dragoman cannot unpack")
    if len(data) > limit:
        raise too_large(limit)
    return data


def unpacked_head(head: bytes) -> bytes:
    """Return the first bytes of a file, unpacked if they are gzip and as far as they are whole."""
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 1 << 16)
    except zlib.error:
        # the beginning may be whole where the end is not: byte by byte it comes out
        unpacker = zlib.decompressobj(31)
        found = bytearray()
        try:
            for at in range(min(len(head), 4096)):
                found += unpacker.decompress(head[at : at + 1], 1 << 16)
        except zlib.error:
            pass
        return bytes(found)


def dechunk(data: bytes) -> bytes:
    """Return a body without the marks of ``Transfer-Encoding: chunked``; as it is, where it has none.

    Raises:
        SourceError: the chunks break off or are broken.
    """
    if _CHUNK_HEAD.match(data) is None:
        return data
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_HEAD.match(data, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        end = match.end() + size
        if end > len(data):
            raise SourceError("the body breaks off within a chunk")
        parts.append(data[match.end() : end])
        at = end + 2 if data.startswith(b"\r\n", end) else end + 1
    raise SourceError("the chunks of the body are broken")


def too_large(limit: int) -> SourceError:
    """Return the error of a body that is larger than allowed when it is unpacked."""
    return SourceError(f"over {limit >> 20} MB when unpacked, as no article is; nothing of it was read")


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    """Unpack without ever holding more than the limit; members after the first are unpacked too."""
    parts = []
    room = limit + 1
    while data:
        unpacker = zlib.decompressobj(window)
        try:
            part = unpacker.decompress(data, room)
        except zlib.error as error:
            raise SourceError(f"broken gzip ({error})") from error
        parts.append(part)
        room -= len(part)
        if room <= 0:
            raise too_large(limit)
        if not unpacker.eof:
            raise SourceError("the packed body breaks off")
        data = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP) else b""
    return b"".join(parts)


def _deflate(data: bytes, limit: int) -> bytes:
    # the name stands for two formats: the standard's zlib, and the raw deflate that some servers send
    try:
        return _inflated(data, 15, limit)
    except SourceError:
        if len(data) >= 2 and (data[0] << 8 | data[1]) % 31 == 0 and data[0] & 15 == 8:
            raise
    try:
        return _inflated(data, -15, limit)
    except SourceError as error:
        if "over" in str(error):
            raise
        return data


def _by_reader(data: bytes, name: str, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = (BrotliReader if name == "br" else ZstdReader)(io.BytesIO(data))
    parts = []
    size = 0
    try:
        while part := reader.read(1 << 16):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise too_large(limit)
    except (OSError, ValueError) as error:
        raise SourceError(f"broken {name} ({' '.join(str(error).split())})") from error
    return b"".join(parts)
