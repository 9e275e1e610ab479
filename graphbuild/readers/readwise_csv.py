"""Readwise's CSV: one file for a whole account, one row a highlight, 9, 10 or 11 columns as the years went by.

    Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location[,Highlighted at[,Document tags]]
    "They said ""so"".",Title,Author,,.h2,yellow,"favorite, rope making",location,42,2021-02-03 04:05:06+00:00

A quoted cell may run over many lines. No column tells podcasts from books: only seconds (`time_offset`), a line `Transcript:`
or a player's link do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from graphbuild.model import AINotes, Episode, Highlight, Kind, Location, Note, Tag
from graphbuild.readers import markdown
from graphbuild.readers.accounts import NO_LABELS, Labels, Tally, date_of, is_spoken, read_labels, seconds_of, spoken_body
from graphbuild.readers.base import EVERY_KIND, Document, Kinds, LineLedger, ReadResult
from graphbuild.readers.body import Line, plain_body
from graphbuild.readers.records import Work, make_episode, make_highlight, read_result
from graphbuild.text import collapse

_NEEDED = ("highlight", "book title")
_READ = ("highlight", "book title", "book author", "note", "tags", "location type", "location", "highlighted at")
_OTHERS = frozenset({*_READ, "amazon book id", "color", "document tags"}.difference(_NEEDED))
_DELIMITERS = (",", ";", "\t")  # the last two after a spreadsheet had the file
_LONGEST_HEADER = 5_000  # characters
_LONGEST_CELL = 10_000_000  # characters; whatever is longer is a quotation mark that nothing closes
_PATIENCE = 20  # times that a file is read anew, in all, where marks are not closed


class _Columns:
    """Where the columns stand that are read."""

    def __init__(self, names: Sequence[str], delimiter: str) -> None:
        self.names = tuple(names)
        self.delimiter = delimiter
        self._at = [self.names.index(name) if name in self.names else len(names) for name in _READ]
        self._pick = itemgetter(*self._at)

    def read(self, first: int, last: int, cells: list[str]) -> _Row:
        """A row of these columns, on lines `first` to `last`. Cells that it lacks are empty, those too many are nobody's."""
        cells = [*cells[: len(self.names)], *[""] * (len(self.names) + 1 - len(cells[: len(self.names)]))]
        text, title, author, note, tags, location_type, location, created = self._pick(cells)
        text_line, note_line = (first, first) if first == last else (self._line(first, cells, 0), self._line(first, cells, 3))
        labels = read_labels(tags.split(","), note) if tags or note else NO_LABELS
        return _Row(
            first, last, text.strip(), title.strip(), author.strip(), location_type.strip(), location.strip(), created.strip(),
            labels, text_line, note_line,
        )  # fmt: skip

    def _line(self, first: int, cells: Sequence[str], which: int) -> int:
        """The line on which the text of a cell begins."""
        at = self._at[which]
        cell = cells[at]
        blank = cell[: len(cell) - len(cell.lstrip())]
        return first + sum(each.count("\n") for each in cells[:at]) + blank.count("\n")


class _Row(NamedTuple):
    """One row: its first and last line (from 0), its cells, and the lines on which text and note begin."""

    first: int
    last: int
    text: str
    title: str
    author: str
    location_type: str
    location: str
    created: str
    labels: Labels
    text_line: int
    note_line: int


class ReadwiseCsv:
    """The reader of this family."""

    family = "readwise-csv"

    def identify(self, document: Document) -> str | None:
        """The names of at least four of Readwise's columns, two of them those of text and title."""
        columns = _columns(document.first_line())
        return f"a CSV header with the columns {', '.join(name.capitalize() for name in columns.names if name)}" if columns else None

    def read(self, document: Document, kinds: Kinds = EVERY_KIND, /) -> ReadResult:
        """Every book, article and podcast of the account, each with its highlights."""
        ledger = LineLedger(document)
        tally = Tally(ledger)
        groups: dict[tuple[str, str], list[_Row]] = {}
        repeated: set[int] = set()
        with _long_cells():
            for row in _kept(document, ledger, tally, repeated):
                groups.setdefault((row.title, row.author), []).append(row)
        episodes: list[Episode] = []
        different = 0
        spoken = {group for group, rows in groups.items() if any(row.location_type == "time_offset" or is_spoken(row.text) for row in rows)}
        for group, rows in groups.items():
            kind = Kind.PODCAST if group in spoken else Kind.BOOK
            different += sum(row.first not in repeated for row in rows)
            if kind in kinds:
                episodes.append(_episode(document, kind, rows, ledger, tally))
                different -= sum(notes.at.line - 1 not in repeated for notes in episodes[-1].ai_notes)
        tally.tell()
        return read_result(document, self.family, Kind.PODCAST if spoken else Kind.BOOK, episodes, ledger, different)


READER = ReadwiseCsv()


