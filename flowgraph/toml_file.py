"""A TOML file that somebody wrote by hand: read with care, and every key with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .errors import ConfigError, FlowgraphError, InputError
from .text import one_line, shorten, visible

_MIB = 1024 * 1024
_LONGEST_REASON = 200
_HEADER = re.compile(r"\s*\[+\s*(.+?)\s*\]")
_KEY = re.compile(r"""\s*["']?(.*?)["']?\s*=""")


class TomlFile(NamedTuple):
    """A file that was read.

    Attributes:
        path: Its name, as it was given.
        text: Its text.
        document: What it holds.
    """

    path: Path
    text: str
    document: dict[str, Any]

    def place(self, key: str, table: str = "") -> str:
        """Give file and line of a key of a table; the file alone where it is not found."""
        for number, current, is_header, word in self._lines():
            if is_header:
                is_it = not table and current.partition(".")[0] == key
            else:
                is_it = current == table and word == key
            if is_it:
                return self.at(number)
        return str(self.path)

    def at(self, line: int) -> str:
        """Give the file and a line; the file alone for line 0."""
        return f"{self.path}, line {line}" if line else str(self.path)

    def entries(self, table: str) -> list[dict[str, int]]:
        """Give the lines of several tables of one name (``[[table]]``).

        Returns:
            Of each table the line of every key, and of its header under the empty key.
        """
        found: list[dict[str, int]] = []
        for number, current, is_header, word in self._lines():
            if current == table and is_header:
                found.append({"": number})
            elif current == table and found:
                found[-1].setdefault(word, number)
        return found

    def _lines(self) -> Iterator[tuple[int, str, bool, str]]:
        """Give each header and key: line, table, whether it is a header, the key."""
        current = ""
        for number, line in enumerate(self.text.split("\n"), 1):
            if header := _HEADER.match(line):
                current = re.sub("[\"']", "", header[1])
                yield number, current, True, ""
            elif key := _KEY.match(line):
                yield number, current, False, key[1]


def read_toml(
    path: Path, slip: type[ConfigError] | type[InputError], *, most_mib: int = 1
) -> TomlFile:
    """Read a file.

    Args:
        path: The file.
        slip: What to raise where its content is at fault.
        most_mib: Largest file that is read, in MiB.

    Raises:
        FlowgraphError: As ``slip`` says: too large, not in UTF-8, no valid TOML.
        InputError: It cannot be read, or is no plain file.
    """
    import tomllib

    def fault(what: str, hint: str) -> FlowgraphError:
        return slip(what, where=str(path), hint=hint)

    try:
        # A device or a pipe may never end, or never begin.
        if path.exists() and not path.is_file():
            raise InputError("not a plain file", where=str(path), hint="name a file")
        with path.open("rb") as stream:
            content = stream.read(most_mib * _MIB + 1)
        if len(content) > most_mib * _MIB:
            raise fault(f"larger than {most_mib} MiB", "is this the right file?")
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
        return TomlFile(path, text, tomllib.loads(text))
    except UnicodeDecodeError:
        raise fault("not in UTF-8", "save it as UTF-8") from None
    except RecursionError:
        raise fault("nested too deeply", "correct it") from None
    except ValueError as error:
        # Besides its own errors the parser lets through those of a date or a number.
        reason = shorten(visible(one_line(str(error))), _LONGEST_REASON)
        raise fault("no valid TOML", f"correct it: {reason}") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        hint = "check the name and its rights"
        raise InputError(f"cannot be read: {reason}", where=str(path), hint=hint) from None
