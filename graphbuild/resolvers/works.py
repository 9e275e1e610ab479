"""Which works a vault names: spellings join, titles known from anywhere are found again, shows and books of the vault are themselves.

- Spellings join by their normal form without a leading article, and a title with a subtitle joins the same title without.
- A title is known when a cue says so, when an export lists it among the books that an episode mentions, or when the vault holds
  highlights of that very book, article or show.
- A known title is found again where it is written as a title (capitals, brackets), where its words are telling (a rare one, or four in
  this order), or where the words around speak of works. A single word is found again only in the episode that lists it.
- Titles that sound alike word by word and are named in one episode, or by one author, are one title misheard.
- Where a highlight names a show in full, the same words without `podcast` are that show too, and no book of that name.
- The title of a work that is somebody's name (a biography) names the person, wherever it stands without a cue.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from graphbuild.extractors import names
from graphbuild.extractors.lexicon import COMMON, level
from graphbuild.extractors.work_line import is_title_case
from graphbuild.extractors.work_words import SMALL
from graphbuild.model import Book, Citation, Episode, Field, Kind, Mention, MentionKind, Passage, Person, Reference, Work, WorkKind
from graphbuild.resolvers.phrases import Hit, PhraseIndex, mention_of
from graphbuild.resolvers.sound import sounds_like
from graphbuild.resolvers.work_keys import WorkKeys, unknown_words, work_key
from graphbuild.text import identity_form, normal_form

FOUND_AGAIN = 0.8
_TELLING_LENGTH = 4  # words; so many everyday ones in one order are a title (`how to mend a boat`), three may be chance
_LONG_NAME = 3  # words; two everyday ones (`deep water`) need a book to be spoken of, and a show of two words names no book
_NEAR = 60  # characters on either side
_SPEAKS_OF_WORKS = re.compile(
    r"\b(?:books?|novel|memoir|essay|article|paper|film|movie|documentary|wrote|author|read|reading|bestseller)\b", re.IGNORECASE
)
_SPEAKS_OF_A_BOOK = re.compile(r"\b(?:books?|novel|memoir|essay|film|movie|documentary|wrote|author|bestseller)\b", re.IGNORECASE)
_SPEAKS_OF_SHOWS = re.compile(r"\b(?:podcasts?|pod cast|shows?|episodes?|listen(?:ing)?|welcome(?: back)?|host|hosts)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\b(?:welcome(?: back)? to(?: (?:another|this|today's|today’s) (?:episode|edition) of)?|(?:episode|edition)(?: \d+)? of|you're listening to"
    r"|you are listening to|from [\w ]{2,20}, this is|host of) ",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\.[a-z]{2,4}\b")  # `slowharbour.com` is where to go, not what to read
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LONGEST_NAME = 80  # characters
_END_OF_SHOW = re.compile(r"\s*(?:[:|(–—®]|\s-\s|\bwith\b).*$")
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

    def add(self, mention: Mention) -> None:
        """Somebody names it."""
        self.spellings[mention.name] += 1
        if mention.citation:
            self.kinds[mention.citation.kind] += 1
            if mention.citation.author:
                self.authors[mention.citation.author] += 1

    def add_book(self, title: str, author: str | None, kind: WorkKind = WorkKind.BOOK) -> None:
        """The vault itself gives the title."""
        self.official[title] += 1
        self.kinds[kind] += 1
        if author:
            self.authors[author] += 1


def resolve_works(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    persons: Sequence[Person],
    shelf: Sequence[Book] = (),
) -> Works:
    """Works and references. `mentions` and `passages` go by highlight key; `shelf`: books that the owner keeps highlights of elsewhere."""
    owner = {highlight.key: episode.key for episode in episodes for highlight in episode.highlights}
    found = {
        highlight.key: [each for each in mentions.get(highlight.key, ()) if each.kind is MentionKind.WORK]
        for episode in episodes
        for highlight in episode.highlights
    }
    said = [(mention, owner[highlight]) for highlight, each in found.items() for mention in each]
    key_of = WorkKeys(said, (*_official(episodes), *(book.title for book in shelf)))
    drafts = _owned(episodes, key_of)
    for book in shelf:
        drafts[key_of(book.title)].add_book(book.title, ", ".join(book.authors) or None)
    shows = _show_forms(drafts)
    references: list[Reference] = []
    for highlight, each in found.items():
        for mention in each:
            key = shows.get(work_key(mention.name), key_of(mention.name)) if _is_show(mention) else key_of(mention.name)
            drafts[key].add(mention)
            references.append(Reference(subject=highlight, in_episode=False, target=key, mention=mention))
    people = {normal_form(name): person.key for person in persons for name in (person.name, *person.alternate_names) if " " in name}
    references += _found_again(episodes, passages, found, drafts, shows, people.keys())
    named = {reference.target for reference in references}
    works = tuple(_work(key, drafts[key], people) for key in sorted(drafts) if key in named or drafts[key].listed_in)
    return Works(works=works, references=tuple(sorted(set(references))))


def titles_named(episodes: Sequence[Episode], works: Works) -> dict[str, set[str]]:
    """Normal forms of the titles that each highlight names, by highlight key; those that its owner tagged it with are left out."""
    named: dict[str, set[str]] = defaultdict(set)
    for reference in works.references:
        named[reference.subject] |= {normal_form(reference.mention.quote), work_key(reference.mention.quote)}
    for episode in episodes:
        for highlight in episode.highlights:
            if highlight.key in named:
                named[highlight.key] -= {normal_form(tag.label) for tag in highlight.tags}
    return named


def _official(episodes: Sequence[Episode]) -> Iterator[str]:
    """Titles that the vault itself gives."""
    for episode in episodes:
        yield from (book.title for book in episode.books)
        if episode.kind in _KINDS:
            yield episode.title


def _owned(episodes: Sequence[Episode], key_of: WorkKeys) -> dict[str, _Draft]:
    """What the vault gives as works itself: shows, books and articles with highlights of their own, and lists of mentioned books."""
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for episode in sorted(episodes, key=lambda each: each.key):
        for book in episode.books:
            draft = drafts[key_of(book.title)]
            draft.add_book(book.title, ", ".join(book.authors) or None)
            draft.listed_in.add(episode.key)
        if episode.kind in _KINDS:
            draft = drafts[key_of(episode.title)]
            draft.add_book(episode.title, episode.show.name if episode.authors else None, _KINDS[episode.kind])
            draft.source = draft.source or episode.key
        elif episode.kind is Kind.PODCAST:
            draft = drafts[show_key(episode.show.name)]
            draft.show = episode.show.name if draft.show is None else min(draft.show, episode.show.name)
            draft.kinds[WorkKind.PODCAST] += 1
    return drafts


def show_key(show: str) -> str:
    """The key of a show of the vault: a book may have the same name, and is another work."""
    return f"show {identity_form(show)}"


def _show_forms(drafts: Mapping[str, _Draft]) -> dict[str, str]:
    """The forms in which a show is named -> its key: whole, without what follows `with` or a colon, with `podcast` and without."""
    forms: dict[str, str] = {}
    for key, draft in sorted(drafts.items()):
        for form in sorted({draft.show, _END_OF_SHOW.sub("", draft.show)}) if draft.show else ():
            whole = work_key(form)
            short = whole.removesuffix(" podcast")
            # `The Ada Quill Podcast` is a show, `Ada Quill` its host.
            is_name = names.is_full_name([word for word in form.split() if word.casefold() not in ("the", "podcast")])
            for each in {whole, f"{short} podcast"} if is_name else {whole, short, f"{short} podcast"}:
                if " " in each and not (is_name and each == short):
                    forms.setdefault(each, key)
    return forms


def _found_again(
    episodes: Sequence[Episode],
    passages: Mapping[str, Sequence[Passage]],
    found: Mapping[str, Sequence[Mention]],
    drafts: dict[str, _Draft],
    shows: Mapping[str, str],
    people: AbstractSet[str],
) -> Iterator[Reference]:
    """Known titles in the words of highlights where no cue names them."""
    titles = {key for key, draft in drafts.items() if not draft.show and key not in people and not _is_name(draft)}
    anywhere = PhraseIndex((each for each in (*titles, *shows) if " " in each), normal_form)
    single = [key for key in titles if " " not in key and level(key) > COMMON]
    for episode in episodes:
        listed = PhraseIndex((key for key in single if episode.key in drafts[key].listed_in), normal_form)
        for highlight in episode.highlights:
            named_shows = {shows.get(work_key(each.name)) for each in found[highlight.key] if _is_show(each)} - {None}
            for passage in passages.get(highlight.key, ()):
                taken = [(each.start, each.end) for each in found[highlight.key] if _same_text(each, passage)]
                hits = [*anywhere.find(passage.text), *listed.find(passage.text)]
                if episode.kind is Kind.PODCAST and (announced := _own_show(passage, episode)):
                    hits.insert(0, announced)
                for hit in hits:
                    is_own = hit is hits[0] and hit.phrase == show_key(episode.show.name)
                    title = hit.phrase if hit.phrase in titles else None
                    show = shows.get(hit.phrase)
                    key = hit.phrase if is_own else show if show in named_shows else _meant(passage, hit, title, show)
                    is_new = all(hit.end <= start or end <= hit.start for start, end in taken)
                    if key and is_new and drafts[key].source != episode.key and not _ADDRESS.match(passage.text, hit.end):
                        taken.append((hit.start, hit.end))
                        yield _reference(highlight.key, passage, hit, key, drafts[key])


def _own_show(passage: Passage, episode: Episode) -> Hit | None:
    """The name of the episode's own show where it is announced: misheard, or a single word that proves nothing elsewhere."""
    if passage.field is Field.TITLE:
        return None
    short = work_key(_END_OF_SHOW.sub("", episode.show.name))
    bare = short.removesuffix(" podcast")
    forms = {short, bare, f"{bare} podcast"} if bare else set()
    for announced in _ANNOUNCES.finditer(passage.text):
        written = list(_WORD.finditer(passage.text, announced.end(), announced.end() + _LONGEST_NAME))
        if written and written[0][0].casefold() == "the":
            written = written[1:]
        for form in sorted(forms, key=lambda each: (-len(each), each)):
            size = len(form.split())
            heard = normal_form(" ".join(match[0] for match in written[:size]))
            if len(written) >= size and (heard == form or (size > 1 and sounds_like(heard, form))):
                return Hit(written[0].start(), written[size - 1].end(), show_key(episode.show.name))
    return None


