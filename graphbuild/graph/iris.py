"""Data IRIs: `<base><class>:<key>`, flat, made of content alone, so that the same thing has the same IRI in every build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from graphbuild.graph.vocabulary import DATA_CLASSES
from graphbuild.model import Episode, Field, Kind, MentionKind, Reference, Work
from graphbuild.text import identity_form, slug, stable_key


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs of one build; `base` is the setting `base_iri`."""

    base: str

    def prefixes(self) -> dict[str, str]:
        """Prefix -> namespace, for each class of data."""
        return {name: f"{self.base}{name}:" for name in DATA_CLASSES}

    def made(self, kind: str, key: str) -> str:
        """The IRI of a key that is an IRI's tail already, or nearly (a uuid, a hash)."""
        return f"{self.base}{kind}:{_quoted(key)}"

    def named(self, kind: str, key: str) -> str:
        """The IRI of a key in words (`rope making` -> `rope-making`); a slug that loses anything gets four digits of a hash."""
        tail = slug(key)
        return f"{self.base}{kind}:{tail if tail.replace('-', ' ') == key else f'{tail}-{stable_key(key)[:4]}'}"

    def show(self, name: str) -> str:
        """A show, by its name."""
        return self.named("show", identity_form(name))

    def note(self, highlight: str, text: str) -> str:
        """A note, by its highlight and its words."""
        return self.made("note", stable_key(highlight, " ".join(text.split())))

    def work(self, episode: Episode) -> str:
        """An episode, a book, an article or a tweet."""
        return self.made("episode" if episode.kind is Kind.PODCAST else episode.kind, episode.key)

    def named_work(self, work: Work, kept: Mapping[str, str]) -> str:
        """A work that somebody names; one that the vault keeps highlights of is that show, book or article (`kept`: key -> IRI)."""
        if work.show:
            return self.show(work.show)
        return kept[work.source] if work.source else self.named("work", work.key)

    def turn(self, highlight: str, position: int) -> str:
        """A turn, by its highlight and its place."""
        return self.made("turn", f"{highlight}-{position:02}")

    def speaker(self, highlight: str, label: str) -> str:
        """A voice, valid in its highlight only."""
        return self.made("speaker", f"{highlight}-{slug(label)}-{stable_key(label)[:4]}")

    def source(self, path: str) -> str:
        """A file, by its path in the report."""
        return self.made("source", stable_key(path))

    def mention(self, reference: Reference) -> str:
        """Words that name something, by where they stand and what they name."""
        mention = reference.mention
        position = mention.position if mention.field in (Field.TURN, Field.NOTE) else 0
        # A work or an idea may bear the name of a person.
        target = (reference.target,) if mention.kind is MentionKind.PERSON else (reference.target, mention.kind)
        return self.made("mention", stable_key(reference.subject, mention.field, position, mention.start, mention.end, *target))

    def link(self, kind: str, left: str, right: str) -> str:
        """A link, by its kind and both its ends."""
        return self.made("link", stable_key(kind, left, right))

    def run(self, extractor: str) -> str:
        """What generated a mention or a link."""
        return self.made("run", extractor)


@lru_cache(maxsize=8_192)
def _quoted(key: str) -> str:
    return quote(key, safe="-._~")
