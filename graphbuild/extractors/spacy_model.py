"""The only file that imports spaCy: loads the model once, repairs text, tags it in batches.

The parser is left out: noun phrases come from part-of-speech tags (topics.py), which costs half the time.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graphbuild.cache.digests import digest_of_files, versions
from graphbuild.errors import ModelMissingError
from graphbuild.extractors.base import Token
from graphbuild.extractors.truecase import truecased

_PACKAGE = re.compile(r"[A-Za-z]\w*(?:-\w+)*")
_BATCH = 8  # texts; more is no faster, and at 64 the peak is 140 MB higher (1,280 exports)
_PIECE = 20_000  # characters; longer texts are tagged in pieces, which bounds memory
_LABEL_INSIDE = re.compile(r"\bSpeaker \d+\b")


@cache
def load(model: str) -> Any:
    """A spaCy model by the name of its package or its folder, without the parser. Raises `ModelMissingError` where it is not installed."""
    import spacy

    try:
        return spacy.load(_path_of(model) or model, exclude=["parser", "senter"])
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise _missing(model) from error


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
    return (list(_tokens(doc)) for doc in load(model).pipe(texts, batch_size=_BATCH))


def tag(texts: Sequence[str], model: str) -> Iterator[tuple[Token, ...]]:
    """The tokens of each text, in order, by a spaCy model. Offsets count characters of the text as given."""
    cut = [pieces(text) for text in texts]
    tagged = tag_pieces([piece for each in cut for _, piece in each], model)
    for each in cut:
        yield tuple(token._replace(start=token.start + offset, end=token.end + offset) for offset, _ in each for token in next(tagged))


def identity(model: str) -> str:
    """What tokens depend on besides the text: the model's files, and the versions of what runs it. Loads neither."""
    return f"{digest_of_files(folder_of(model)).hex()} {versions('spacy', 'thinc', 'numpy')}"


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


def _tokens(doc: Any) -> Iterator[Token]:
    for token in doc:
        if not token.is_space:
            start = token.idx
            entity = token.ent_type_ if token.ent_iob_ != "O" else ""
            yield Token(token.text, start, start + len(token.text), token.tag_, token.lemma_, entity, token.ent_iob_ == "B")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at spaces into pieces that the tagger takes, each with its offset."""
    offset = 0
    while len(text) - offset > _PIECE:
        cut = text.rfind(" ", offset, offset + _PIECE) + 1 or offset + _PIECE
        yield offset, text[offset:cut]
        offset = cut
    yield offset, text[offset:]
