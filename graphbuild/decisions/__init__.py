"""What the owner decided about names (`decisions.toml`): records, agreement among them, the file."""

from graphbuild.decisions.agreement import added, require_agreement
from graphbuild.decisions.file import change, dumps, load_decisions, save
from graphbuild.decisions.records import FILE, Decision, Decisions, Ruling, form, last, order, pair_id, without

__all__ = [
    "FILE", "Decision", "Decisions", "Ruling", "added", "change", "dumps", "form", "last", "load_decisions", "order", "pair_id",
    "require_agreement", "save", "without",
]  # fmt: skip
