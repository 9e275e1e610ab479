"""Which phrases of a highlight may be its topics: what extractors found in its words and in the episode's title, and the owner's tags and links.

Names of people, shows and works are none, nor what is no phrase by its form. Phrases that are spelt alike (`topic_key`) are one candidate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graphbuild.extractors.lexicon import is_given_name, is_surname, noun_class
from graphbuild.extractors.names import is_name_in_lower_case
from graphbuild.extractors.tags import is_marking, tag_words
from graphbuild.extractors.topic_words import is_empty_head, is_set_phrase
from graphbuild.model import Episode, Field, Highlight, Mention, MentionKind, Reference, passages
from graphbuild.resolvers.adverts import advert_spans
from graphbuild.resolvers.spelling import topic_key
from graphbuild.resolvers.topic_features import Candidate, Vault, Words, titles_of, vault_of, words_of
from graphbuild.text import normal_form

_MAX_LENGTH = 60  # characters
_SPOKEN = frozenset({"dot", "slash"})  # of an address that somebody reads out
_SERIES = 3  # episodes of a show with the same phrase in their titles: `Harbour News`
_SITES = frozenset({"com", "org", "net"})
_SPEECH = frozenset({Field.TEXT, Field.TURN})

Barred = Mapping[str, AbstractSet[str]]
"""Normal forms that are no topics in one highlight, by its key."""


@dataclass(frozen=True, slots=True)
class Considered:
    """The candidates of one highlight by key, and its words."""

    candidates: Mapping[str, Candidate]
    words: Words


def consider(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    names: AbstractSet[str],
    barred: Barred,
    in_titles: Mapping[str, Sequence[Mention]],
) -> tuple[dict[str, Considered], Vault]:
    """All candidates by highlight key, and what the vault says of words and phrases."""
    found: dict[str, Considered] = {}
    read = _spelling(names)
    carriers: dict[str, set[str]] = defaultdict(set)
    titled = Counter(
        (episode.show.name, key) for episode in episodes for key in {read(each.name)[0] for each in in_titles.get(episode.key, ())}
    )
    for episode in episodes:
        show = frozenset(_runs(normal_form(episode.show.name).split()))
        titles = titles_of(episode)
        for highlight in episode.highlights:
            none = _Names(names, barred.get(highlight.key, frozenset()) | show)
            words = words_of(highlight, titles)
            candidates = _candidates(highlight, mentions.get(highlight.key, ()), in_titles.get(episode.key, ()), none, read)
            # What the episode's title alone names is a topic of those highlights that speak of it, unless it is what the show calls a series.
            candidates = {
                key: each
                for key, each in candidates.items()
                if each.mentions or each.is_owned or (words.counts.keys() & set(key.split()) and titled[episode.show.name, key] < _SERIES)
            }
            found[highlight.key] = Considered(candidates, words)
            for key in candidates:
                carriers[key].add(episode.key)
    return found, vault_of((each.words for each in found.values()), carriers)


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of two words or more: a part of the show's name is no topic of it."""
    return (" ".join(words[begin:end]) for begin in range(len(words)) for end in range(begin + 2, len(words) + 1))


