"""Which works a vault names: spellings join, titles known from anywhere are found again, shows and books of the vault are themselves.

- Spellings join by their normal form without a leading article, and a title with a subtitle joins the same title without.
- A title is known when a cue says so surely, when an export lists it among the books that an episode mentions, or when the vault holds
  highlights of that very book, article or show.
- A known title is found again where it is written as a title (capitals, brackets), where its words are telling (a rare one, or four in
  this order), or where the words around speak of works. A single word is found again only in the episode that lists it.
- The title of a work that is somebody's name (a biography) names the person, wherever it stands without a cue.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from graphbuild.extractors import names
from graphbuild.extractors.lexicon import COMMON, level
from graphbuild.extractors.work_titles import is_title_case
from graphbuild.extractors.works import CALLED_LOWER
from graphbuild.model import Citation, Episode, Field, Kind, Mention, MentionKind, Passage, Person, Reference, Work, WorkKind
from graphbuild.resolvers.phrases import Hit, PhraseIndex
from graphbuild.text import normal_form

FOUND_AGAIN = 0.8
_TELLING_LENGTH = 4  # words; so many everyday ones in one order are a title (`how to win at chess`), three may be chance (`the one thing`)
_NEAR = 60  # characters on either side
_SPEAKS_OF_WORKS = re.compile(
    r"\b(?:books?|novel|memoir|essay|article|paper|film|movie|documentary|wrote|author|read|reading|bestseller|terminology|chapter)\b", re.IGNORECASE
)
_SPEAKS_OF_SHOWS = re.compile(r"\b(?:podcasts?|pod cast|shows?|episodes?|listen(?:ing)?|welcome(?: back)?|host|hosts)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
_SUBTITLE = re.compile(r"\s*[:–—]\s+")
_END_OF_SHOW = re.compile(r"\s*(?:[:|(–—®]|\s-\s|\bwith\b).*$")
_SMALL = frozenset("a an the of and or nor but in on to for with at from into as vs versus by".split())
_KINDS = {Kind.BOOK: WorkKind.BOOK, Kind.ARTICLE: WorkKind.ARTICLE}


_T = TypeVar("_T", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The works of a vault, and where each is named."""

    works: tuple[Work, ...]
    references: tuple[Reference, ...]


@dataclass(slots=True)
class _Draft:
    """A work in the making: spellings, kinds and authors with how often each was met."""

    spellings: Counter[str] = field(default_factory=Counter)
    official: Counter[str] = field(default_factory=Counter)  # as the vault itself or an export's list gives the title
    kinds: Counter[WorkKind] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    listed_in: set[str] = field(default_factory=set)
    show: str | None = None
    source: str | None = None
    is_sure: bool = False


def work_key(title: str) -> str:
    """The form by which titles join: normal form without a leading article."""
    return _ARTICLE.sub("", normal_form(title))


def resolve_works(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    persons: Sequence[Person],
) -> Works:
    """Works and references. `mentions` and `passages` go by highlight key."""
    found = {
        highlight.key: [each for each in mentions.get(highlight.key, ()) if each.kind is MentionKind.WORK]
        for episode in episodes
        for highlight in episode.highlights
    }
    key_of = _Keys(_titles(episodes, found))
    drafts = _owned(episodes, key_of)
    references: list[Reference] = []
    for highlight, each in found.items():
        for mention in each:
            draft = drafts[key_of(mention.name)]
            draft.spellings[mention.name] += 1
            draft.is_sure |= mention.confidence >= CALLED_LOWER
            if mention.citation:
                draft.kinds[mention.citation.kind] += 1
                if mention.citation.author:
                    draft.authors[mention.citation.author] += 1
            references.append(Reference(subject=highlight, in_episode=False, target=key_of(mention.name), mention=mention))
    people = {normal_form(name): person.key for person in persons for name in (person.name, *person.alternate_names) if " " in name}
    references += _found_again(episodes, passages, found, drafts, people.keys())
    named = {reference.target for reference in references}
    works = tuple(_work(key, drafts[key], people) for key in sorted(drafts) if key in named or drafts[key].listed_in)
    return Works(works=works, references=tuple(sorted(set(references))))


