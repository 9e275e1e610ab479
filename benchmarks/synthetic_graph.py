"""A made-up graph of any size, with the proportions of real vaults, to time questions on: no exports, no extraction, a second a thousand highlights.

Proportions are those of the public vaults we measure by: most episodes have one highlight, a few have dozens; 1.8 ideas a highlight, met as
often as words are (Zipf); one highlight in seven is tagged, one in twelve bears a note; half of the voices have a name. A show speaks of one of
three fields, but for a few that speak of all: so some themes meet and others never do.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

from graphbuild.graph.iris import Iris
from graphbuild.graph.store import GraphStore
from graphbuild.graph.triples import triples
from graphbuild.model import (
    Corpus,
    Episode,
    Expression,
    Field,
    Highlight,
    Idea,
    Identification,
    Link,
    LinkKind,
    Location,
    Mention,
    MentionKind,
    Note,
    Person,
    Reference,
    Role,
    Scheme,
    Show,
    Source,
    SpeakerLabel,
    Tag,
    Theme,
    Turn,
    VoiceRule,
    Work,
    WorkKind,
)  # fmt: skip

SHOWS = 150
IDEAS_EACH = 1.8  # ideas that a highlight expresses
LINKS_EACH = 2  # links that begin at a highlight

_FIELDS = 3
_MIXED = 50  # one show in so many speaks of all fields
_OF_A_THEME = 6  # ideas
_CHOSEN = 4  # one in so many of the ideas in mid speech is a topic of that highlight; the others are named in passing
_THEMED = 0.3  # of the ideas, those met most, belong to a theme
_FLAT = 8  # how flat the head is (Zipf-Mandelbrot): the idea met most stands in one highlight of fifty
_SYLLABLES = ("ba", "co", "du", "fe", "gi", "ho", "ka", "lu", "me", "ni", "po", "ra", "se", "ti", "vo", "wu", "za", "lin", "mor", "tas")


def synthetic_graph(highlights: int, seed: int = 0) -> GraphStore:
    """The graph of a made-up vault with so many highlights; the same number and seed give the same graph."""
    made = _Vault(highlights, random.Random(seed))  # noqa: S311 - no secret
    return GraphStore(triples(made.corpus(), made.links(), made.themes(), Iris("urn:graphbuild:")))


class _Vault:
    def __init__(self, highlights: int, chance: random.Random) -> None:
        self.chance = chance
        self.vocabulary = [self._word() for _ in range(4000)]
        self.ideas = self._labels(max(highlights * 4 // 10, 20), 2)
        self.people = self._labels(max(highlights * 3 // 10, 20), 2, title=True)
        self.titles = self._labels(max(highlights // 12, 10), 3, title=True)
        self.expressions: list[Expression] = []
        self.references: list[Reference] = []
        self.keyphrases: dict[str, tuple[str, ...]] = {}
        self.voices: list[Identification] = []
        self.roles: set[Role] = set()
        self.carriers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.episodes = tuple(self._episodes(highlights))

    def corpus(self) -> Corpus:
        persons = {r.target for r in self.references if r.mention.kind is MentionKind.PERSON} | {r.person for r in self.roles}
        used = {e.idea for e in self.expressions}
        return Corpus(
            sources=tuple(Source(path=_path(e), sha256="0" * 64, family="snipd-markdown", kind=e.kind) for e in self.episodes),
            episodes=self.episodes,
            persons=tuple(self._person(n, name) for n, name in enumerate(self.people) if name.lower() in persons),
            roles=tuple(sorted(self.roles)),
            ideas=tuple(
                Idea(key=each, label=each, alt_labels=(f"{each}s",) if n % 3 == 0 else (), schemes=(Scheme.TAGS if n % 5 == 0 else Scheme.TOPICS,),
                     broader=(self.ideas[n // 7],) if n % 9 == 8 and self.ideas[n // 7] in used else ())
                for n, each in enumerate(self.ideas) if each in used
            ),
            expressions=tuple(sorted(set(self.expressions))),
            references=tuple(sorted(set(self.references))),
            keyphrases=self.keyphrases,
            identifications=tuple(sorted(self.voices)),
            works=tuple(Work(key=title.lower(), name=title, kind=WorkKind.BOOK, author=self.people[n]) for n, title in enumerate(self.titles)),
        )  # fmt: skip

    def _person(self, number: int, name: str) -> Person:
        """One in four is misheard somewhere."""
        if number % 4:
            return Person(key=name.lower(), name=name)
        return Person(key=name.lower(), name=name, alternate_names=(f"{name}e",), reasons=(f"“{name}e” sounds like {name}.",))

    def themes(self) -> list[Theme]:
        """The ideas met most, six by six within their field."""
        foremost = self.ideas[: int(len(self.ideas) * _THEMED)]
        fields = [[each for each in foremost[field::_FIELDS] if each in self.carriers] for field in range(_FIELDS)]
        groups = [ideas[n : n + _OF_A_THEME] for ideas in fields for n in range(0, len(ideas), _OF_A_THEME)]
        return [
            Theme(
                key=group[0],
                label=", ".join(group[:3]),
                members=tuple(sorted(group)),
                central=tuple(group[:3]),
                reason="They come up together.",
            )
            for group in groups
            if len(group) > 2
        ]

    def links(self) -> list[Link]:
        """Highlights of different episodes that share an idea, the episodes of half of them, and ideas that meet in two highlights."""
        pairs: dict[tuple[str, str], str] = {}
        homes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for idea, carrying in sorted(self.carriers.items()):
            for (left, one), (right, other) in combinations(sorted(set(carrying[:15])), 2):
                if one != other and self.chance.random() < 0.5:
                    pairs[left, right] = idea
                    homes[min(one, other), max(one, other)].append(left)
        chosen = self.chance.sample(sorted(pairs), min(len(pairs), LINKS_EACH * sum(len(e.highlights) for e in self.episodes)))
        together: dict[tuple[str, str], list[str]] = defaultdict(list)
        by_highlight: dict[str, set[str]] = defaultdict(set)
        for each in self.expressions:
            by_highlight[each.highlight].add(each.idea)
        for highlight, ideas in sorted(by_highlight.items()):
            for pair in combinations(sorted(ideas), 2):
                together[pair].append(highlight)
        return [
            *(self._link(LinkKind.HIGHLIGHTS, pair, [pairs[pair]], list(pair)) for pair in chosen),
            *(self._link(LinkKind.EPISODES, pair, [], there) for pair, there in sorted(homes.items())[::2]),
            *(self._link(LinkKind.IDEAS, pair, [], there[:10]) for pair, there in sorted(together.items()) if len(there) > 1),
        ]

    def _link(self, kind: LinkKind, pair: tuple[str, str], via: list[str], evidence: list[str]) -> Link:
        return Link(kind=kind, left=pair[0], right=pair[1], score=round(self.chance.uniform(0.2, 1), 4), via_ideas=tuple(via), via_people=(),
                    evidence=tuple(evidence), reason=f"Both speak of “{via[0]}”." if via else "They share ideas.")  # fmt: skip

    def _episodes(self, highlights: int) -> list[Episode]:
        shows = [f"{self._label(2).title()} Show" for _ in range(SHOWS)]
        hosts = [self.chance.choice(self.people).lower() for _ in shows]
        made: list[Episode] = []
        left = highlights
        while left > 0:
            size = min(left, 1 if self.chance.random() < 0.69 else 2 + int(self.chance.expovariate(1 / 9)))
            number = min(int(self.chance.expovariate(1 / 30)), SHOWS - 1)
            key = f"{self.chance.getrandbits(64):016x}"
            guest = self.people[self._zipf(len(self.people))]
            self.roles |= {Role(episode=key, person=guest.lower(), is_host=False), Role(episode=key, person=hosts[number], is_host=True)}
            published = date(2019, 1, 1) + timedelta(self.chance.randrange(2500))
            place = Location(path=f"{key}.md", line=1, end_line=1)
            made.append(
                Episode(
                    key=key,
                    title=f"{guest} on {self._label(3)}",
                    show=Show(name=shows[number], at=(place,)),
                    url=None,
                    published=published.isoformat() if self.chance.random() < 0.6 else None,
                    highlights=tuple(self._highlight(key, n, published, guest, number) for n in range(size)),
                    at=(place,),
                )
            )
            left -= size
        return made

    def _highlight(self, episode: str, number: int, published: date, guest: str, show: int) -> Highlight:
        key = f"{self.chance.getrandbits(64):016x}"
        place = Location(path=f"{episode}.md", line=number + 2, end_line=number + 2)
        ideas = {self._idea(show) for _ in range(int(self.chance.expovariate(1 / IDEAS_EACH) + 0.5))}
        self.keyphrases[key] = (*sorted(ideas), *(self._label(2) for _ in range(6)))[:10]
        turns = []
        for position, label in enumerate(("Speaker 1", "Speaker 2"), 1):
            said = " ".join([*(f"{each}, " for each in sorted(ideas)), *(self._label(1) for _ in range(60))])
            turns.append(Turn(position=position, speaker=SpeakerLabel(name=label, at=place), text=said, at=place))
        if self.chance.random() < 0.5:
            self.voices.append(Identification(highlight=key, label="Speaker 2", person=guest.lower(), rule=VoiceRule.ADDRESSED, score=0.9, reason="addressed"))  # fmt: skip
        tagged = self.chance.random() < 1 / 7
        for idea in sorted(ideas):
            self.carriers[idea].append((key, episode))
            self.expressions.append(Expression(highlight=key, idea=idea, is_tag=tagged))
            field = self.chance.choice((Field.TURN, Field.SUMMARY))
            self._refer(key, idea, MentionKind.TOPIC, turns[0].text.find(idea), idea, field)
        for _ in range(int(self.chance.expovariate(1.5))):
            name = self.people[self._zipf(len(self.people))]
            self._refer(key, name.lower(), MentionKind.PERSON, 0, name)
        if self.chance.random() < 0.06:
            title = self.titles[self._zipf(len(self.titles))]
            self._refer(key, title.lower(), MentionKind.WORK, 0, title)
        kept = published + timedelta(self.chance.randrange(400))
        return Highlight(
            key=key,
            url=f"https://share.snipd.com/snip/{key}",
            start=number * 300 + 17,
            end=number * 300 + 77,
            title=self._label(5).capitalize(),
            summary=" ".join([*(f"{each}, " for each in sorted(ideas)), *(self._label(1) for _ in range(25))]),
            turns=tuple(turns),
            tags=tuple(Tag(label=each, at=place) for each in sorted(ideas)) if tagged else (),
            notes=(Note(text=" ".join([*sorted(ideas), *(self._label(1) for _ in range(10))]), at=place),) if self.chance.random() < 1 / 12 else (),
            created=kept.isoformat() if self.chance.random() < 0.6 else None,
            at=(place,),
        )  # fmt: skip

    def _refer(self, highlight: str, target: str, kind: MentionKind, start: int, quote: str, field: Field = Field.TURN) -> None:
        in_passing = kind is MentionKind.TOPIC and field is Field.TURN and len(self.references) % _CHOSEN
        mention = Mention(field=field, position=int(field is Field.TURN), start=start, end=start + len(quote), quote=quote, kind=kind, name=quote, confidence=0.8,
                          extractor="known-topics-1" if in_passing else f"{kind.value}s-1")  # fmt: skip
        self.references.append(Reference(subject=highlight, in_episode=False, target=target, mention=mention))

    def _idea(self, show: int) -> str:
        """One of all ideas, or of those of the show's field."""
        number = self._zipf(len(self.ideas))
        if (show + 1) % _MIXED:
            number = min(number - number % _FIELDS + show % _FIELDS, len(self.ideas) - 1)
        return self.ideas[number]

    def _zipf(self, size: int) -> int:
        """A place below `size`: the first ones often, most of them seldom."""
        return min(int(_FLAT * ((1 + size / _FLAT) ** self.chance.random() - 1)), size - 1)

    def _labels(self, number: int, words: int, *, title: bool = False) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            label = self._label(words)
            found[label.title() if title else label] = None
        return list(found)

    def _label(self, words: int) -> str:
        return " ".join(
            self.vocabulary[self._zipf(len(self.vocabulary))] if words < 2 else self.chance.choice(self.vocabulary) for _ in range(words)
        )

    def _word(self) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(self.chance.randint(2, 4)))


def _path(episode: Episode) -> str:
    return f"{episode.key}.md"
