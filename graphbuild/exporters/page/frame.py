"""The page within a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class View:
    """A page to be shown in a notebook's frame of so many pixels height; `html` is a whole page, to be written into a file as well."""

    html: str
    height: int = 640

    def __repr__(self) -> str:
        return f"<View: a page of {len(self.html) // 1000} KB>"

    def _repr_html_(self) -> str:
        # Scripts run there, in an origin of their own: the page can neither read the notebook nor change it.
        allowed = "allow-scripts allow-popups allow-downloads allow-modals"
        return (
            f'<iframe title="graphbuild" sandbox="{allowed}" width="100%" height="{int(self.height)}" style="border:0"'
            f' srcdoc="{escape(self.html)}"></iframe>'
        )
