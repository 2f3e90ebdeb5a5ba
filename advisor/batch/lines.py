"""Numbered lines of a byte stream, each of bounded length, with what is wrong with it."""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

from advisor.documents.reader import MAX_BYTES

SHOWN = 1000
"""So many characters are kept of a line that is too long to be kept whole."""


class Line(NamedTuple):
    """A line without its end; ``problem`` is empty where it can be read."""

    number: int
    text: str
    problem: str = ""


class Lines:
    """The lines of a stream one after the other; ``done`` counts the bytes read so far.

    A line is never held whole when it is longer than a requirements file may be.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Reads nothing yet."""
        self.stream = stream
        self.number = self.done = 0

    def __iter__(self) -> Lines:
        """Lines are read once, from first to last."""
        return self

    def __next__(self) -> Line:
        """The next line; raises `StopIteration` at the end."""
        raw = self.stream.readline(MAX_BYTES + 2)
        if not raw:
            raise StopIteration
        self.number += 1
        self.done += len(raw)
        if len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            return self._too_long(raw)
        try:
            text = raw.decode("utf-8-sig" if self.number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            shown = raw.decode("utf-8", "backslashreplace").rstrip("\r\n")
            return Line(self.number, shown, f"not UTF-8 text (byte {error.start + 1} of the line)")
        return Line(self.number, text, "holds a NUL byte" if "\0" in text else "")

    def _too_long(self, start: bytes) -> Line:
        """The line is left unread; its beginning stands for it."""
        length = len(start)
        while part := self.stream.readline(1 << 16):
            length += len(part)
            self.done += len(part)
            if part.endswith(b"\n"):
                break
        text = start[:SHOWN].decode("utf-8", "backslashreplace")
        return Line(
            self.number, f"{text}…", f"longer than {MAX_BYTES:,} bytes ({length:,}); only its beginning is kept"
        )