def _is_show(mention: Mention) -> bool:
    return mention.citation is not None and mention.citation.kind in (WorkKind.PODCAST, WorkKind.SERIES)


def _is_name(draft: _Draft) -> bool:
    return any(names.is_full_name(title.split()) for title in (*draft.official, *draft.spellings))


def _meant(passage: Passage, hit: Hit, title: str | None, show: str | None) -> str | None:
    """What known words name here: the work of that title, the show of that name, or a work that a show is named after; or nothing."""
    quote = passage.text[hit.start : hit.end]
    words = normal_form(quote).split()
    around = passage.text[max(0, hit.start - _NEAR) : hit.start] + " " + passage.text[hit.end : hit.end + _NEAR]
    is_heading = passage.field is Field.TITLE  # which has capitals anyhow
    is_cased = not is_heading and _is_cased(quote)
    cue = _SPEAKS_OF_A_BOOK if len(words) < _LONG_NAME else _SPEAKS_OF_WORKS
    of_works = not is_heading and cue.search(around) is not None
    if title and (is_cased or of_works or any(level(word) > COMMON for word in words) or len(words) >= _TELLING_LENGTH):
        return title
    if show is None or is_heading:
        return None
    if _SPEAKS_OF_SHOWS.search(f"{quote} {around}") or (is_cased and not of_works):
        return show
    return hit.phrase if of_works and len(words) >= _LONG_NAME else None


