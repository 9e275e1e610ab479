"""The only file that imports spaCy: loads the model once, repairs text, tags it in batches.

What nobody asks for is left out. No parser: noun phrases come from part-of-speech tags (topics.py). Entities are looked for around capitals alone
(entity_windows.py). Only verbs have a lemma, and it is looked up once for each word: the lemmas of all words cost more than their tags. Together this
saves half of what the whole model takes (measured on 469 texts of real highlights).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from graphbuild.cache.digests import code, digest_of_files, versions
from graphbuild.errors import ModelMissingError
from graphbuild.extractors.base import Token
from graphbuild.extractors.entity_windows import windows
from graphbuild.extractors.truecase import truecased

_PACKAGE = re.compile(r"[A-Za-z]\w*(?:-\w+)*")
_BATCH = 8  # texts; more is no faster, and at 64 the peak is 140 MB higher (1,280 exports)
_PIECE = 20_000  # characters; longer texts are tagged in pieces, which bounds memory
_STRETCHES = 32  # of some 40 words, read together
_HOW = (
    *(f"extractors/{name}.py" for name in ("spacy_model", "entity_windows", "lexicon")),
    "data/english_words.txt",
    "data/given_names.txt",
)
_FOR_LEMMAS = ("attribute_ruler", "lemmatizer")
_UNDERSTOOD = frozenset(
    ["tok2vec", "transformer", "tagger", "ner", "sentencizer", *_FOR_LEMMAS]
)  # any other part may give entities, or need lemmas
_NOT_FOUND = ("[E050]", "[E941]")  # how spaCy begins to say that there is neither a package nor a folder
_LABEL_INSIDE = re.compile(r"\bSpeaker \d+\b")

Entity = tuple[str, bool]
"""The type of the entity that a word belongs to, and whether it begins there."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded model: `nlp` as it is applied to whole texts, and what is left out of it, to be applied to parts of them.

    Nothing is left out that the model has not, that needs the whole text, or that a part not known here may need: `entities` is None then, `lemmatizers` empty.
    """

    nlp: Any
    entities: Any | None
    lemmatizers: tuple[Any, ...]
    lemmas: dict[tuple[str, str], str]


@cache
def load(model: str) -> Tagger:
    """A spaCy model by the name of its package or its folder, without the parser.

    Raises `ModelMissingError` where it is not installed, is damaged, or cannot tag.
    """
    import spacy

    try:
        nlp = spacy.load(_path_of(model) or model, exclude=["parser", "senter"])
    except Exception as error:  # what a package does when it is loaded, and what a damaged folder makes of it, is anything
        raise _missing(model) if str(error).startswith(_NOT_FOUND) else _damaged(model, error) from error
    _require_trained(nlp, model)
    parts = nlp.pipe_factories if _UNDERSTOOD.issuperset(nlp.pipe_factories.values()) else {}
    entities: Any = nlp.get_pipe("ner") if parts.get("ner") == "ner" else None
    if entities is not None and any(node.name.endswith("listener") for node in entities.model.walk()):
        entities = None  # it listens to what another part makes of the whole text
    lemmatizers: tuple[Any, ...] = ()
    if all(parts.get(name) == name for name in _FOR_LEMMAS):
        lemmatizers = tuple(nlp.get_pipe(name) for name in _FOR_LEMMAS)
    for name in [*(["ner"] if entities else []), *(_FOR_LEMMAS if lemmatizers else [])]:
        nlp.disable_pipe(name)
    return Tagger(nlp, entities, lemmatizers, {})


def _require_trained(nlp: Any, model: str) -> None:
    try:
        is_tagged = any(token.tag_ for token in nlp("She met Ada."))
    except Exception as error:  # weights that were never set, or of another shape than what is read with them
        raise ModelMissingError(f"a part of the language model {model} is not trained.", mend="Give a trained one.") from error
    if not is_tagged:
        raise ModelMissingError(f"the language model {model} does not tell nouns from verbs.", mend="Give one with a trained tagger.")


def _path_of(model: str) -> Any:
    """Where a package keeps its model, for those that hold one and no entry point: they offer a function `model_path`."""
    package = model.replace("-", "_")
    if not _PACKAGE.fullmatch(model) or "spacy" not in package or importlib.util.find_spec(package) is None:
        return None
    path = getattr(importlib.import_module(package), "model_path", None)
    return path() if callable(path) else None


def repair(text: str) -> str:
    """The text as the tagger should see it, of the same length, so that offsets hold.

    Line ends become spaces, capitals are set right (truecase.py), and `Speaker 2` names nobody.
    """
    text = truecased(text.replace("\n", " ").replace("\u00a0", " ").replace("’", "'"))
    return _LABEL_INSIDE.sub(lambda match: match[0].lower(), text)


def pieces(text: str) -> tuple[tuple[int, str], ...]:
    """What the tagger is given of a text: repaired, in pieces that it can take, each with its offset."""
    return tuple(_pieces(repair(text)))


def tag_pieces(texts: Iterable[str], model: str) -> Iterator[list[Token]]:
    """The tokens of each piece, in order. A piece gets the same tokens whatever others stand beside it (tested)."""
    tagger = load(model)
    left = iter(texts)
    while batch := list(islice(left, _BATCH)):
        docs = list(tagger.nlp.pipe(batch, batch_size=_BATCH))
        words = [[token.text for token in doc] for doc in docs]
        entities = _entities(tagger.entities, docs, words) if tagger.entities else map(_entities_of, docs)
        for doc, here, found in zip(docs, words, entities, strict=True):
            yield list(_tokens(tagger, doc, here, found))


def _entities(recogniser: Any, docs: Sequence[Any], words: Sequence[Sequence[str]]) -> Iterator[dict[int, Entity]]:
    """The entities of each text, found in the stretches that may hold one."""
    from spacy.attrs import NORM

    found: list[dict[int, Entity]] = [{} for _ in docs]
    places: list[tuple[int, int]] = []
    stretches: list[Any] = []
    for number, (doc, here) in enumerate(zip(docs, words, strict=True)):
        for begin, end in windows(here):
            places.append((number, begin))
            # Besides the words themselves the recogniser sees their norm alone, which the tokenizer sets (`n't`: `not`).
            stretches.append(doc[begin:end].as_doc(array_head=[NORM], array=doc.to_array([NORM]).reshape(-1, 1)))
    for (number, begin), stretch in zip(places, recogniser.pipe(stretches, batch_size=_STRETCHES), strict=True):
        found[number].update((begin + n, entity) for n, entity in _entities_of(stretch).items())
    return iter(found)


def _entities_of(doc: Any) -> dict[int, Entity]:
    """Type and whether it begins there, of each word of an entity, by the word's place."""
    return {n: (entity.label_, n == entity.start) for entity in doc.ents for n in range(entity.start, entity.end)}


