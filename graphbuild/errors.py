"""What is raised when the job cannot be done.

    GraphbuildError
    ├── SettingsError   graphbuild.toml or an option holds something that cannot be used
    ├── SourceError     an input path does not exist or cannot be read at all
    ├── ModelMissingError   the language model is not installed
    ├── GraphError      no graph where one is wanted, or one that does not parse
    ├── QueryError      a SPARQL text or a named question that cannot be run
    ├── ExportError     an output folder or file that cannot be written
    ├── SharingError    a server that cannot listen, or a store that cannot be pushed to
    ├── ClusterError    no cluster where one is wanted, or one that cannot do the work
    ├── ExtraMissingError   a package that only this command needs is not installed
    ├── GoldError       labels, or an earlier measurement, that cannot be read or do not fit
    └── UsageError      a name or an argument that there is not: wrong use, exit 2

Something odd *in the data* is not an error: it is a `diagnostics.Diagnostic`, collected and reported.
"""

from __future__ import annotations


class GraphbuildError(Exception):
    """One clear line: what is wrong, where, and what to do about it.

    `place` is a file, `file:line` or a setting; `mend` is an instruction in the imperative.
    """

    def __init__(self, message: str, *, place: str | None = None, mend: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.mend = mend

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        if not self.mend:
            return f"{where}{self.message}"
        stop = "" if self.message.endswith((".", "!", "?")) else "."
        return f"{where}{self.message}{stop} {self.mend}"


class SettingsError(GraphbuildError):
    """A setting or option that cannot be used."""


class SourceError(GraphbuildError):
    """An input path that does not exist or cannot be read at all."""


class ModelMissingError(GraphbuildError):
    """The language model is not installed."""


class GraphError(GraphbuildError):
    """No graph where one is wanted, or one that does not parse."""


class QueryError(GraphbuildError):
    """A SPARQL text or a named question that cannot be run."""


class ExportError(GraphbuildError):
    """An output folder or file that cannot be written."""


class SharingError(GraphbuildError):
    """A server that cannot listen, or a store that cannot be pushed to."""


class ClusterError(GraphbuildError):
    """No cluster where one is wanted, or one that cannot do the work."""


class ExtraMissingError(GraphbuildError):
    """A package that only this command needs is not installed."""


class GoldError(GraphbuildError):
    """Labels, or an earlier measurement, that cannot be read or do not fit."""


class UsageError(GraphbuildError):
    """A question, format or number of arguments that there is not."""
