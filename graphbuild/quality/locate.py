"""From the key of a label to the highlight of the graph: by its share link, else by its place in its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphbuild.graph.store import GraphStore
from graphbuild.quality.evidence import Place, passages
from graphbuild.quality.facts import EpisodeFacts, Facts, HighlightFacts
from graphbuild.quality.gold import Described
from graphbuild.text import normal_form

_NOTE_WORDS = 6  # of a note that a description keeps
_SLACK_WORDS, _SLACK = 5, 0.05  # how far counts of the same words differ between two who count: the larger of the two


class Locator:
    """Finds highlights and episodes of one graph. `descriptions`: file -> its highlights in order, for those without a link."""

    def __init__(self, store: GraphStore, facts: Facts, descriptions: Mapping[str, Sequence[Described]]) -> None:
        self._store = store
        self._descriptions = descriptions
        self._by_link = {each.url: each for each in facts.highlights if each.url}
        self._in_file: defaultdict[str, list[HighlightFacts]] = defaultdict(list)
        self._episode: dict[str, EpisodeFacts] = {}
        for highlight in facts.highlights:
            for path in highlight.sources:
                self._in_file[path].append(highlight)
        for episode in facts.episodes:
            for path in episode.sources:
                self._episode.setdefault(path, episode)
        self._paths: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted({*self._in_file, *self._episode}):
            self._paths[path.rsplit("/", 1)[-1]].append(path)

    def highlight(self, key: str) -> HighlightFacts | None:
        """The highlight of a share link, or of `file#n`, the n-th of its file counted from 0.

        A graph does not keep the order of a file. So the n-th is known where the file holds one highlight only, or where a description
        says what the n-th is.
        """
        if key in self._by_link:
            return self._by_link[key]
        file, _, number = key.rpartition("#")
        path = self.path(file) if number.isdecimal() else None
        if path is None:
            return None
        here, described = self._in_file[path], self._descriptions.get(file, ())
        if int(number) < len(described):
            return self._described(described[int(number)], here)
        return here[0] if len(here) == 1 else None

    def episode(self, file: str) -> EpisodeFacts | None:
        """The episode that a file holds."""
        path = self.path(file)
        return self._episode.get(path) if path else None

    def path(self, file: str) -> str | None:
        """The path in the graph of a file: the one with the longest common tail, where one of the two is that tail."""
        parts = file.split("/")
        best = max(self._paths.get(parts[-1], ()), key=lambda path: _common_tail(parts, path.split("/")), default=None)
        if best is None or _common_tail(parts, best.split("/")) != min(len(parts), best.count("/") + 1):
            return None
        return best

    def _described(self, wanted: Described, here: Sequence[HighlightFacts]) -> HighlightFacts | None:
        """By link; else by start and title; else by title; else, of those without a link, by note or number of words."""
        if wanted.link:
            return next((each for each in here if each.url == wanted.link), None)
        title = normal_form(wanted.title or "")
        titled = [each for each in here if normal_form(each.title or "") == title]
        for each in titled:
            if each.start == wanted.start and (title or wanted.start is not None):
                return each
        if title and titled:
            return titled[0]
        for each in here:
            if not each.url and (wanted.start is None or each.start == wanted.start) and self._says(each, wanted):
                return each
        return None

    def _says(self, highlight: HighlightFacts, wanted: Described) -> bool:
        texts = passages(self._store, highlight.iri)
        if wanted.note:
            notes = (text.words for text in texts if text.place is Place.NOTE)
            return any(normal_form(" ".join(note.split()[:_NOTE_WORDS])) == normal_form(wanted.note) for note in notes)
        count = sum(len(text.words.split()) for text in texts if text.place is not Place.NOTE)
        return any(abs(count - size) <= max(_SLACK_WORDS, size * _SLACK) for size in wanted.sizes)


def _common_tail(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for x, y in zip(reversed(a), reversed(b), strict=False):
        if x != y:
            break
        count += 1
    return count
