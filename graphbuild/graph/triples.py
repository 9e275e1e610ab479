"""Step 5 of 6: records -> triples. The only file that says which property carries what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import pyoxigraph as ox

import graphbuild
from graphbuild.graph import vocabulary as v
from graphbuild.graph.iris import Iris
from graphbuild.model import (
    Corpus,
    Episode,
    Field,
    Highlight,
    Kind,
    Link,
    LinkKind,
    Location,
    MentionKind,
    Reference,
    Scheme,
    Theme,
    VoiceRule,
    Work,
    WorkKind,
    takeaways_text,
)  # fmt: skip

_INTEGER = ox.NamedNode(v.XSD + "integer")
_DECIMAL = ox.NamedNode(v.XSD + "decimal")

_PROPERTY_OF_FIELD = {
    Field.EPISODE_TITLE: v.NAME,
    Field.SHOW_NAME: v.PART_OF_SERIES,  # the name of what this property leads to
    Field.TITLE: v.NAME,
    Field.SUMMARY: v.ABSTRACT,
    Field.TAKEAWAYS: v.TAKEAWAYS,
    Field.TEXT: v.TEXT,
    Field.TAG: v.TAG_LABEL,
}
_CLASS_OF_KIND = {
    Kind.PODCAST: v.EPISODE,
    Kind.BOOK: v.BOOK,
    Kind.ARTICLE: v.ARTICLE,
    Kind.TWEET: v.POSTING,
    Kind.SUPPLEMENTAL: v.CREATIVE_WORK,
}
_CLASS_OF_WORK = {
    WorkKind.BOOK: v.BOOK,
    WorkKind.PAPER: v.PAPER,
    WorkKind.ARTICLE: v.ARTICLE,
    WorkKind.FILM: v.MOVIE,
    WorkKind.SERIES: v.TV_SERIES,
    WorkKind.PODCAST: v.OTHER_SERIES,  # `v.SERIES` are the shows of the vault
    WorkKind.SONG: v.RECORDING,
    WorkKind.OTHER: v.CREATIVE_WORK,
}
_RELATION = {
    LinkKind.HIGHLIGHTS: v.RELATED_HIGHLIGHT,
    LinkKind.EPISODES: v.RELATED_EPISODE,
    LinkKind.IDEAS: v.RELATED,
    LinkKind.BROADER: v.BROADER,
}
_SCHEME_LABEL = {
    Scheme.TAGS: "the owner's tags",
    Scheme.WIKI_LINKS: "the owner's wiki links",
    Scheme.TOPICS: "topics found in the words",
}

_LINKS, _THEMES = "links-2", "themes-1"  # what makes them, and of which version

Object = ox.NamedNode | ox.Literal
Terms = tuple[ox.NamedNode, ox.NamedNode, Object]


def triples(corpus: Corpus, links: Sequence[Link], themes: Sequence[Theme], iris: Iris) -> Iterator[Terms]:
    """The three terms of every triple of the graph, in no order and some of them twice."""
    for subject, predicate, value in _statements(corpus, links, themes, iris):
        if value is not None:
            yield _iri(subject), _iri(predicate), value


def _statements(corpus: Corpus, links: Sequence[Link], themes: Sequence[Theme], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    works = {episode.key: iris.work(episode) for episode in corpus.episodes}
    yield from _sources(corpus, iris)
    for episode in corpus.episodes:
        yield from _episode(episode, iris)
        for highlight in episode.highlights:
            yield from _highlight(highlight, episode, iris, corpus.keyphrases.get(highlight.key, ()))
    yield from _people(corpus, works, iris)
    yield from _voices(corpus, iris)
    yield from _ideas(corpus, iris)
    yield from _works(corpus, works, iris)
    yield from _mentions(corpus, works, iris)
    yield from _links(links, corpus, works, iris)
    yield from _themes(themes, iris)
    yield from _runs(corpus, links, themes, iris)


def _sources(corpus: Corpus, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    for source in corpus.sources:
        subject = iris.source(source.path)
        yield subject, v.TYPE, _iri(v.ENTITY)
        yield subject, v.PATH, _text(source.path)
        yield subject, v.CONTENT_HASH, _text(source.sha256)


def _episode(episode: Episode, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    subject = iris.work(episode)
    yield subject, v.TYPE, _iri(_CLASS_OF_KIND[episode.kind])
    yield subject, v.NAME, _text(episode.title)
    if episode.kind is Kind.PODCAST:
        show = iris.show(episode.show.name)
        yield show, v.TYPE, _iri(v.SERIES)
        yield show, v.NAME, _text(episode.show.name)
        yield subject, v.PART_OF_SERIES, _iri(show)
    if episode.authors:
        yield subject, v.AUTHOR, _text(episode.show.name)
    yield subject, v.URL, _web_address(episode.url)
    yield subject, v.DATE_PUBLISHED, _text(episode.published)
    items = tuple(item for notes in episode.ai_notes for item in notes.items)
    yield subject, v.TAKEAWAYS, _text(takeaways_text(items))
    for path in _paths(episode.at):
        yield subject, v.DERIVED_FROM, _iri(iris.source(path))


def _highlight(highlight: Highlight, episode: Episode, iris: Iris, keyphrases: Sequence[str]) -> Iterator[tuple[str, str, Object | None]]:
    subject = iris.made("highlight", highlight.key)
    yield subject, v.TYPE, _iri(v.HIGHLIGHT)
    yield subject, v.PART_OF_EPISODE if episode.kind is Kind.PODCAST else v.PART_OF, _iri(iris.work(episode))
    yield subject, v.URL, _web_address(highlight.url)
    yield subject, v.START_OFFSET, _whole(highlight.start)
    yield subject, v.END_OFFSET, _whole(highlight.end)
    yield subject, v.NAME, _text(highlight.title)
    yield subject, v.ABSTRACT, _text(highlight.summary)
    yield subject, v.TAKEAWAYS, _text(takeaways_text(highlight.takeaways))
    yield subject, v.TEXT, _text(highlight.text)
    yield subject, v.DATE_CREATED, _text(highlight.created)
    yield subject, v.FAVORITE, ox.Literal(True) if highlight.favorite else None  # noqa: FBT003 - the literal `true`
    yield subject, v.KEYPHRASES, _text("\n".join(keyphrases))
    for tag in highlight.tags:
        yield subject, v.TAG_LABEL, _text(tag.label)
    for link in highlight.wiki_links:
        yield subject, v.WIKI_LINK, _text(link)
    for path in _paths(highlight.at):
        yield subject, v.DERIVED_FROM, _iri(iris.source(path))
    for note in highlight.notes:
        node = iris.note(highlight.key, note.text)
        yield subject, v.HAS_NOTE, _iri(node)
        yield node, v.TYPE, _iri(v.NOTE)
        yield node, v.TEXT, _text(note.text)
    for turn in highlight.turns:
        node = iris.turn(highlight.key, turn.position)
        yield subject, v.HAS_TURN, _iri(node)
        yield node, v.TYPE, _iri(v.TURN)
        yield node, v.POSITION, _whole(turn.position)
        yield node, v.TEXT, _text(turn.text)
        if turn.speaker:
            speaker = iris.speaker(highlight.key, turn.speaker.name)
            yield node, v.HAS_SPEAKER, _iri(speaker)
            yield speaker, v.TYPE, _iri(v.SPEAKER)
            yield speaker, v.NAME, _text(turn.speaker.name)


def _people(corpus: Corpus, works: Mapping[str, str], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    for person in corpus.persons:
        subject = iris.named("person", person.key)
        yield subject, v.TYPE, _iri(v.PERSON)
        yield subject, v.NAME, _text(person.name)
        for name in person.alternate_names:
            yield subject, v.ALTERNATE_NAME, _text(name)
        for reason in person.reasons:
            yield subject, v.REASON, _text(reason)
    for role in corpus.roles:
        predicate = v.HOST if role.is_host else v.GUEST
        yield works[role.episode], predicate, _iri(iris.named("person", role.person))


def _voices(corpus: Corpus, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    """Who a voice is, and why; a voice that the export names is a person named in the highlight."""
    for each in corpus.identifications:
        speaker, person = iris.speaker(each.highlight, each.label), _iri(iris.named("person", each.person))
        yield speaker, v.IDENTIFIED_AS, person
        yield speaker, v.REASON, _text(each.reason)
        yield speaker, v.CONFIDENCE, _share(each.score)
        if each.rule is VoiceRule.NAMED:
            yield iris.made("highlight", each.highlight), v.MENTIONS, person


def _ideas(corpus: Corpus, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    for scheme, label in _SCHEME_LABEL.items():
        if any(scheme in idea.schemes for idea in corpus.ideas):
            yield iris.made("scheme", scheme), v.TYPE, _iri(v.SCHEME)
            yield iris.made("scheme", scheme), v.PREF_LABEL, _text(label)
    for idea in corpus.ideas:
        subject = iris.named("idea", idea.key)
        yield subject, v.TYPE, _iri(v.IDEA)
        yield subject, v.PREF_LABEL, _text(idea.label)
        for label in idea.alt_labels:
            yield subject, v.ALT_LABEL, _text(label)
        for scheme in idea.schemes:
            yield subject, v.IN_SCHEME, _iri(iris.made("scheme", scheme))
        for reason in idea.reasons:
            yield subject, v.REASON, _text(reason)
        for key in idea.broader:
            yield subject, v.BROADER, _iri(iris.named("idea", key))
    notes = _notes(corpus)
    for expression in corpus.expressions:
        subject = iris.made("highlight", expression.highlight)
        target = _iri(iris.named("idea", expression.idea))
        if expression.note:
            subject = iris.note(expression.highlight, notes[expression.highlight, expression.note])
        yield subject, v.EXPRESSES, target
        if expression.is_tag:
            yield subject, v.HAS_TAG, target


def _works(corpus: Corpus, kept: Mapping[str, str], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    files = _files(corpus)
    named_in: dict[str, set[str]] = defaultdict(set)
    for reference in corpus.references:
        if reference.mention.kind is MentionKind.WORK:
            named_in[reference.target].add(reference.subject)
    for work in corpus.works:
        subject = iris.named_work(work, kept)
        for name in work.alternate_names:
            yield subject, v.ALTERNATE_NAME, _text(name)
        for episode in work.listed_in:
            yield kept[episode], v.MENTIONS, _iri(subject)
        if not (work.show or work.source):
            yield from _only_named(work, subject, iris)
            for path in {path for key in (*named_in[work.key], *work.listed_in) for path in files[key]}:
                yield subject, v.DERIVED_FROM, _iri(iris.source(path))


def _only_named(work: Work, subject: str, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    """A work of which the vault keeps nothing but its name."""
    yield subject, v.TYPE, _iri(v.NAMED_WORK)
    yield subject, v.TYPE, _iri(_CLASS_OF_WORK[work.kind])
    yield subject, v.NAME, _text(work.name)
    yield subject, v.AUTHOR, _iri(iris.named("person", work.author_key)) if work.author_key else _text(work.author)


def _files(corpus: Corpus) -> dict[str, list[str]]:
    """The paths of the files that each episode and each highlight stands in."""
    files = {episode.key: _paths(episode.at) for episode in corpus.episodes}
    return files | {highlight.key: _paths(highlight.at) for episode in corpus.episodes for highlight in episode.highlights}


def _mentions(corpus: Corpus, works: Mapping[str, str], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    persons = {person.key for person in corpus.persons}
    named_works = {work.key: iris.named_work(work, works) for work in corpus.works}
    notes = _notes(corpus)
    for reference in corpus.references:
        mention = reference.mention
        is_person = reference.target in persons and mention.kind == "person"
        is_work = mention.kind is MentionKind.WORK
        target = _iri(named_works[reference.target] if is_work else iris.named("person" if is_person else "idea", reference.target))
        subject = iris.mention(reference)
        about = works[reference.subject] if reference.in_episode else iris.made("highlight", reference.subject)
        note = iris.note(reference.subject, notes[reference.subject, mention.position]) if mention.field is Field.NOTE else None
        yield subject, v.TYPE, _iri(v.MENTION)
        yield subject, v.IN_EPISODE if reference.in_episode else v.IN_HIGHLIGHT, _iri(about)
        yield from _place(subject, reference, note, iris)
        yield subject, v.REFERS_TO, target
        yield subject, v.QUOTE, _text(mention.quote)
        yield subject, v.START, _whole(mention.start)
        yield subject, v.END, _whole(mention.end)
        yield subject, v.CONFIDENCE, _share(mention.confidence)
        yield subject, v.GENERATED_BY, _iri(iris.run(mention.extractor))
        if (is_person or is_work) and not reference.in_episode:
            yield about, v.MENTIONS, target
            if note:
                yield note, v.MENTIONS, target


def _place(subject: str, reference: Reference, note: str | None, iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    """In which text the offsets count."""
    mention = reference.mention
    if mention.field is Field.TURN:
        yield subject, v.IN_TURN, _iri(iris.turn(reference.subject, mention.position))
    elif note:
        yield subject, v.IN_NOTE, _iri(note)
    else:
        yield subject, v.IN_FIELD, _iri(_PROPERTY_OF_FIELD[mention.field])


def _links(links: Sequence[Link], corpus: Corpus, works: Mapping[str, str], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    named = {work.key: iris.named_work(work, works) for work in corpus.works}
    for link in links:
        subject = iris.link(link.kind, link.left, link.right)
        ends = [_end(link.kind, key, works, iris) for key in (link.left, link.right)]
        yield subject, v.TYPE, _iri(v.LINK)
        for end in ends:
            yield subject, v.BETWEEN, _iri(end)
        yield subject, v.RELATION, _iri(_RELATION[link.kind])
        yield subject, v.SCORE, _share(link.score)
        yield subject, v.REASON, _text(link.reason)
        for key in link.evidence:
            yield subject, v.EVIDENCE, _iri(iris.made("highlight", key))
        for key in link.via_ideas:
            yield subject, v.VIA, _iri(iris.named("idea", key))
        for key in link.via_people:
            yield subject, v.VIA, _iri(iris.named("person", key))
        for key in link.via_works:
            yield subject, v.VIA, _iri(named[key])
        for kind in link.counted:
            yield subject, v.EVIDENCE_KIND, _text(kind)
        yield subject, v.GENERATED_BY, _iri(iris.run(_LINKS))
        for a, b in (ends,) if link.kind is LinkKind.BROADER else (ends, ends[::-1]):
            yield a, _RELATION[link.kind], _iri(b)


def _themes(themes: Sequence[Theme], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    for theme in themes:
        subject = iris.named("theme", theme.key)
        yield subject, v.TYPE, _iri(v.THEME)
        yield subject, v.PREF_LABEL, _text(theme.label)
        yield subject, v.REASON, _text(theme.reason)
        for key in theme.members:
            yield subject, v.MEMBER, _iri(iris.named("idea", key))
        for key in theme.central:
            yield subject, v.CENTRAL_IDEA, _iri(iris.named("idea", key))
        yield subject, v.GENERATED_BY, _iri(iris.run(_THEMES))


def _runs(corpus: Corpus, links: Sequence[Link], themes: Sequence[Theme], iris: Iris) -> Iterator[tuple[str, str, Object | None]]:
    """What generated mentions, links and themes, and the program that ran it."""
    names = {reference.mention.extractor for reference in corpus.references}
    names |= {name for name, made in ((_LINKS, links), (_THEMES, themes)) if made}
    agent = iris.made("agent", "graphbuild")
    if names:
        yield agent, v.TYPE, _iri(v.AGENT)
        yield agent, v.NAME, _text("graphbuild")
        yield agent, v.SOFTWARE_VERSION, _text(graphbuild.__version__)
    for name in names:
        yield iris.run(name), v.TYPE, _iri(v.ACTIVITY)
        yield iris.run(name), v.NAME, _text(name.rpartition("-")[0])
        yield iris.run(name), v.SOFTWARE_VERSION, _text(name.rpartition("-")[2])
        yield iris.run(name), v.ASSOCIATED_WITH, _iri(agent)


def _end(kind: LinkKind, key: str, works: Mapping[str, str], iris: Iris) -> str:
    if kind in (LinkKind.IDEAS, LinkKind.BROADER):
        return iris.named("idea", key)
    return iris.made("highlight", key) if kind is LinkKind.HIGHLIGHTS else works[key]


def _notes(corpus: Corpus) -> dict[tuple[str, int], str]:
    """The text of each note, by highlight and number."""
    return {
        (highlight.key, number): note.text
        for episode in corpus.episodes
        for highlight in episode.highlights
        for number, note in enumerate(highlight.notes, 1)
    }


def _paths(places: Iterable[Location]) -> list[str]:
    return sorted({place.path for place in places})


@lru_cache(maxsize=8_192)  # the statements about a thing come one after the other
def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _text(text: str | None) -> ox.Literal | None:
    return ox.Literal(text) if text else None


def _whole(number: int | None) -> ox.Literal | None:
    return None if number is None else ox.Literal(str(number), datatype=_INTEGER)


def _share(value: float) -> ox.Literal:
    digits = f"{value:.4f}".rstrip("0")  # the canonical form, in which every engine keeps it
    return ox.Literal(digits + "0" if digits.endswith(".") else digits, datatype=_DECIMAL)


def _web_address(url: str | None) -> ox.NamedNode | None:
    """The address as an IRI; letters beyond ASCII stay, which IRIs allow."""
    return ox.NamedNode(url) if url else None
