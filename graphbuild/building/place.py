"""Files put in place whole: a build that is killed, or a second one at the same time, never leaves some files of one and some of another.

They are written into a folder aside; its renaming is the moment from which they count; what then remains is to move them, and whoever comes next does
that for a build that was killed in between. Builds into the same folder take turns at this.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphbuild.building.output import REPORT
from graphbuild.errors import ExportError

if sys.platform != "win32":
    import fcntl


def put_in_place(files: Mapping[str, bytes], output: Path) -> None:
    """Write all files, or none. Whatever else lies in the folder stays. Raises `ExportError` where it cannot be done."""
    try:
        output = output.resolve()
        if output.exists() and not output.is_dir():
            raise ExportError("is not a folder", place=str(output), mend="Choose another with -o.")
        for name in files:
            if (output / name).is_dir():
                raise ExportError("is a folder where a file is to be written.", place=str(output / name), mend="Move it away.")
        output.parent.mkdir(parents=True, exist_ok=True)
        with _turn(output.parent):
            _finish(output)
            _put(files, output)
    except OSError as error:
        raise ExportError(
            f"cannot be written: {error.strerror or error}", place=str(output), mend="Choose another folder with -o."
        ) from error


def finish(output: Path) -> None:
    """Complete what a build that was killed had begun to put into a folder; there is mostly nothing to do. Never raises for want of rights."""
    output = output.resolve()
    if _ready(output).exists():
        with contextlib.suppress(OSError), _turn(output.parent):
            _finish(output)


def _put(files: Mapping[str, bytes], output: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=_aside(output), dir=output.parent))
    try:
        for name, data in files.items():
            (aside / name).write_bytes(data)
        if output.exists():
            aside.rename(_ready(output))
            _finish(output)
        else:
            aside.chmod(0o755)
            aside.rename(output)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _finish(output: Path) -> None:
    """Move what is ready; remove what killed builds left before they were. The caller has the turn, so nobody is at work on either."""
    for left in output.parent.glob(f"{_literal(_aside(output))}*"):
        shutil.rmtree(left, ignore_errors=True)
    ready = _ready(output)
    if not ready.exists():
        return
    if output.is_dir():
        # The report last, so that it never speaks of files that are not there yet.
        for file in sorted(ready.iterdir(), key=lambda each: (each.name == REPORT, each.name)):
            file.replace(output / file.name)
    shutil.rmtree(ready)


def _literal(name: str) -> str:
    """The name as a pattern that fits it alone."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _aside(output: Path) -> str:
    return f".{output.name}.writing-"


def _ready(output: Path) -> Path:
    return output.with_name(f".{output.name}.ready")


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait until nobody else puts files in place below the folder. The lock ends with the process, however it ends."""
    if sys.platform == "win32":  # there the last of two builds at once wins, file by file
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network drive without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
