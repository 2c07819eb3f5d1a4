"""Reading files opens no connection, whatever is in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from test_feeds import ATOM, RSS
from test_warc import record

BLOCKED = """
import socket, sys

def blocked(*arguments, **more):
    print("a connection was tried", file=sys.__stderr__)
    raise OSError("no connection here")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, blocked)
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = blocked
sys.argv = ["dragoman", *sys.argv[1:]]
from dragoman.interfaces.cli import main
main()
"""
TEXT = "Kenya opened its embassy in Baku on Wednesday. Foreign Minister Alfred Mutua said that he wanted more trade."


def test_reading_and_adding_files_of_every_kind(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    external = RSS.partition("?>")[2]
    (news / "a.txt").write_text(TEXT)
    (news / "b.html").write_text(
        f"<html><head><link rel='canonical' href='http://x.example/'></head><p>{TEXT}</p></html>"
    )
    (news / "c.warc").write_bytes(record(1, f"<html><body><p>{TEXT}</p></body></html>".encode()))
    (news / "d.rss").write_text(f"<!DOCTYPE rss SYSTEM 'http://dtd.example/rss.dtd'>{external}")
    (news / "e.atom").write_text(ATOM)
    (news / "f.opml").write_text("<opml><body><outline xmlUrl='http://a.example/feed'/></body></opml>")
    (news / "g.xml").write_text(
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'http://e.example/'>]><rss><channel>&x;</channel></rss>"
    )
    for arguments in (["read", "--format", "jsonl", news], ["add", news, "--library", tmp_path / "library.db"]):
        done = subprocess.run(
            [sys.executable, "-c", BLOCKED, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stderr
        assert "a connection was tried" not in done.stderr
        failed = [line for line in done.stderr.splitlines() if line.startswith(f"dragoman: {news}")]
        assert ["f.opml" in failed[0], "g.xml" in failed[1]] == [True, True], done.stderr
        assert len(failed) == 2, done.stderr


def test_the_block_is_real(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, "read", "http://127.0.0.1:9/"], capture_output=True, text=True, check=False
    )
    assert "a connection was tried" in done.stderr and done.returncode == 2
