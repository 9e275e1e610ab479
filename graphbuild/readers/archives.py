"""ZIP archives, as Snipd and Readwise hand out exports: read in memory, never unpacked to disk.

A member is named `archive.zip/folder/file.md`. Limits keep a hostile archive from filling the memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from graphbuild.readers.base import Document, Refusal, decode
from graphbuild.text import nfc

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_LARGEST_MEMBER = 256 * 2**20  # bytes; the largest export we know of is 20 MB
_LARGEST_SUM = 2 * 2**30
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive, by how they begin."""
    return data.startswith(_MAGIC)


def members(path: str, data: bytes) -> Iterator[Document | Refusal]:
    """The text of each file in the archive, in order of name, or why there is none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, OverflowError):
        yield Refusal(path=path, reason="a broken ZIP archive: download it again")
        return
    if any(info.filename in _OFFICE for info in infos):
        yield Refusal(path=path, reason="not an export: an office document, an e-book or a program")
        return
    if not infos:
        yield Refusal(path=path, reason="an empty ZIP archive")
    left = _LARGEST_SUM
    names: set[str] = set()
    for info in infos:
        name = _name(path, info.filename, names)
        if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in info.filename.split("/")):
            yield Refusal(path=name, reason="a hidden file")
            continue
        if info.flag_bits & 1:
            yield Refusal(path=name, reason="is protected by a password: unpack it first")
            continue
        inside = _read(archive, info, min(_LARGEST_MEMBER, left))
        if isinstance(inside, str):
            yield Refusal(path=name, reason=inside)
            continue
        left -= len(inside)
        yield Refusal(path=name, reason="an archive in an archive: unpack it first") if is_archive(inside) else decode(name, inside)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | str:
    """The bytes of a member, or why there are none. Sizes that the archive states are not believed."""
    try:
        with archive.open(info) as member:
            data = member.read(most + 1)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError, OSError, OverflowError):
        return "is damaged within its archive: download that again"
    except Exception as error:  # noqa: BLE001 - zlib.error, lzma.LZMAError and what else a decompressor raises
        return f"is damaged within its archive ({type(error).__name__}): download that again"
    return (
        f"is larger than {most / 2**20:,.0f} MB once unpacked: unpack it and give the parts that are exports" if len(data) > most else data
    )


def _name(path: str, name: str, names: set[str]) -> str:
    made = f"{path}/" + nfc("/".join(part for part in name.split("/") if part not in ("", ".", "..")))
    made = made.encode("utf-8", "replace").decode("utf-8")
    while made in names:
        made += "~"
    names.add(made)
    return made
