"""The only file that imports spaCy: loads the model once, repairs text, tags it in batches.

The parser is left out: noun phrases come from part-of-speech tags (topics.py), which costs half the time.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

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

    if not _PACKAGE.fullmatch(model):  # a folder
        place, mend = model, "Give a folder that spaCy saved a model in, or the name of an installed model package."
    else:
        place, mend = model, f"Install its package (`pip install {model.replace('_', '-')}`), or change the setting `model`."
    try:
        return spacy.load(_path_of(model) or model, exclude=["parser", "senter"])
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ModelMissingError(f"there is no language model {place}.", mend=mend) from error


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


def tag(texts: Sequence[str], model: str) -> Iterator[tuple[Token, ...]]:
    """The tokens of each text, in order, by a spaCy model. Offsets count characters of the text as given."""
    nlp = load(model)
    pieces = [list(_pieces(repair(text))) for text in texts]
    docs = nlp.pipe((piece for each in pieces for _, piece in each), batch_size=_BATCH)
    for each in pieces:
        yield tuple(token for offset, _ in each for token in _tokens(next(docs), offset))


def _tokens(doc: Any, offset: int) -> Iterator[Token]:
    for token in doc:
        if not token.is_space:
            start = offset + token.idx
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