class _Keys:
    """Title -> key: that of the title without its subtitle, where the vault has that too."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._whole = {work_key(title) for title in titles}

    def __call__(self, title: str) -> str:
        main = work_key(_SUBTITLE.split(title)[0])
        return main if main in self._whole and " " in main else work_key(title)


def _titles(episodes: Sequence[Episode], found: Mapping[str, Sequence[Mention]]) -> Iterator[str]:
    for episode in episodes:
        yield from (book.title for book in episode.books)
        if episode.kind in _KINDS:
            yield episode.title
    for each in found.values():
        yield from (mention.name for mention in each)


def _owned(episodes: Sequence[Episode], key_of: _Keys) -> dict[str, _Draft]:
    """What the vault gives as works itself: shows, books and articles with highlights of their own, and lists of mentioned books."""
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for episode in sorted(episodes, key=lambda each: each.key):
        for book in episode.books:
            draft = drafts[key_of(book.title)]
            draft.official[book.title] += 1
            draft.kinds[WorkKind.BOOK] += 1
            draft.listed_in.add(episode.key)
            draft.is_sure = True
            if book.authors:
                draft.authors[", ".join(book.authors)] += 1
        if episode.kind in _KINDS:
            draft = drafts[key_of(episode.title)]
            draft.official[episode.title] += 1
            draft.kinds[_KINDS[episode.kind]] += 1
            draft.source = draft.source or episode.key
            draft.is_sure = True
            if episode.authors:
                draft.authors[episode.show.name] += 1
        elif episode.kind is Kind.PODCAST:
            for key in _show_keys(episode.show.name):
                drafts[key].show = drafts[key].show or episode.show.name
    for draft in drafts.values():
        if draft.show:
            draft.kinds[WorkKind.PODCAST] += 1
    return drafts


def _show_keys(show: str) -> Iterator[str]:
    """The forms in which a show is named: whole, without what follows `with` or a colon, with `podcast` and without."""
    for form in {show, _END_OF_SHOW.sub("", show)}:
        key = work_key(form)
        short = key.removesuffix(" podcast")
        if " " in short and not names.is_full_name(form.split()):
            yield from {key, short, f"{short} podcast"}


def _found_again(
    episodes: Sequence[Episode],
    passages: Mapping[str, Sequence[Passage]],
    found: Mapping[str, Sequence[Mention]],
    drafts: Mapping[str, _Draft],
    people: AbstractSet[str],
) -> Iterator[Reference]:
    """Known titles in the words of highlights where no cue names them."""
    known = [key for key, draft in drafts.items() if (draft.is_sure or draft.show) and key not in people and not _is_name(draft)]
    index = PhraseIndex((key for key in known if " " in key), normal_form)
    single = frozenset(key for key in known if " " not in key and level(key) > COMMON)
    for episode in episodes:
        listed = PhraseIndex((key for key in single if episode.key in drafts[key].listed_in), normal_form)
        for highlight in episode.highlights:
            for passage in passages.get(highlight.key, ()):
                for hit in (*index.find(passage.text), *listed.find(passage.text)):
                    draft = drafts[hit.phrase]
                    is_new = not any(_overlap(each, passage, hit) for each in found[highlight.key])
                    if is_new and draft.source != episode.key and _is_the_title(passage, hit, draft):
                        yield _reference(highlight.key, passage, hit, draft)


def _is_name(draft: _Draft) -> bool:
    return any(names.is_full_name(title.split()) for title in (*draft.official, *draft.spellings))


def _is_the_title(passage: Passage, hit: Hit, draft: _Draft) -> bool:
    """Whether the words of a known title are the title here."""
    quote = passage.text[hit.start : hit.end]
    words = normal_form(quote).split()
    around = passage.text[max(0, hit.start - _NEAR) : hit.start] + " " + passage.text[hit.end : hit.end + _NEAR]
    if draft.show and not draft.is_sure:
        # A show's name is often made of everyday words (`deep questions`); a heading has capitals anyhow.
        return passage.field is not Field.TITLE and (_is_cased(quote) or _SPEAKS_OF_SHOWS.search(around) is not None)
    if passage.field is not Field.TITLE and _is_cased(quote):
        return True
    if any(level(word) > COMMON for word in words) or len(words) >= _TELLING_LENGTH:
        return True
    return passage.field is not Field.TITLE and _SPEAKS_OF_WORKS.search(around) is not None


def _is_cased(quote: str) -> bool:
    words = [word for word in quote.split() if word.casefold() not in _SMALL]
    return len(words) > 1 and is_title_case(quote.split())


def _overlap(mention: Mention, passage: Passage, hit: Hit) -> bool:
    same_text = mention.field is passage.field and mention.position == passage.position
    return same_text and mention.start < hit.end and hit.start < mention.end


def _reference(highlight: str, passage: Passage, hit: Hit, draft: _Draft) -> Reference:
    mention = Mention(
        field=passage.field,
        position=passage.position,
        start=hit.start,
        end=hit.end,
        quote=passage.text[hit.start : hit.end],
        kind=MentionKind.WORK,
        name=hit.phrase,
        confidence=FOUND_AGAIN,
        extractor="known-works-1",
        citation=Citation(kind=_most(draft.kinds) or WorkKind.OTHER),
    )
    return Reference(subject=highlight, in_episode=False, target=hit.phrase, mention=mention)


def _work(key: str, draft: _Draft, people: Mapping[str, str]) -> Work:
    """The title is the vault's own, else the spelling with capitals met most often, else the words with capitals set."""
    with_capitals = Counter({title: n for title, n in draft.spellings.items() if is_title_case(title.split())})
    name = draft.show or _most(draft.official) or _most(with_capitals) or _in_title_case(_most(draft.spellings) or key)
    author = _most(draft.authors)
    return Work(
        key=key,
        name=name,
        kind=_most(draft.kinds) or WorkKind.OTHER,
        alternate_names=tuple(sorted({*draft.spellings, *draft.official} - {name})),
        author=author,
        author_key=people.get(normal_form(author)) if author else None,
        show=draft.show,
        source=draft.source,
        listed_in=tuple(sorted(draft.listed_in)),
    )


def _most(counts: Counter[_T]) -> _T | None:
    """What was met most often; of several the first by spelling."""
    return min(counts, key=lambda each: (-counts[each], each)) if counts else None


def _in_title_case(words: str) -> str:
    return " ".join(word if n and word in _SMALL else word[:1].upper() + word[1:] for n, word in enumerate(words.split()))
