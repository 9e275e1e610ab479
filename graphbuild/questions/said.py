"""What highlights say and who says it, as the questions that hold highlights against each other need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from graphbuild.graph import vocabulary as v
from graphbuild.graph.store import GraphStore


def titles(store: GraphStore) -> dict[str, str]:
    """Whatever has a name -> its name."""
    return dict(store.pairs(v.NAME))


def texts(store: GraphStore) -> dict[str, str]:
    """Highlight -> what it says in short: its title with its summary or takeaways, else with the passage or its turns in order."""
    highlights = store.subjects(v.TYPE, v.HIGHLIGHT)
    name, summary = titles(store), {**dict(store.pairs(v.TAKEAWAYS)), **dict(store.pairs(v.ABSTRACT))}
    passage = dict(store.pairs(v.TEXT)) if any(each not in summary for each in highlights) else {}

    def said(highlight: str) -> str:
        if highlight in summary:
            return summary[highlight]
        turns = store.values(highlight, v.HAS_TURN)  # whose IRIs end in their number, of two digits
        return passage.get(highlight) or " ".join(passage[turn] for turn in turns)

    return {each: f"{name.get(each, '')} {said(each)}".replace("\n", " ").strip() for each in highlights}


def silent(said: Mapping[str, str], name: Mapping[str, str]) -> frozenset[str]:
    """The highlights of which the export has a title alone, which others made: nothing of what was said to hold against another."""
    return frozenset(each for each, text in said.items() if text == name.get(each, "").strip())


def speaking(store: GraphStore, highlight: str, episode: str) -> frozenset[str]:
    """The people who speak in a highlight as far as anybody knows: its named voices, and the guests of its episode."""
    voices = {voice for turn in store.values(highlight, v.HAS_TURN) for voice in store.values(turn, v.HAS_SPEAKER)}
    named_voices = {person for voice in voices for person in store.values(voice, v.IDENTIFIED_AS)}
    return frozenset(named_voices | set(store.values(episode, v.GUEST)))


def spoken(store: GraphStore, people: Iterable[str]) -> frozenset[str]:
    """The highlights in which one of these people has a voice, and the episodes whose guest one of them is: what `speaking` says, from behind."""
    persons = sorted(people)
    voices = {voice for person in persons for voice in store.subjects(v.IDENTIFIED_AS, person)}
    turns = {turn for voice in sorted(voices) for turn in store.subjects(v.HAS_SPEAKER, voice)}
    held = {highlight for turn in sorted(turns) for highlight in store.subjects(v.HAS_TURN, turn)}
    return frozenset(held | {episode for person in persons for episode in store.subjects(v.GUEST, person)})


def carriers(ideas_of: Mapping[str, AbstractSet[str]]) -> dict[str, list[str]]:
    """Idea -> the highlights that express it, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for highlight in sorted(ideas_of):
        for idea in ideas_of[highlight]:
            found[idea].append(highlight)
    return found


def named(store: GraphStore, iris: Iterable[str]) -> str | None:
    """The names of these, in the order of the alphabet; None where there are none."""
    return ", ".join(sorted({name for each in iris if (name := store.value(each, v.NAME))})) or None
