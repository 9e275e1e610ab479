"""Passages -> mentions: what the cache holds is not worked out again, no text is tagged twice, and the rest is shared out among workers.

A worker gives back the bytes that the cache keeps, and they are decoded here, fresh or kept: a first build and a later one go the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from graphbuild.cache import NO_CACHE, Cache
from graphbuild.cache.digests import code, digest, module_source
from graphbuild.extractors import spacy_model
from graphbuild.extractors.base import Extractor, Token
from graphbuild.extractors.codec import mentions_as_bytes, mentions_of, tokens_as_bytes, tokens_of
from graphbuild.extractors.plugged import Guarded
from graphbuild.model import Field, Mention, Passage
from graphbuild.workers import HERE, Workers

_BATCH = 40_000  # characters: about 2 s of work, so that little is lost when a build is stopped, and the bar moves
_DEPENDS_ON = ("extractors", "data", "text.py", "model.py", "resources.py")
_TOKENS, _MENTIONS = "tokens", "mentions"


@dataclass(frozen=True, slots=True)
class Task:
    """One text and the passages that hold it; of the pieces that the tagger takes it in, the tokens that are known."""

    passages: tuple[Passage, ...]
    pieces: tuple[tuple[int, str], ...]
    known: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: the tokens of the pieces whose tokens were not known, and the mentions of each passage, all as the cache keeps them."""

    tokens: tuple[bytes, ...]
    mentions: tuple[bytes, ...]


@dataclass(slots=True)
class _Text:
    """A text that stands in passages of which some have no mentions yet: `left`, by key, and their `places` in what was given."""

    left: dict[bytes, Passage] = field(default_factory=dict)
    places: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))


def extract(
    passages: Sequence[Passage],
    extractors: Sequence[Extractor],
    model: str,
    progress: Callable[[int, int], None] | None = None,
    *,
    cache: Cache = NO_CACHE,
    workers: Workers = HERE,
) -> list[tuple[Mention, ...]]:
    """The mentions of each passage, in the order given.

    `model` names the spaCy model that tags. `progress` is told how many characters are done, and of how many that are not in the cache.
    Raises `ModelMissingError` where the model is not installed.
    """
    tagged_by = spacy_model.identity(model)
    found_by = digest(tagged_by, code(*_DEPENDS_ON), *map(_signature, extractors))
    placed = any(isinstance(each, Guarded) for each in extractors)  # ours give the same in each turn, those of others need not
    keys = [digest(found_by, each.field, str(each.position if placed else ""), each.text) for each in passages]
    kept = cache.get(_MENTIONS, keys)
    found = [mentions_of(kept[key], passage) if key in kept else () for key, passage in zip(keys, passages, strict=True)]
    texts: dict[str, _Text] = defaultdict(_Text)
    for place, (key, passage) in enumerate(zip(keys, passages, strict=True)):
        if key not in kept:
            texts[passage.text].left.setdefault(key, passage)
            texts[passage.text].places[key].append(place)
    del kept
    # Texts of like length together, the longest first: a batch wastes little, and no worker is left with a long one at the end.
    waiting = [texts[text] for text in sorted(texts, key=lambda text: (-len(text), text))]
    batches = list(_batches(waiting, tagged_by, cache))
    done, whole = 0, sum(map(_size, texts))
    results = workers.map(partial(work, tuple(extractors), model), [[task for _, task in batch] for batch in batches])
    for batch, outcome in zip(batches, results, strict=True):
        tokens: dict[bytes, bytes] = {}
        mentions: dict[bytes, bytes] = {}
        for (text, task), each in zip(batch, outcome, strict=True):
            fresh = (piece for (_, piece), known in zip(task.pieces, task.known, strict=True) if known is None)
            tokens.update((digest(tagged_by, piece), data) for piece, data in zip(fresh, each.tokens, strict=True))
            for key, data in zip(text.left, each.mentions, strict=True):
                mentions[key] = data
                for place in text.places[key]:
                    found[place] = mentions_of(data, passages[place])
            done += _size(task.passages[0].text)
        cache.put(_TOKENS, tokens)
        cache.put(_MENTIONS, mentions)
        if progress:
            progress(done, whole)
    return found


def work(extractors: Sequence[Extractor], model: str, batch: Sequence[Task]) -> list[Done]:
    """Tag what is not tagged, and run the extractors: the function that travels to a worker."""
    fresh = [piece for task in batch for (_, piece), known in zip(task.pieces, task.known, strict=True) if known is None]
    tagged = spacy_model.tag_pieces(fresh, model) if fresh else iter(())
    return [_done(task, extractors, tagged) for task in batch]


def ready(extractors: Sequence[Extractor], model: str) -> None:
    """Load all that `work` will need: for a worker that is to be ready when there is work for it."""
    passage = Passage(field=Field.TEXT, position=0, text="She met Ada.")
    for tokens in spacy_model.tag([passage.text], model):
        for extractor in extractors:
            list(extractor.run(passage, tokens))


def tools(model: str, settings: Sequence[str] = ()) -> bytes:
    """A digest of all that the answers depend on besides the texts, `settings` naming extractors of the user's own: where it is the same, so are they."""
    return digest(spacy_model.identity(model), code(*_DEPENDS_ON), *(module_source(each.partition(":")[0]) for each in settings))


def _done(task: Task, extractors: Sequence[Extractor], tagged: Iterator[list[Token]]) -> Done:
    fresh: list[bytes] = []
    tokens: list[Token] = []
    for (offset, piece), known in zip(task.pieces, task.known, strict=True):
        if known is None:
            fresh.append(tokens_as_bytes(next(tagged)))
        tokens += tokens_of(fresh[-1] if known is None else known, piece, offset)
    mentions = (sorted(each for extractor in extractors for each in extractor.run(passage, tokens)) for passage in task.passages)
    return Done(tuple(fresh), tuple(map(mentions_as_bytes, mentions)))


def _batches(texts: Sequence[_Text], tagged_by: str, cache: Cache) -> Iterator[list[tuple[_Text, Task]]]:
    """The texts in batches of some size, each with its task."""
    batch: list[_Text] = []
    size = 0
    for text in texts:
        length = _size(next(iter(text.left.values())).text)
        if batch and size + length > _BATCH:
            yield _tasks(batch, tagged_by, cache)
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield _tasks(batch, tagged_by, cache)


def _tasks(texts: Sequence[_Text], tagged_by: str, cache: Cache) -> list[tuple[_Text, Task]]:
    cut = [spacy_model.pieces(next(iter(text.left.values())).text) for text in texts]
    keys = [[digest(tagged_by, piece) for _, piece in pieces] for pieces in cut]
    known = cache.get(_TOKENS, [key for each in keys for key in each])
    return [
        (text, Task(tuple(text.left.values()), pieces, tuple(known.get(key) for key in each)))
        for text, pieces, each in zip(texts, cut, keys, strict=True)
    ]


def _size(text: str) -> int:
    """Characters, and what a text costs by itself, however short."""
    return len(text) + 20


def _signature(extractor: Extractor) -> str:
    """What an extractor's answers depend on, besides its passage and this package."""
    without = sorted(map(str, getattr(extractor, "without", ())))
    if isinstance(extractor, Guarded):
        without = [extractor.setting, module_source(extractor.setting.partition(":")[0]).hex()]
    return repr((type(extractor).__qualname__, extractor.name, extractor.version, without))
