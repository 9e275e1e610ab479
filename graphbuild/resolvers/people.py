"""Who is who: candidates for people, with the whole episode and the whole vault in view, become persons, each once.

- A full name is somebody. Across episodes the exact normal form joins (no accents, case, titles, possessives); what is spelt otherwise is
  weighed in same_person.py.
- A single name is the one full name of the same episode that holds it (13 of 14 such joins right); where two hold it, the guest or host of
  the title; else, a surname, its one bearer in the vault; else, a first name, a stranger of that episode.
- A name that sounds like the episode's own guest is the guest, misheard (4 of 4 right).
- What the vault as a whole calls a thing as often as a person is a thing (firms wear names).
- Names known from anywhere in the vault are found again in lower-case transcripts, where a tagger sees nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum

from graphbuild.extractors import names
from graphbuild.extractors.lexicon import COMMON, given_name_rank, is_given_name, is_notable, level, notable
from graphbuild.extractors.names import is_name_in_lower_case
from graphbuild.extractors.people import Rule
from graphbuild.extractors.tags import tag_words
from graphbuild.model import Episode, Field, Highlight, Kind, Mention, MentionKind, Passage, Person, Reference, Resolution, Role
from graphbuild.resolvers.cast import Cast, Presented, cast_of, named_voices, title_people
from graphbuild.resolvers.phrases import PhraseIndex, mention_of
from graphbuild.resolvers.same_person import Bearer, same_person
from graphbuild.text import normal_form, stable_key

ALIAS = 0.93  # precision of the short-name rule, 13 of 14
MISHEARD = 0.8
ONLY_BEARER = 0.9
KNOWN_NAME = 0.85
TITLE = 0.97  # precision of the title rules on the labelled episodes
# Where the recogniser wrote no capitals, what begins many sentences is mostly a misheard `like` or `been`.
_IN_LOWER_CASE = re.compile(r"(?<= )i(?=[ '’])")
_MIN_HITS_OF_GIVEN_NAME = 2
_COMPANY = 50  # people named in one episode, at most, for them to say something of each other
_RARE, _WELL_KNOWN = 2_000, 300  # census ranks: beyond the first a first name may have one bearer; up to the second, met twice, it counts
# How a rule votes on whether a single name is a person's throughout the vault; other rules count 1.
_VOTE: dict[str, int] = {Rule.THING: -1, Rule.GIVEN_NAME: 0, Rule.DOUBTFUL_NOTABLE: 0}
_BY_ONE_NAME = frozenset({Rule.NOTABLE_NAME, Rule.DOUBTFUL_NOTABLE, Rule.CUED_SURNAME, Rule.TAGGED_SURNAME})


class Joining(StrEnum):
    """By which rule a mention is somebody, in the order in which they are asked."""

    SURNAME = "surname of several words"
    MISHEARD = "misheard guest"
    FULL_NAME = "full name"
    SHORT_NAME = "short name in its episode"
    ONLY_BEARER = "only bearer in the vault"
    ONE_NAME = "known by one name alone"
    STRANGER = "first name of a stranger"
    KNOWN = "name known in the vault"
    TAG = "tag that names somebody"
    VOTES = "things voted out"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of a vault, where each is named, who hosts and visits which episode, and which persons may be one."""

    persons: tuple[Person, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    resolutions: tuple[Resolution, ...] = ()
    casts: Mapping[str, Cast] = field(default_factory=dict)


@dataclass(slots=True)
class _Draft:
    """A person in the making: spellings with how often each was met, and the reasons for joining them."""

    spellings: Counter[str] = field(default_factory=Counter)
    reasons: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom a mention means, by which rule, how sure that is, and why where it is not plain."""

    rule: Joining
    key: str
    confidence: float
    reason: str | None = None


def resolve_people(
    episodes: Sequence[Episode],
    mentions: Mapping[str, Sequence[Mention]],
    passages: Mapping[str, Sequence[Passage]],
    title_mentions: Mapping[str, Sequence[Mention]],
    without: AbstractSet[str] = frozenset(),
) -> People:
    """Persons, references, roles and resolutions; rules named in `without` have no say.

    `mentions` and `passages` go by highlight key, `title_mentions` (what the people extractor found in the episode's title) by
    episode key.
    """
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    references: list[Reference] = []
    roles: list[Role] = []
    presented = {episode.key: tuple(title_people(episode)) for episode in episodes}
    visitors = {word for each in presented.values() for name, _ in each for word in normal_form(name.name).split()[-1:]}
    people = _without_things(mentions, visitors, votes=Joining.VOTES not in without)
    casts = {
        episode.key: cast_of(
            episode,
            presented[episode.key],
            title_mentions.get(episode.key, ()),
            [mention for highlight in episode.highlights for mention in people.get(highlight.key, ())],
        )
        for episode in episodes
    }
    bearers = _bearers_of_single_names(casts.values())
    full_names = (name for cast in casts.values() for form, name in cast.full.items() if " " in form)
    known = PhraseIndex((name for name in full_names if _is_telling(name)), normal_form)
    for episode in episodes:
        cast = casts[episode.key]
        for reference, role in _of_title(episode, presented[episode.key], title_mentions.get(episode.key, ())):
            drafts[reference.target].spellings[reference.mention.name] += 1
            if reference.mention.end:  # else the export's own list names him: no words to point at
                references.append(reference)
            roles += [role] if role else []
        for highlight in episode.highlights:
            for name in named_voices(highlight).values():
                drafts[voice_key(name, episode, cast)].spellings[name] += 1
            here = passages.get(highlight.key, ())
            found = people.get(highlight.key, ())
            hits = _hits(found, here)
            for reference in _of_tags(highlight, known) if Joining.TAG not in without else ():
                drafts[reference.target].spellings[reference.mention.name] += 1
                references.append(reference)
            known_rank = _WELL_KNOWN if any(_IN_LOWER_CASE.search(passage.text) for passage in here) else _RARE
            for mention in found:
                targets = _targets(mention, episode, cast, hits, bearers, known_rank)
                target = next((each for each in targets if each.rule not in without), None)
                if target:
                    drafts[target.key].spellings[mention.name] += 1
                    drafts[target.key].reasons.update([target.reason] if target.reason else [])
                    mention = replace(mention, confidence=target.confidence)  # noqa: PLW2901 - the same mention, now weighed
                    references.append(Reference(subject=highlight.key, in_episode=False, target=target.key, mention=mention))
            for reference in _known(highlight.key, here, found, known) if Joining.KNOWN not in without else ():
                drafts[reference.target].spellings[reference.mention.name] += 1
                references.append(reference)
    persons = tuple(sorted((_person(key, draft) for key, draft in drafts.items()), key=lambda person: person.key))
    references, roles = sorted(set(references)), sorted(set(roles))
    return People(
        persons=persons,
        references=tuple(references),
        roles=tuple(roles),
        resolutions=_resolutions(episodes, persons, references, roles, without),
        casts=casts,
    )


def _without_things(mentions: Mapping[str, Sequence[Mention]], visitors: AbstractSet[str], *, votes: bool) -> dict[str, list[Mention]]:
    """The people among the mentions: without what the vault as a whole calls a thing as often as a person.

    `visitors` are the surnames of guests and hosts, who are people whatever else wears their names.
    """
    people = {key: [each for each in here if each.kind is MentionKind.PERSON] for key, here in mentions.items()}
    counts: Counter[str] = Counter()
    for each in (each for here in people.values() for each in here):
        counts[normal_form(each.name)] += _VOTE.get(each.rule, 1)
    things = {form for form, count in counts.items() if count <= 0 and votes and form not in visitors}
    return {key: [each for each in here if each.rule != Rule.THING and not _is_thing(each, things)] for key, here in people.items()}


def _is_thing(mention: Mention, things: AbstractSet[str]) -> bool:
    return normal_form(mention.name) in things and not is_given_name(mention.name.split()[0])


def _bearers_of_single_names(casts: Iterable[Cast]) -> dict[str, str]:
    """Surname, or rare first name -> the one full name of the vault that holds it; of a first name it must be in two episodes."""
    bearers: dict[str, set[str]] = defaultdict(set)
    episodes: Counter[str] = Counter()
    for cast in casts:
        for form in cast.full:
            first, _, last = form.rpartition(" ")
            if first:
                episodes[form] += 1
                bearers[last].add(form)
                bearers[form.split()[0]].add(form)
    only = {single: next(iter(full)) for single, full in bearers.items() if len(full) == 1}
    return {
        single: form
        for single, form in only.items()
        if form.endswith(f" {single}") or (given_name_rank(single) > _RARE and episodes[form] > 1 and level(single) > COMMON)
    }


def _hits(found: Sequence[Mention], passages: Sequence[Passage]) -> Counter[str]:
    """How often each name is met; a sentence of the transcript that the summary repeats counts once."""
    text = {(passage.field, passage.position): passage.text for passage in passages}
    met = {
        (normal_form(each.name), normal_form(text.get((each.field, each.position), "")[max(0, each.start - 12) : each.end + 12]))
        for each in found
    }
    return Counter(name for name, _ in met)


def _of_title(
    episode: Episode, presented: Sequence[Presented], title_mentions: Sequence[Mention]
) -> Iterator[tuple[Reference, Role | None]]:
    """Hosts and guests, and who else is named in an episode's title."""
    in_title: list[Mention] = []
    for name, is_host in presented:
        text = episode.show.name if is_host else episode.title
        mention = Mention(
            field=Field.SHOW_NAME if is_host else Field.EPISODE_TITLE,
            position=0,
            start=name.start,
            end=name.end,
            quote=text[name.start : name.end],
            kind=MentionKind.PERSON,
            name=name.name,
            confidence=TITLE,
            extractor="titles-1",
        )
        in_title.append(mention)
        key = key_in_show(normal_form(name.name), episode)
        reference = Reference(subject=episode.key, in_episode=True, target=key, mention=mention)
        yield reference, Role(episode=episode.key, person=key, is_host=is_host)
    for mention in title_mentions:
        if " " in mention.name and mention.rule != Rule.THING and not any(_overlap(mention, other) for other in in_title):
            yield Reference(subject=episode.key, in_episode=True, target=normal_form(mention.name), mention=mention), None


def _overlap(mention: Mention, other: Mention) -> bool:
    return mention.field is other.field and mention.start < other.end and other.start < mention.end


def _targets(
    mention: Mention, episode: Episode, cast: Cast, hits: Counter[str], bearers: Mapping[str, str], known: int
) -> Iterator[_Target]:
    """Whom a mention may mean, the best first; nobody where that cannot be told."""
    form = normal_form(mention.name)
    if not form:
        return
    heard = cast.misheard(form)
    if " " in form:
        if longer := cast.ends_with(form):
            reason = f"“{mention.name}” is the surname of {cast.full[longer]}, the one such name in “{episode.title}”"
            yield _Target(Joining.SURNAME, longer, ALIAS, reason)
    elif holder := cast.holder_of(mention.name):
        reason = f"“{mention.name}” is part of {cast.full[holder]}, the one such name in “{episode.title}”"
        yield _Target(Joining.SHORT_NAME, key_in_show(holder, episode), ALIAS, reason)
    if heard:
        reason = f"“{mention.name}” sounds like {cast.typed[heard]}, whom the title of “{episode.title}” names"
        yield _Target(Joining.MISHEARD, key_in_show(heard, episode), MISHEARD, reason)
    if " " in form:
        yield _Target(Joining.FULL_NAME, form, mention.confidence)
        return
    by_one_name = mention.rule in _BY_ONE_NAME or not is_given_name(mention.name)
    if (bearer := _bearer(form, bearers)) and (by_one_name or not bearer.endswith(f" {form}")):
        yield _Target(Joining.ONLY_BEARER, bearer, ONLY_BEARER, f"“{mention.name}” is a name that one person of the vault bears alone")
    if not _is_somebody(mention, hits[form], known):
        return
    if by_one_name:
        yield _Target(Joining.ONE_NAME, form, mention.confidence)
    else:
        # Whoever bears a first name in another episode is somebody else until more is known.
        yield _Target(Joining.STRANGER, f"{form} {stable_key(episode.key)[:4]}", mention.confidence)


def key_in_show(form: str, episode: Episode) -> str:
    """The key of somebody of the title: a first name alone (`… with Jason & Ann`) is somebody of that show only."""
    return form if " " in form or not is_given_name(form) else f"{form} {stable_key(normal_form(episode.show.name))[:4]}"


def voice_key(name: str, episode: Episode, cast: Cast) -> str:
    """The key of the person whom the export names as a voice: the full name of the episode's cast, where it says a first name only."""
    form = normal_form(name)
    holder = None if " " in form else cast.holder_of(name)
    return key_in_show(holder or form, episode)


def _bearer(form: str, bearers: Mapping[str, str]) -> str | None:
    """The one person of the vault with this surname; where history knows one person by it, only him."""
    bearer = bearers.get(form)
    famous = notable(form)
    return bearer if bearer and (not famous or normal_form(famous).split()[0] == bearer.split()[0]) else None


def _is_somebody(mention: Mention, hits: int, known: int) -> bool:
    """Whether a single name that no full name of the episode holds names somebody all the same. `known`: census rank up to which it may."""
    if mention.rule != Rule.GIVEN_NAME:
        return True
    frequent = given_name_rank(mention.name) <= known
    return frequent and hits >= _MIN_HITS_OF_GIVEN_NAME and level(normal_form(mention.name)) > COMMON


def _known(highlight: str, passages: Sequence[Passage], found: Sequence[Mention], known: PhraseIndex) -> Iterator[Reference]:
    """Full names that the vault knows, where no extractor saw them: mostly in lower-case transcripts."""
    covered = {(m.field, m.position, n) for m in found if " " in m.name for n in range(m.start, m.end)}
    for passage in passages:
        for hit in known.find(passage.text):
            if names.names_a_thing(next(iter(passage.text[hit.end : hit.end + 40].split()), "")):
                continue  # `the Ines Calloway Foundation`
            if any((passage.field, passage.position, n) in covered for n in range(hit.start, hit.end)):
                continue
            mention = mention_of(
                hit, passage, kind=MentionKind.PERSON, confidence=KNOWN_NAME, extractor="known-names-1", rule=Joining.KNOWN
            )
            yield Reference(subject=highlight, in_episode=False, target=normal_form(hit.phrase), mention=mention)


def _of_tags(highlight: Highlight, known: PhraseIndex) -> Iterator[Reference]:
    """People whom the owner's own tag names: somebody the vault knows, or a first name and a surname that all know (`#ada-lovelace`)."""
    for tag in highlight.tags:
        words = tag_words(tag.label)
        hit = next(known.find(words), None)
        capitals = " ".join(word.capitalize() if word.islower() else word for word in words.split())
        name = hit.phrase if hit and normal_form(hit.phrase) == normal_form(words) else capitals if _is_plainly_a_name(capitals) else None
        if name:
            mention = Mention(
                field=Field.TAG,
                position=0,
                start=0,
                end=len(tag.label),
                quote=tag.label,
                kind=MentionKind.PERSON,
                name=name,
                confidence=ALIAS,
                extractor="tags-1",
                rule=Joining.TAG,
            )
            yield Reference(subject=highlight.key, in_episode=False, target=normal_form(name), mention=mention)


def _is_plainly_a_name(name: str) -> bool:
    first, _, last = name.partition(" ")
    if is_notable(name):
        return True
    return is_name_in_lower_case([first.lower(), last.lower()]) and given_name_rank(first) <= _RARE


def _is_telling(full_name: str) -> bool:
    """Whether a name can be looked for in lower case: not one made of everyday words alone (`will power`)."""
    return any(level(word) > COMMON for word in normal_form(full_name).split())


_TYPED = frozenset({Field.EPISODE_TITLE, Field.SHOW_NAME, Field.NOTE, Field.TAG, Field.WIKI_LINK})


def _resolutions(
    episodes: Sequence[Episode],
    persons: Sequence[Person],
    references: Sequence[Reference],
    roles: Sequence[Role],
    without: AbstractSet[str],
) -> tuple[Resolution, ...]:
    """Which persons may be one (same_person.py), from where each of them is named."""
    episode_of = {highlight.key: episode for episode in episodes for highlight in episode.highlights}
    by_key = {episode.key: episode for episode in episodes}
    places: dict[str, set[str]] = defaultdict(set)
    typed: set[str] = {role.person for role in roles}
    counted: Counter[str] = Counter()
    for role in roles:
        places[role.person].add(role.episode)
    for each in references:
        places[each.target].add(each.subject if each.in_episode else episode_of[each.subject].key)
        counted[each.target] += 1
        if each.mention.field in _TYPED:
            typed.add(each.target)
    present: dict[str, set[str]] = defaultdict(set)
    for key, where in places.items():
        for episode in where:
            present[episode].add(key)
    bearers = [
        Bearer(
            key=person.key,
            name=person.name,
            episodes=frozenset(places[person.key]),
            shows=frozenset(normal_form(by_key[each].show.name) for each in places[person.key] if by_key[each].kind is Kind.PODCAST),
            typed=person.key in typed,
            counted=counted[person.key],
            company=frozenset(
                other
                for each in places[person.key]
                if len(present[each]) <= _COMPANY  # to be one of hundreds is no company
                for other in present[each]
                if other != person.key and " " in other
            ),
        )
        for person in persons
    ]
    full = [each for each in bearers if " " in each.key and " " in each.name]
    return same_person(full, [each for each in bearers if " " in each.key and " " not in each.name], without)


def _person(key: str, draft: _Draft) -> Person:
    """The name is the spelling whose normal form is the key and that was met most often; the others are alternates."""
    own = [name for name in draft.spellings if normal_form(name) == key] or list(draft.spellings)
    name = min(own, key=lambda each: (-draft.spellings[each], each))
    others = {_tidy(each) for each in draft.spellings} - {name}
    return Person(key=key, name=name, alternate_names=tuple(sorted(others)), reasons=tuple(sorted(draft.reasons)))


def _tidy(name: str) -> str:
    return " ".join(names.bare(word) for word in name.split())