def _lemma(tagger: Tagger, word: str, tag: str, otherwise: str) -> str:
    """The lemma of a verb, which word and tag decide; of others what the model said, if it was asked: else the word itself."""
    if not tagger.lemmatizers or not tag.startswith("VB"):
        return otherwise or word
    if (word, tag) not in tagger.lemmas:
        from spacy.tokens import Doc

        doc = Doc(tagger.nlp.vocab, words=[word])
        doc[0].tag_ = tag
        for each in tagger.lemmatizers:
            doc = each(doc)
        tagger.lemmas[word, tag] = doc[0].lemma_
    return tagger.lemmas[word, tag]


def tag(texts: Sequence[str], model: str) -> Iterator[tuple[Token, ...]]:
    """The tokens of each text, in order, by a spaCy model. Offsets count characters of the text as given."""
    cut = [pieces(text) for text in texts]
    tagged = tag_pieces([piece for each in cut for _, piece in each], model)
    for each in cut:
        yield tuple(token._replace(start=token.start + offset, end=token.end + offset) for offset, _ in each for token in next(tagged))


def identity(model: str) -> str:
    """What tokens depend on besides the text: the model's files, the versions of what runs it, and how it is run here. Loads neither."""
    return f"{digest_of_files(folder_of(model)).hex()} {versions('spacy', 'thinc', 'numpy')} {code(*_HOW).hex()}"


def folder_of(model: str) -> Path:
    """The folder of a model: its package, or the folder itself. Raises `ModelMissingError` where there is none."""
    found = importlib.util.find_spec(model.replace("-", "_")) if _PACKAGE.fullmatch(model) else None
    folder = Path(found.origin).parent if found and found.origin else Path(model)
    if not folder.is_dir():
        raise _missing(model)
    return folder


def _missing(model: str) -> ModelMissingError:
    if _PACKAGE.fullmatch(model):
        mend = f"Install its package (`pip install {model.replace('_', '-')}`), or change the setting `model`."
    else:
        mend = "Give a folder that spaCy saved a model in, or the name of an installed model package."
    return ModelMissingError(f"there is no language model {model}.", mend=mend)


def _damaged(model: str, error: Exception) -> ModelMissingError:
    why = next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason given")
    mend = "Get it again, in a version that fits the installed spaCy, or change the setting `model`."
    return ModelMissingError(f"the language model {model} cannot be loaded: {type(error).__name__}: {why.removesuffix('.')}.", mend=mend)


def _tokens(tagger: Tagger, doc: Any, words: Sequence[str], entities: Mapping[int, Entity]) -> Iterator[Token]:
    for n, (token, word) in enumerate(zip(doc, words, strict=True)):
        if not token.is_space:
            start, tag = token.idx, token.tag_
            entity, begins = entities.get(n, ("", False))
            yield Token(word, start, start + len(word), tag, _lemma(tagger, word, tag, token.lemma_), entity, begins)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at spaces into pieces that the tagger takes, each with its offset."""
    offset = 0
    while len(text) - offset > _PIECE:
        cut = text.rfind(" ", offset, offset + _PIECE) + 1 or offset + _PIECE
        yield offset, text[offset:cut]
        offset = cut
    yield offset, text[offset:]
