"""Damages exports of every family by chance and reads them: no crash, no line lost, nothing slow.

    make fuzz                                 # ten minutes
    python -m tests.fuzz --seconds 60 --seed 7

A file that breaks something is kept beside the tests, in `tests/readers/broken/`: all of them are read again by `make test`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
import uuid
from importlib import import_module
from pathlib import Path

from graphbuild.readers import READERS, Refusal, read
from graphbuild.readers.base import decode
from graphbuild.resolvers.episodes import join_episodes
from tests.readers.made import MadeEpisode, MadeHighlight

FORMS = [import_module(f"tests.readers.{reader.family.replace('-', '_')}.form") for reader in READERS]
BROKEN = Path(__file__).parent / "readers" / "broken"
WORDS = [
    "rope",
    "knot",
    "Ada",
    "Bram",
    "it's",
    "(x)",
    "“q”",
    "#5",
    "a/b",
    "編む",
    "חבל",
    "\u200b",
    "\xa0",
    "-",
    "*",
    "+",
    "**",
    "[[",
    "]]",
    "::",
    "```",
    "---",
    "%%",
    "^12",
    "![x](y)",
    "|",
    ",",
    '"',
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "\t",
    "\x0c",
    "\u2028",
    ".h1",
    ".discard",
    "Transcript:",
    "Summary:",
    "Speaker",
    "AirrQuote",
    "##",
    ">",
    "<br/>",
    "\x00",
]
SLOW = 5.0  # seconds, for files of a few KB


def words(chance: random.Random, most: int = 6) -> str:
    """A few words, some of which mean something to a reader."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def episode(chance: random.Random) -> MadeEpisode:
    """An episode of such words."""
    return MadeEpisode(
        uuid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        title=words(chance),
        show=words(chance),
        highlights=tuple(
            MadeHighlight(
                uuid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                start=chance.randint(0, 9999),
                length=chance.randint(1, 99),
                title=words(chance),
                summary=chance.choice((None, words(chance))),
                takeaways=tuple(words(chance) for _ in range(chance.randint(1, 3))),
                turns=tuple((chance.choice(("Speaker 1", "Ada Bram")), words(chance)) for _ in range(chance.randint(1, 3))),
                tags=tuple(words(chance, 2) for _ in range(chance.randint(0, 2))),
                note=chance.choice((None, words(chance))),
            )
            for _ in range(chance.randint(0, 3))
        ),
    )


def file(chance: random.Random) -> bytes:
    """The bytes of a damaged export, of two in one file, or of nothing at all."""
    data = bytearray("".join(chance.choice(FORMS).write(episode(chance)) for _ in range(chance.choice((0, 1, 1, 1, 2)))).encode())
    data = data or bytearray(chance.randbytes(chance.randint(0, 500)))
    for _ in range(chance.choice((0, 1, 3, 10, 40))):
        if not data:
            break
        first = chance.randrange(len(data))
        last = min(len(data), first + chance.randint(0, 80))
        match chance.randint(0, 5):
            case 0:
                del data[first:last]
            case 1:
                data[first:first] = data[first:last]
            case 2:
                data[first:last] = chance.randbytes(chance.randint(0, 4))
            case 3:
                data[first:first] = chance.choice(WORDS).encode()
            case 4:
                data[first:first] = b"\n"
            case _:
                other = chance.randrange(len(data))
                data[first:first] = data[other : other + chance.randint(0, 200)]
    return bytes(data).replace(b"\n", chance.choice((b"\n", b"\n", b"\n", b"\r\n", b"\r")))


def wrong(data: bytes) -> str | None:
    """What goes wrong with a file; None where all is well."""
    started = time.process_time()
    try:
        document = decode("x", data)
        result = document if isinstance(document, Refusal) else read(document)
        if isinstance(result, Refusal):
            return None if result.reason else "refused without a reason"
        lines = sum(1 for line in document.lines if line.strip())
        if not sum(result.lines.values()) == result.non_blank == lines:
            return f"{sum(result.lines.values())} lines in buckets, {lines} in the file"
        if "unread" in result.lines:
            return f"{result.lines['unread']} lines that nobody read"
        join_episodes(result.episodes)
    except Exception as error:  # noqa: BLE001 - any is a finding
        return f"{type(error).__name__}: {error}"
    return "slow" if time.process_time() - started > SLOW else None


def main() -> None:
    """Fuzz for some seconds; exit 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, end, files, found = random.Random(asked.seed), time.monotonic() + asked.seconds, 0, 0  # noqa: S311 - no secrets
    while time.monotonic() < end:
        data = file(chance)
        files += 1
        if reason := wrong(data):
            found += 1
            BROKEN.mkdir(exist_ok=True)
            kept = BROKEN / hashlib.sha256(data).hexdigest()[:12]
            kept.write_bytes(data)
            print(f"{kept}: {reason}", flush=True)
    print(f"{files} files, {found} broke something")
    raise SystemExit(found > 0)


if __name__ == "__main__":
    main()