def barred_names(episodes: Sequence[Episode], titles: Barred, people: Sequence[Reference]) -> dict[str, set[str]]:
    """What is no topic in each highlight: titles of works, and whom it or its episode names, each name whole and in single words."""
    quoted: dict[str, set[str]] = defaultdict(set)
    for each in people:
        quote = normal_form(each.mention.quote)
        quoted[each.subject] |= {quote, *quote.split()}
    return {
        highlight.key: quoted[highlight.key] | quoted[episode.key] | titles.get(highlight.key, set())
        for episode in episodes
        for highlight in episode.highlights
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Normal forms that are no topics: everywhere (thousands, in a large vault), and in one highlight."""

    everywhere: AbstractSet[str]
    here: AbstractSet[str]

    def __contains__(self, form: object) -> bool:
        return form in self.everywhere or form in self.here

    def may_hold(self, key: str, form: str) -> bool:
        """Whether a phrase, or a word of it, is one of the names of this highlight."""
        return key in self.here or form in self.here or not self.here.isdisjoint(form.split())


def _spelling(names: AbstractSet[str]) -> Callable[[str], tuple[str, str]]:
    """Reads how a phrase is spelt, once a wording: its key (empty where it is no topic in any highlight) and normal form."""
    known: dict[str, tuple[str, str]] = {}

    def read(name: str) -> tuple[str, str]:
        if name not in known:
            key, form = topic_key(name), normal_form(name)
            known[name] = (key if _is_sound(key) and not _is_named(key, form, names) else "", key if key == form else form)
        return known[name]

    return read


def _candidates(
    highlight: Highlight,
    mentions: Sequence[Mention],
    in_title: Sequence[Mention],
    names: _Names,
    read: Callable[[str], tuple[str, str]],
) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}

    def candidate(mention: Mention) -> Candidate | None:
        key, form = read(mention.name)
        if not key or (names.may_hold(key, form) and _is_named(key, form, names)):
            return None
        return found.get(key) or found.setdefault(key, Candidate())

    sells = _sells(highlight)
    for mention in mentions:
        if mention.kind is not MentionKind.TOPIC or any(
            begin <= mention.start < end for begin, end in sells.get((mention.field, mention.position), ())
        ):
            continue
        if each := candidate(mention):
            each.mentions.append(mention)
    for mention in in_title:
        if mention.kind is MentionKind.TOPIC and (each := candidate(mention)):
            each.in_episode_title = True
            each.other_labels += (mention.name,)
    for key in [key for key, each in found.items() if _is_full_name(key, each)]:
        del found[key]
    for label in _owned(highlight):
        if (key := topic_key(label)) and normal_form(label) not in names:
            each = found.setdefault(key, Candidate())
            each.is_owned = True
            each.other_labels += (label,)
    return found


def _sells(highlight: Highlight) -> dict[tuple[Field, int], tuple[tuple[int, int], ...]]:
    """Where the speech of a highlight is an advert, by passage; a title or a summary of an advert still says what the highlight is."""
    spoken = (each for each in passages(highlight) if each.field in _SPEECH)
    return {(each.field, each.position): spans for each in spoken if (spans := advert_spans(each.text))}


def _is_full_name(key: str, candidate: Candidate) -> bool:
    """Whether a first name and a surname with capitals, of whom nobody made a person (`Mark Temple`)."""
    first, _, last = key.partition(" ")
    if not (last and is_given_name(first) and is_surname(last)) or noun_class(key) is not None:
        return False
    return any(each.quote.istitle() and each.field not in (Field.TITLE, Field.EPISODE_TITLE) for each in candidate.mentions)


def _owned(highlight: Highlight) -> Iterator[str]:
    yield from (tag_words(tag.label) for tag in highlight.tags if not is_marking(tag.label))
    yield from highlight.wiki_links


def _is_sound(key: str) -> bool:
    """Whether a phrase may be a topic; `key` in the singular."""
    words = key.split()
    if (
        not words
        or len(key) >= _MAX_LENGTH
        or len(words) != len(set(words))
        or any(len(word) == 1 and not word.isdigit() for word in words)
    ):
        return False
    if (len(words) == 1 and is_empty_head(words[0])) or not _SPOKEN.isdisjoint(words[1:-1]) or words[-1] in _SITES or is_set_phrase(key):
        return False
    return any(word.isalpha() for word in words) and not is_name_in_lower_case(words)


def _is_named(key: str, form: str, names: Container[str]) -> bool:
    """Whether a phrase is a name, ends in one or is made of some; `form` as names are compared."""
    if form in names or key in names:
        return True
    spelt = form.split()
    return bool(spelt) and (spelt[-1] in names or all(word in names for word in spelt))
