"""Readwise's CSV as it is written: no links."""

import csv
import io

from tests.readers.made import MadeEpisode
from tests.readers.readwise_markdown.form import body

FIELDS = frozenset({"start", "title", "summary", "takeaways", "turns", "tags", "note"})
COLUMNS = (
    "Highlight",
    "Book Title",
    "Book Author",
    "Amazon Book ID",
    "Note",
    "Color",
    "Tags",
    "Location Type",
    "Location",
    "Highlighted at",
)


def write(made: MadeEpisode) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in made.highlights:
        words = "\n".join(body(each))
        row = (
            words,
            made.title,
            made.show,
            "",
            each.note or "",
            "",
            ",".join(each.tags),
            "time_offset",
            each.start,
            "2023-03-12 05:06:07+00:00",
        )
        writer.writerow(row)
    return text.getvalue()
