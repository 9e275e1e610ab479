"""The page's scripts as one: each module of `front/` as a function that is called once, in the order in which they need each other.

The modules are ES modules, so that an editor and the TypeScript compiler follow them; a page opened from the disk may load none, so
they are joined. That takes no bundler, because they keep to rules that `joined` checks: an import is one statement that takes names from `./other.js`,
what is exported is a `const`, a function or a class where it is declared, no text holds a line break, and no two modules need each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:const|(?:async )?function|class) (\w+)", re.MULTILINE)
_TYPES = re.compile(r"/\*\*.*?\*/[ \t]*\n?", re.DOTALL)  # JSDoc: for who writes and checks the modules; it would be a third of the page
_REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined(modules: Mapping[str, str], first: str = "main") -> str:
    """The scripts as one text. `modules`: name without `.js` -> source. Raises `ValueError` where a module breaks the rules above."""
    order: list[str] = []
    _visit(first, modules, order, ())
    if missing := sorted(set(modules) - set(order)):
        raise ValueError(f"no module needs {', '.join(missing)}")
    exported = {name: _EXPORT.findall(modules[name]) for name in order}
    parts = [_wrapped(name, modules[name], exported) for name in order]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def compact(text: str) -> str:
    """The text without indentation and empty lines, which are a third of what a formatter writes."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _visit(name: str, modules: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules in a circle: {' -> '.join((*above, name))}")
    if name in order:
        return
    if name not in modules:
        raise ValueError(f"there is no module {name}")
    for _, needed in _IMPORT.findall(modules[name]):
        _visit(needed, modules, order, (*above, name))
    order.append(name)


def _wrapped(name: str, source: str, exported: Mapping[str, list[str]]) -> str:
    """One module as `const $name = (() => { …; return { what it exports }; })();`."""
    taken = []
    for names, other in _IMPORT.findall(source):
        each = [one.split(" as ") for one in re.split(r",\s*", names.strip().rstrip(",")) if one]
        for given, *_ in each:
            if given not in exported[other]:
                raise ValueError(f"{name} takes {given} from {other}, which does not give it")
        taken.append(f"const {{ {', '.join(': '.join(one) for one in each)} }} = ${other};\n")
    body = _TYPES.sub("", re.sub(r"^export (?=const|async|function|class)", "", _IMPORT.sub("", source), flags=re.MULTILINE))
    body = compact(_REMARK.sub("", body))
    if left := _LEFT.search(body):
        raise ValueError(f"{name} has a statement that cannot be joined: {left[0]}")
    given = f"return {{ {', '.join(exported[name])} }};\n" if exported[name] else ""
    return f"// ---- {name}.js\nconst ${name} = (() => {{\n{''.join(taken)}{body}\n{given}}})();\n"
