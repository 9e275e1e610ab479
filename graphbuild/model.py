"""Every record that crosses from one stage to the next: frozen, typed, knowing its file and lines.

Missing is `None`, never `""`; lists are tuples; times are whole seconds; offsets are half-open and count characters
of the NFC text of the field, so that `quote == text[start:end]` always holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """Where something stands: `path` as in the report, 1-based `line` to `end_line`, both included."""

    path: str
    line: int
    end_line: int


class Kind(StrEnum):
    """What a source is about, by its category."""

    PODCAST = "podcast"
    BOOK = "book"
    ARTICLE = "article"
    TWEET = "tweet"
    SUPPLEMENTAL = "supplemental"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """One export file: its path as in the report, the SHA-256 of its bytes, its family and kind."""

    path: str
    sha256: str
    family: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as the owner wrote it, without `#` or brackets."""

    label: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the owner wrote about a highlight."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLabel:
    """A voice as the export names it (`Speaker 1`): valid in one highlight only."""

    name: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one voice says without a break. `position` counts from 1 within the highlight."""

    position: int
    speaker: SpeakerLabel | None
    text: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class AINotes:
    """The player's machine-made notes on a whole episode, one string an item."""

    items: tuple[str, ...]
    url: str | None
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A passage that the listener kept.

    `key` is its identity (contract section 4). `summary`, `takeaways` and `title` are mostly machine-written; `turns` are
    what was said; `text` is the passage where the export gives no turns. `placeholder`: the export holds no words at all.
    `readwise_id`: Readwise's number of it, where the export tells. `at` names every place it stands in.
    """

    key: str
    url: str | None
    start: int | None
    end: int | None = None
    title: str | None
    summary: str | None
    takeaways: tuple[str, ...] = ()
    text: str | None = None
    turns: tuple[Turn, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[Note, ...] = ()
    wiki_links: tuple[str, ...] = ()
    favorite: bool = False
    created: str | None = None
    placeholder: bool = False
    readwise_id: str | None = None
    at: tuple[Location, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Who makes it: a podcast, which its name identifies; of a book, an article or a tweet its author, as written."""

    name: str
    at: tuple[Location, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book that the export says the episode mentions, and by whom it is."""

    title: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode (or book, article, tweet: `kind`) and what was kept of it.

    `hosts`, `guests`, `authors` and `books` hold only what the export itself gives as such.
    """

    kind: Kind = Kind.PODCAST
    key: str
    title: str
    show: Show
    url: str | None
    published: str | None = None
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    books: tuple[Book, ...] = ()
    ai_notes: tuple[AINotes, ...] = ()
    highlights: tuple[Highlight, ...]
    at: tuple[Location, ...]


class Field(StrEnum):
    """The part of a highlight (or episode) that a text stands in; summary and title are mostly machine-written."""

    EPISODE_TITLE = "episode-title"
    SHOW_NAME = "show-name"
    TITLE = "title"
    SUMMARY = "summary"
    TAKEAWAYS = "takeaways"
    TEXT = "text"
    TURN = "turn"
    NOTE = "note"
    TAG = "tag"
    WIKI_LINK = "wiki-link"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """One text to extract from: which field, which turn or note (`position` from 1, else 0), and the NFC text."""

    field: Field
    position: int
    text: str


class MentionKind(StrEnum):
    """What a mention is taken to be."""

    PERSON = "person"
    TOPIC = "topic"
    WORK = "work"


class WorkKind(StrEnum):
    """What kind of work a title names, as the words around it say."""

    BOOK = "book"
    PAPER = "paper"
    ARTICLE = "article"
    FILM = "film"
    SERIES = "series"
    PODCAST = "podcast"
    SONG = "song"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What the words around a title say of the work: its kind and, if they do, whose it is."""

    kind: WorkKind
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """Words in a text that name something.

    `quote == text[start:end]` of the passage (`field`, `position`); `name` is the form proposed for what is named;
    `confidence` in [0, 1]; `extractor` names who found it, and `rule` by which of its rules. `citation` is there for works alone, and says nothing about whether two
    mentions are the same one.
    """

    field: Field
    position: int
    start: int
    end: int
    quote: str
    kind: MentionKind
    name: str
    confidence: float
    extractor: str
    rule: str = ""
    citation: Citation | None = default(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is named: `key` is the identity, `name` the fullest form met, `reasons` why spellings were joined."""

    key: str
    name: str
    alternate_names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A book, a film, a show … that somebody names: `key` is the identity, `name` the title that reads best.

    `author` is who made it as the words say; `author_key` the person of the vault that this is. Where the vault itself holds the work,
    `show` is the name of that show, or `source` the key of that book or article; else both are `None`. `listed_in` are the keys of
    the episodes whose export lists the work among the books they mention.
    """

    key: str
    name: str
    kind: WorkKind
    alternate_names: tuple[str, ...] = ()
    author: str | None = None
    author_key: str | None = None
    show: str | None = None
    source: str | None = None
    listed_in: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What is held of two names: one thing, two things, or a question for the owner."""

    SAME = "same"
    DIFFERENT = "different"
    PROPOSED = "proposed"


class Named(StrEnum):
    """What kinds of names can be one: the kind of both ends of a `Resolution`."""

    PERSON = "person"
    IDEA = "idea"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Resolution:
    """Two keys of one kind that may name the same, as a rule sees it (record linkage: match, non-match, possible match).

    `left` < `right` are keys before any joining; `rule` is the short name of what found it; `score` in [0, 1] is how sure it is;
    `reason` says why in words.
    """

    kind: Named
    left: str
    right: str
    verdict: Verdict
    rule: str
    score: float
    reason: str


class Scheme(StrEnum):
    """Who says that something is an idea: the owner by a tag or a wiki link, or an extractor."""

    TAGS = "tags"
    WIKI_LINKS = "wiki-links"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A topic or claim that highlights share. `key` is the normal form by which spellings join.

    `reasons` say why labels were joined beyond that; `broader` are the keys of the ideas that it is a case of.
    """

    key: str
    label: str
    alt_labels: tuple[str, ...] = ()
    schemes: tuple[Scheme, ...]
    reasons: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Broader:
    """The idea `narrow` is a case of the idea `broad` (keys): how sure ([0, 1]), and why in words."""

    narrow: str
    broad: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
    """A mention and what it was resolved to: the key of a person, an idea or a work, in a highlight (or an episode's title)."""

    subject: str
    in_episode: bool
    target: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Role:
    """What a person is to an episode."""

    episode: str
    person: str
    is_host: bool


class VoiceRule(StrEnum):
    """What earns a voice a name, surest first."""

    NAMED = "named in the export"
    INTRODUCES = "says so"
    ADDRESSED = "addressed"
    REMAINING = "the other one of two"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Identification:
    """Who a voice is: the `label` of a highlight's speaker, the key of the person, the rule that earned it, how sure ([0, 1]), and why."""

    highlight: str
    label: str
    person: str
    rule: VoiceRule
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Expression:
    """A highlight expresses an idea; `note` is the number of the note that does (from 1), or 0; `is_tag`: the owner's tag."""

    highlight: str
    idea: str
    note: int = 0
    is_tag: bool = False


class LinkKind(StrEnum):
    """What a link joins."""

    HIGHLIGHTS = "highlights"
    EPISODES = "episodes"
    IDEAS = "ideas"
    BROADER = "broader"  # the idea `left` is a case of the idea `right`


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two things that belong together, how strongly ([0, 1]), what both share, on which highlights that rests, and in words.

    `counted` names the kinds of evidence that the score is made of.
    """

    kind: LinkKind
    left: str
    right: str
    score: float
    via_ideas: tuple[str, ...]
    via_people: tuple[str, ...]
    evidence: tuple[str, ...]
    reason: str
    via_works: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Theme:
    """Ideas that come up together. `key` is that of its first central idea, which no other theme has; `label` its name.

    `members` are the keys of all its ideas, sorted; `central` those that it is named after, the foremost first; `reason` says in words
    on what it rests.
    """

    key: str
    label: str
    members: tuple[str, ...]
    central: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything that reading, extracting and resolving said about a vault: what linkers link and the graph is made of.

    `keyphrases`: highlight key -> its topics, best first.
    """

    sources: tuple[Source, ...]
    episodes: tuple[Episode, ...]
    persons: tuple[Person, ...]
    roles: tuple[Role, ...]
    ideas: tuple[Idea, ...]
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...]
    keyphrases: Mapping[str, tuple[str, ...]]
    identifications: tuple[Identification, ...] = ()
    works: tuple[Work, ...] = ()
    broader: tuple[Broader, ...] = ()


def takeaways_text(items: tuple[str, ...]) -> str:
    """The items as the graph keeps them: one a line."""
    return "\n".join(" ".join(item.split()) for item in items)


def passages(highlight: Highlight) -> Iterator[Passage]:
    """The texts of a highlight in reading order, each with the field it stands in."""
    if highlight.title:
        yield Passage(field=Field.TITLE, position=0, text=highlight.title)
    if highlight.summary:
        yield Passage(field=Field.SUMMARY, position=0, text=highlight.summary)
    if highlight.takeaways:
        yield Passage(field=Field.TAKEAWAYS, position=0, text=takeaways_text(highlight.takeaways))
    if highlight.text:
        yield Passage(field=Field.TEXT, position=0, text=highlight.text)
    for turn in highlight.turns:
        yield Passage(field=Field.TURN, position=turn.position, text=turn.text)
    for number, note in enumerate(highlight.notes, 1):
        yield Passage(field=Field.NOTE, position=number, text=note.text)
