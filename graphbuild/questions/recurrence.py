"""Ideas that come back: in how many shows, over how many months, and how each is put each time.

Two clocks tell when: the day on which an episode was published, and the day on which its listener kept the highlight. An idea is
measured by one of them, never by both mixed: by the published days where two highlights or more have one, else by the kept ones.
Without two days its span is unknown, which is not the same as short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore, Table
from graphbuild.questions.base import EVIDENCE, PythonQuestion
from graphbuild.questions.names import Argument
from graphbuild.questions.reading import Place, episodes, expressed, labels, places, told
from graphbuild.questions.said import carriers

_DAYS_OF_A_MONTH = 30.44


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """When an idea came up, by one clock: highlight -> day; the clock's name; and how many months lie between first and last."""

    clock: str
    days: Mapping[str, str]
    months: float | None


def recurrence(store: GraphStore, values: Sequence[str]) -> Table:
    """The rows of the question: one for each highlight of each idea that so many shows tell of, over so many months; also those that name it in passing."""
    least_shows, least_months = int(values[0]), int(values[1])
    where, label = places(store), labels(store)
    expressing = expressed(store)
    every, telling = carriers(expressing), carriers(told(store, expressing))  # what is only named in passing does not come back
    shows = {idea: len({where.show(each) for each in kept}) for idea, kept in telling.items()}
    wide = {idea: kept for idea, kept in telling.items() if shows[idea] >= least_shows}
    published, kept_on = _days(store)
    spans = {idea: _span(kept, every[idea], published, kept_on) for idea, kept in wide.items()}
    lasting = [idea for idea in wide if not least_months or (spans[idea].months or 0) >= least_months]
    lasting.sort(key=lambda idea: (-shows[idea], -(spans[idea].months or 0), -len(wide[idea]), label[idea], idea))
    phrased = _phrased(store, set(lasting))
    rows = [
        (label[idea], shows[idea], spans[idea].months, spans[idea].clock or None, day, phrased.get((each, idea)), each, *where[each])
        for idea in lasting
        for day, each in _in_order(every[idea], spans[idea], where)
    ]
    return Table(_COLUMNS, tuple(rows), _remark(least_shows, least_months, wide, spans, found=bool(rows)))


def _days(store: GraphStore) -> tuple[dict[str, str], dict[str, str]]:
    """Highlight -> the day on which its episode was published; and the day on which it was kept."""
    published, kept = dict(store.pairs(v.DATE_PUBLISHED)), store.pairs(v.DATE_CREATED)
    public = {highlight: published[work][:10] for highlight, work in episodes(store).items() if work in published}
    return public, {highlight: stamp[:10] for highlight, stamp in kept}


def _span(telling: Sequence[str], every: Sequence[str], published: Mapping[str, str], kept: Mapping[str, str]) -> _Span:
    """How long the highlights that tell of an idea span; the days of every one that names it, by the same clock."""
    for clock, known in (("published", published), ("kept", kept)):
        days = [known[each] for each in telling if each in known]
        if len(days) > 1:
            return _Span(clock=clock, days={each: known[each] for each in every if each in known}, months=_months(min(days), max(days)))
    return _Span(clock="", days={}, months=None)


def _months(first: str, last: str) -> float | None:
    """Months from one day to another, to a tenth."""
    try:
        return round((date.fromisoformat(last) - date.fromisoformat(first)).days / _DAYS_OF_A_MONTH, 1)
    except ValueError:  # not a day that this program wrote
        return None


def _in_order(highlights: Sequence[str], span: _Span, where: Mapping[str, Place]) -> list[tuple[str | None, str]]:
    """The highlights by day, those without one last."""

    def order(highlight: str) -> tuple[str, str, str, int, str]:
        show, episode, start, _ = where[highlight]
        return span.days.get(highlight, "~"), str(show or ""), str(episode), start or 0, highlight

    return [(span.days.get(each), each) for each in sorted(highlights, key=order)]


def _phrased(store: GraphStore, ideas: AbstractSet[str]) -> dict[tuple[str, str], str]:
    """(highlight, idea) -> the words by which it speaks of the idea, the fullest."""
    quote, about = dict(store.pairs(v.QUOTE)), {mention: idea for mention, idea in store.pairs(v.REFERS_TO) if idea in ideas}
    found: dict[tuple[str, str], str] = {}
    for mention, highlight in store.pairs(v.IN_HIGHLIGHT):
        if mention in about:
            key, words = (highlight, about[mention]), quote[mention]
            found[key] = min(found.get(key, words), words, key=lambda each: (-len(each), each))
    return found


def _remark(shows: int, months: int, wide: Mapping[str, object], spans: Mapping[str, _Span], *, found: bool) -> str:
    unknown = sum(1 for span in spans.values() if span.months is None)
    if not wide:
        return f"No idea came up in {shows} shows or more."
    if months and unknown:
        return (
            f"Of {len(wide)} ideas in {shows} shows or more, {unknown} have no two dates in the exports: how long they lasted is unknown."
        )
    return "" if found else f"No idea came up in {shows} shows or more over {months} months or more."


_COLUMNS = ("idea", "shows", "months", "clock", "day", "words", *EVIDENCE)

QUESTION = PythonQuestion(
    name="recurrence",
    title="Ideas that come back: so many shows tell of each, over so many months; and how each is put each time, also in passing",
    arguments=(
        Argument(name="shows", kind="number", required=False, default="2"),
        Argument(name="months", kind="number", required=False, default="0"),
    ),
    columns=_COLUMNS,
    find=recurrence,
)