def _is_cased(quote: str) -> bool:
    words = [word for word in quote.split() if word.casefold() not in SMALL]
    return len(words) > 1 and is_title_case(quote.split())


def _same_text(mention: Mention, passage: Passage) -> bool:
    return mention.field is passage.field and mention.position == passage.position


def _reference(highlight: str, passage: Passage, hit: Hit, key: str, draft: _Draft) -> Reference:
    citation = Citation(kind=_most(draft.kinds) or WorkKind.OTHER)
    mention = mention_of(hit, passage, kind=MentionKind.WORK, confidence=FOUND_AGAIN, extractor="known-works-1", citation=citation)
    return Reference(subject=highlight, in_episode=False, target=key, mention=mention)


def _work(key: str, draft: _Draft, people: Mapping[str, str]) -> Work:
    """The title is the vault's own, else the spelling with capitals met most often, else the words with capitals set."""
    with_capitals = Counter({title: n for title, n in draft.spellings.items() if is_title_case(title.split())})
    name = draft.show or _most(draft.official) or _fullest(with_capitals) or _in_title_case(_best_heard(draft.spellings) or key)
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


def _fullest(counts: Counter[str]) -> str | None:
    """What was met most often; of several the longest (`The Salt Ledger` before `Salt Ledger`)."""
    return min(counts, key=lambda each: (-counts[each], -len(each), each)) if counts else None


def _best_heard(counts: Counter[str]) -> str | None:
    """The spelling with the fewest words that no list of English has; of several what was met most often."""
    return min(counts, key=lambda each: (unknown_words(each), -counts[each], each)) if counts else None


def _in_title_case(words: str) -> str:
    return " ".join(word if n and word in SMALL else word[:1].upper() + word[1:] for n, word in enumerate(words.split()))
