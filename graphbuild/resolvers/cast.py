"""The cast of an episode: the full names heard in it, which of them its title, show or export names as host or guest, and who speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extractors import names, titles
from graphbuild.extractors.lexicon import is_given_name
from graphbuild.model import Episode, Highlight, Kind, Mention
from graphbuild.resolvers.sound import sounds_like
from graphbuild.text import normal_form

_NUMBERED = re.compile(r"(?:speaker|voice|person|unknown|guest|host|narrator|interviewer)\W*\d*", re.IGNORECASE)


Presented = tuple[titles.TitleName, bool]
"""Somebody whom a title, a show or an export presents, and whether as a host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The full names of one episode, by normal form.

    `title` are its guests and hosts by title and show, `hosts` those of the show; `typed` everybody whom title or show name;
    `holders` leads from a word to the full names that hold it.
    """

    title: dict[str, str]
    full: dict[str, str]
    hosts: frozenset[str]
    typed: dict[str, str]
    holders: dict[str, list[str]]

    @property
    def guests(self) -> frozenset[str]:
        """The normal forms of who visits."""
        return frozenset(self.title) - self.hosts

    def holder_of(self, word: str) -> str | None:
        """The normal form of the one full name that holds a word; of several, the one of the title."""
        form = normal_form(names.bare(word))
        holders = self.holders.get(form, [])
        if len(holders) > 1:
            holders = [full for full in holders if full in self.title]
        return holders[0] if len(holders) == 1 else None

    def ends_with(self, surname: str) -> str | None:
        """The normal form of the one full name that a surname of several words ends (`van holm`)."""
        if not names.is_particle(surname.partition(" ")[0]):
            return None
        longer = [full for full in self.full if full.endswith(f" {surname}")]
        return longer[0] if len(longer) == 1 else None

    def misheard(self, form: str) -> str | None:
        """The one person of the title or show whom a name sounds like, without being spelt so."""
        if form in self.typed:
            return None
        alike = [full for full in self.typed if full != form and sounds_like(form, full)]
        return alike[0] if len(alike) == 1 else None


def cast_of(episode: Episode, named: Sequence[Presented], in_title: Sequence[Mention], heard: Iterable[Mention]) -> Cast:
    """The cast, from the title's people, the names in the title, and the names heard in the highlights."""
    title = {normal_form(name.name): name.name for name, _ in named}
    typed = title | {normal_form(mention.name): mention.name for mention in in_title if " " in mention.name and mention.confidence}
    full = dict(title)
    for highlight in episode.highlights:
        full.update((normal_form(name), name) for name in named_voices(highlight).values() if " " in name)
    for mention in sorted([*in_title, *heard]):
        if " " in mention.name and mention.confidence:
            full.setdefault(normal_form(mention.name), mention.name)
    holders: dict[str, list[str]] = defaultdict(list)
    for form in full:
        for word in dict.fromkeys(form.split()):
            holders[word].append(form)
    hosts = frozenset(normal_form(name.name) for name, is_host in named if is_host)
    return Cast(title=title, full=full, hosts=hosts, typed=typed, holders=dict(holders))


def title_people(episode: Episode) -> Iterator[Presented]:
    """Hosts (True) and guests (False): of the show's name and the episode's title, and as the export itself lists them."""
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
    for owner in episode.hosts:  # `David Jones - Software Developer`; a firm (`NPR`) owns shows too, and hosts none
        yield from ((titles.TitleName(0, 0, name.name), True) for name in titles.guests(owner))
    for visitor in episode.guests:
        yield titles.TitleName(0, 0, visitor), False


def named_voices(highlight: Highlight) -> dict[str, str]:
    """Of the speakers' labels those that name somebody (`Andrew Jones`, not `Speaker 2`), each with the cleaned name."""
    labels = dict.fromkeys(turn.speaker.name for turn in highlight.turns if turn.speaker)
    return {label: name for label in labels if not _NUMBERED.fullmatch(label) and (name := _name_of_label(label))}


def _name_of_label(label: str) -> str | None:
    words = names.clean(label.split())
    is_name = names.is_full_name(words, alone=True) or (len(words) == 1 and words[0][0].isupper() and is_given_name(words[0]))
    return " ".join(words) if is_name else None
