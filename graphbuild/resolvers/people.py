"""Who is who: candidates for people, with the whole episode and the whole vault in view, become persons, each once.

- A full name is somebody. Across episodes the exact normal form joins (no accents, case, titles, possessives); anything
  fuzzier would be a guess: no string distance kept 30 pairs of near-namesakes apart (our measurement).
- A single name is the one full name of the same episode that holds it (13 of 14 such joins right); where two hold it, the
  guest or host of the title; else nobody.
- A single surname that is no English word is somebody by that name, in the whole vault.
- A first name alone is a stranger of that highlight's episode, and only where it is heard more than once.
- A name that sounds like the episode's own guest is the guest, misheard (4 of 4 right).
- Names known from anywhere in the vault are found again in lower-case transcripts, where a tagger sees nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphbuild.extractors import names, titles
from graphbuild.extractors.lexicon import COMMON, is_given_name, level
from graphbuild.extractors.people import LONE_GIVEN_NAME
from graphbuild.model import Episode, Field, Kind, Mention, MentionKind, Passage, Person, Reference, Resolution, Role
from graphbuild.resolvers.phrases import PhraseIndex
from graphbuild.resolvers.sound import sounds_like
from graphbuild.text import normal_form, stable_key

ALIAS = 0.93  # precision of the short-name rule, 13 of 14
MISHEARD = 0.8
KNOWN_NAME = 0.85
TITLE = 0.97  # precision of the title rules on the labelled episodes
_MIN_HITS_OF_GIVEN_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of a vault, where each is named, and who hosts and visits which episode; which of them may be one is not settled yet."""

    persons: tuple[Person, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    resolutions: tuple[Resolution, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A person in the making: spellings with how often each was met, and the reasons for joining them."""

    spellings: Counter[str] = field(default_factory=Counter)
    reasons: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Cast:
    """The full names of one episode, by normal form; `title` are those of its title and show."""

    title: dict[str, str]
    full: dict[str, str]

    def holder_of(self, word: str) -> str | None:
        """The normal form of the one full name that holds a word; of several, the one of the title."""
        form = normal_form(names.bare(word))
        holders = [full for full in self.full if form in full.split()]
        if len(holders) > 1:
            holders = [full for full in holders if full in self.title]
        return holders[0] if len(holders) == 1 else None


def resolve_people(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    title_mentions: Mapping[str, Sequence[Mention]],
) -> People:
    """Persons, references and roles.

    `mentions` and `passages` go by highlight key, `title_mentions` (what the people extractor found in the episode's title) by
    episode key.
    """
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    references: list[Reference] = []
    roles: list[Role] = []
    casts = {episode.key: _cast(episode, mentions, title_mentions) for episode in episodes}
    known = PhraseIndex((full for cast in casts.values() for full in cast.full.values() if _is_telling(full)), normal_form)
    for episode in episodes:
        cast = casts[episode.key]
        in_title: list[Reference] = []
        for name, is_host in _title_people(episode):
            key = normal_form(name.name)
            drafts[key].spellings[name.name] += 1
            roles.append(Role(episode=episode.key, person=key, is_host=is_host))
            if name.end:  # else the export's own list names him: no words to point at
                in_title.append(_in_title(episode, name, key, is_host=is_host))
        references += in_title
        for mention in title_mentions.get(episode.key, ()):
            if " " in mention.name and not any(_overlap(mention, other) for other in in_title):
                key = normal_form(mention.name)
                drafts[key].spellings[mention.name] += 1
                references.append(Reference(subject=episode.key, in_episode=True, target=key, mention=mention))
        for highlight in episode.highlights:
            found = [each for each in mentions.get(highlight.key, ()) if each.kind is MentionKind.PERSON]
            hits = Counter(normal_form(each.name) for each in found)
            for mention in found:
                reference = _resolve(mention, highlight.key, episode, cast, hits, drafts)
                if reference:
                    references.append(reference)
            references.extend(_known(highlight.key, passages.get(highlight.key, ()), found, known, drafts))
    persons = tuple(sorted((_person(key, draft) for key, draft in drafts.items()), key=lambda person: person.key))
    return People(persons=persons, references=tuple(sorted(set(references))), roles=tuple(sorted(set(roles))))


def _title_people(episode: Episode) -> Iterable[tuple[titles.TitleName, bool]]:
    """Hosts and guests: of the show's name and the episode's title, and as the export itself lists them."""
    if episode.kind is not Kind.PODCAST:
        return  # a book's title names what it is about, not who speaks in it
    hosts = list(titles.hosts(episode.show.name))
    guests = list(titles.guests(episode.title))
    host_words = [set(normal_form(host.name).split()) for host in hosts]
    for host in hosts:
        yield host, True
    for guest in guests:
        if not any(words <= set(normal_form(guest.name).split()) for words in host_words):
            yield guest, False
    for name in episode.hosts:
        yield titles.TitleName(0, 0, name), True
    for name in episode.guests:
        yield titles.TitleName(0, 0, name), False


def _cast(episode: Episode, mentions: Mapping[str, Sequence[Mention]], title_mentions: Mapping[str, Sequence[Mention]]) -> _Cast:
    title = {normal_form(name.name): name.name for name, _ in _title_people(episode) if " " in name.name}
    full = dict(title)
    heard = [*title_mentions.get(episode.key, ())]
    for highlight in episode.highlights:
        heard.extend(each for each in mentions.get(highlight.key, ()) if each.kind is MentionKind.PERSON)
    for mention in sorted(heard):
        if " " in mention.name:
            full.setdefault(normal_form(mention.name), mention.name)
    return _Cast(title, full)


def _in_title(episode: Episode, name: titles.TitleName, key: str, *, is_host: bool) -> Reference:
    where = Field.SHOW_NAME if is_host else Field.EPISODE_TITLE
    text = episode.show.name if is_host else episode.title
    mention = Mention(
        field=where,
        position=0,
        start=name.start,
        end=name.end,
        quote=text[name.start : name.end],
        kind=MentionKind.PERSON,
        name=name.name,
        confidence=TITLE,
        extractor="titles-1",
    )
    return Reference(subject=episode.key, in_episode=True, target=key, mention=mention)


def _overlap(mention: Mention, other: Reference) -> bool:
    return mention.field is other.mention.field and mention.start < other.mention.end and other.mention.start < mention.end


def _resolve(
    mention: Mention, highlight: str, episode: Episode, cast: _Cast, hits: Counter[str], drafts: dict[str, _Draft]
) -> Reference | None:
    form = normal_form(mention.name)
    if not form:
        return None
    confidence, reason = mention.confidence, None
    if " " in form:
        target = form
        guest = _misheard(form, cast)
        if guest:
            target, confidence = guest, MISHEARD
            reason = f"“{mention.name}” sounds like {cast.title[guest]}, whom the title of “{episode.title}” names"
    elif holder := cast.holder_of(mention.name):
        target, confidence = holder, ALIAS
        reason = f"“{mention.name}” is part of {cast.full[holder]}, the one such name in “{episode.title}”"
    elif guest := _misheard(form, cast):
        target, confidence = guest, MISHEARD
        reason = f"“{mention.name}” sounds like {cast.title[guest]}, whom the title of “{episode.title}” names"
    elif mention.confidence > LONE_GIVEN_NAME and names.is_lone_name(mention.name):
        target = form
    elif is_given_name(mention.name) and hits[form] >= _MIN_HITS_OF_GIVEN_NAME and level(form) > COMMON:
        target = f"{form} {stable_key(episode.key)[:4]}"  # a stranger: whoever bears the name elsewhere is somebody else
    else:
        return None
    drafts[target].spellings[mention.name] += 1
    if reason:
        drafts[target].reasons.add(reason)
    return Reference(subject=highlight, in_episode=False, target=target, mention=replace(mention, confidence=confidence))


def _misheard(form: str, cast: _Cast) -> str | None:
    """The one guest or host of the title whom a name sounds like, without being spelled so."""
    if form in cast.full and form in cast.title:
        return None
    alike = [full for full in cast.title if full != form and sounds_like(form, full)]
    return alike[0] if len(alike) == 1 else None


def _known(
    highlight: str, passages: Sequence[Passage], found: Sequence[Mention], known: PhraseIndex, drafts: dict[str, _Draft]
) -> Iterable[Reference]:
    """Full names that the vault knows, where no extractor saw them: mostly in lower-case transcripts."""
    for passage in passages:
        for hit in known.find(passage.text):
            start, end, name = hit.start, hit.end, hit.phrase
            if any(_same_place(each, passage) and each.start < end and start < each.end and " " in each.name for each in found):
                continue
            drafts[normal_form(name)].spellings[name] += 1
            mention = Mention(
                field=passage.field,
                position=passage.position,
                start=start,
                end=end,
                quote=passage.text[start:end],
                kind=MentionKind.PERSON,
                name=name,
                confidence=KNOWN_NAME,
                extractor="known-names-1",
            )
            yield Reference(subject=highlight, in_episode=False, target=normal_form(name), mention=mention)


def _same_place(mention: Mention, passage: Passage) -> bool:
    return mention.field is passage.field and mention.position == passage.position


def _is_telling(full_name: str) -> bool:
    """Whether a name can be looked for in lower case: not one made of everyday words alone (`will power`)."""
    return any(level(word) > COMMON for word in normal_form(full_name).split())


def _person(key: str, draft: _Draft) -> Person:
    """The name is the spelling whose normal form is the key and that was met most often; the others are alternates."""
    own = [name for name in draft.spellings if normal_form(name) == key] or list(draft.spellings)
    name = min(own, key=lambda each: (-draft.spellings[each], each))
    others = {_tidy(each) for each in draft.spellings} - {name}
    return Person(key=key, name=name, alternate_names=tuple(sorted(others)), reasons=tuple(sorted(draft.reasons)))


def _tidy(name: str) -> str:
    return " ".join(names.bare(word) for word in name.split())
