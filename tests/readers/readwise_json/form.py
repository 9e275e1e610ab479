"""A page of Readwise's export endpoint as it is sent."""

import json

from tests.readers.made import MadeEpisode
from tests.readers.readwise_markdown.form import body

FIELDS = frozenset({"url", "start", "title", "summary", "takeaways", "turns", "tags", "note"})


def write(made: MadeEpisode) -> str:
    highlights = [
        {
            "id": number,
            "text": "\n".join(body(each)),
            "note": each.note or "",
            "location": each.start,
            "location_type": "time_offset",
            "highlighted_at": "2023-03-12T05:06:07Z",
            "url": each.url,
            "tags": [{"id": n, "name": tag} for n, tag in enumerate(each.tags)],
            "is_favorite": False,
            "is_discard": False,
        }
        for number, each in enumerate(made.highlights, 100)
    ]
    book = {"user_book_id": 7, "title": made.title, "author": made.show, "source": "snipd", "category": "podcasts", "source_url": made.url}
    return json.dumps({"count": 1, "nextPageCursor": None, "results": [{**book, "highlights": highlights}]}, indent=1, ensure_ascii=False)