def _columns(line: str) -> _Columns | None:
    """The columns that a header line names; None where it is none of Readwise's."""
    if len(line) > _LONGEST_HEADER or "ook" not in line:
        return None
    for delimiter in _DELIMITERS:
        try:
            names = [collapse(cell).casefold() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if all(name in names for name in _NEEDED) and len(_OTHERS.intersection(names)) >= 2:
            return _Columns(names, delimiter)
    return None


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be long. The limit is the whole process's, so it is put back."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(before, _LONGEST_CELL))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _kept(document: Document, ledger: LineLedger, tally: Tally, repeated: set[int]) -> Iterator[_Row]:
    """The rows that hold a highlight, in order; every line is put into its bucket. `repeated`: where those begin that came before."""
    header = next(n for n in range(len(document.lines)) if not ledger.is_blank(n))
    columns = _columns(document.lines[header])
    if columns is None:  # not this family: nothing to read
        return
    ledger.put(header, "header")
    seen: set[tuple[str, str, str, str]] = set()
    for first, last, cells in _rows(document, header + 1, columns, ledger):
        row = columns.read(first, last, cells)
        if first == last and row.text.casefold() == "highlight" and (again := _columns(document.lines[first])):
            columns = again  # two files in one
            ledger.put(first, "header")
            continue
        identity = (row.text, row.title, row.author, row.location)
        if row.labels.discarded:
            bucket, code = "discarded", "GB112"
        elif not row.text:
            blank = all(ledger.is_blank(n) for n in range(first, last + 1))
            bucket, code = "empty", "" if blank else "GB113"
        elif identity in seen:
            bucket, code = "duplicate", "GB107"
            repeated.add(first)
        else:
            bucket, code = "heading" if row.labels.heading else "text", ""
            seen.add(identity)
        ledger.put_rest(first, last, bucket)
        if code:
            tally.add(code, first)
        if row.text and not row.labels.discarded:
            yield row


def _rows(document: Document, first: int, columns: _Columns, ledger: LineLedger) -> Iterator[tuple[int, int, list[str]]]:
    """First line, last line and cells of each row.

    A quotation mark that nothing closes would take in all up to the next one: reading goes on at the next line that is a row.
    """
    end = len(document.lines)
    patience = _PATIENCE * end
    while first < end and patience > 0:
        reader = csv.reader(_from(document, first), delimiter=columns.delimiter, strict=True)
        begin, origin = first, first
        try:
            for cells in reader:
                past = origin + reader.line_num
                if cells:
                    yield begin, past - 1, cells
                begin = past
        except csv.Error:
            first, cells, wasted = _mend(document, begin, columns, ledger)
            if cells:
                yield begin, first - 1, cells
            patience -= wasted
        else:
            return
    ledger.put_rest(first, end - 1, "other")


def _from(document: Document, first: int) -> Iterator[str]:
    return (f"{document.lines[n]}\n" for n in range(first, len(document.lines)))


def _mend(document: Document, begin: int, columns: _Columns, ledger: LineLedger) -> tuple[int, list[str], int]:
    """Where to go on after a row with a stray quotation mark, its cells if they are to be kept, and how many lines were read in vain."""
    end = len(document.lines)
    reader = csv.reader(chain(_from(document, begin), ("",)), delimiter=columns.delimiter)
    try:
        cells = next(reader, [])
        past = begin + reader.line_num
    except csv.Error:  # a cell without end
        cells, past = [], end + 1
    # The last line of a row that ends may look like a whole one.
    resume = next((n for n in range(begin + 1, past - 1) if _is_row(document.lines[n], columns)), None)
    past, is_open = min(past, end), past > end
    if is_open or resume is not None:
        ledger.note(begin, "GB103", "a quotation mark opens here that nothing closes")
    if resume is None and cells:
        return past, cells, 0
    ledger.put_rest(begin, (resume or past) - 1, "other")
    return resume or past, [], past - (resume or past)


def _is_row(line: str, columns: _Columns) -> bool:
    """Whether a line is a whole row by itself."""
    width = len(columns.names)
    if line.count(columns.delimiter) < width - 1:
        return False
    try:
        cells = next(csv.reader([line], delimiter=columns.delimiter, strict=True), [])
    except csv.Error:
        return False
    row = columns.read(0, 0, cells)
    return len(cells) == width and bool(row.text and row.title)


def _episode(document: Document, kind: Kind, rows: list[_Row], ledger: LineLedger, tally: Tally) -> Episode:
    """The book or the podcast episode of all rows with one title and author."""
    spoken = kind is Kind.PODCAST
    makers = markdown.names_of(rows[0].author)
    work = Work(
        kind=kind,
        title=collapse(rows[0].title) or None,
        maker=", ".join(makers) or None,
        authors=() if spoken else tuple(makers),
    )
    work.complete(document, ledger)
    highlights: list[Highlight] = []
    ai_notes: list[AINotes] = []
    for row in rows:
        made = _highlight(row, document.at(row.first, row.last), tally, spoken=spoken)
        if isinstance(made, AINotes):
            ai_notes.append(made)
        else:
            highlights.append(made)
    return make_episode(document, work, highlights, ai_notes, head=(rows[0].first, rows[0].last))


def _highlight(row: _Row, at: Location, tally: Tally, *, spoken: bool) -> Highlight | AINotes:
    url = start = None
    if spoken:
        body, url, start = spoken_body(row.text, row.text_line, grows=True)
        if body.ai_notes:
            return AINotes(items=body.takeaways, url=url, at=at)
    else:
        body = plain_body([Line(row.text_line, row.text)])
    if row.location and row.location_type == "time_offset":
        start = seconds_of(row.location)
        if start is None:
            tally.add("GB109", row.first)
    labels = row.labels
    return make_highlight(
        body,
        at,
        url=url,
        start=start,
        tags=[Tag(label=label, at=at) for label in labels.tags],
        notes=[Note(text=labels.note, at=Location(path=at.path, line=row.note_line + 1, end_line=at.end_line))] if labels.note else (),
        created=date_of(row.created),
        favorite=labels.favorite,
    )
