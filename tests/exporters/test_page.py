"""The page as bytes: what it holds, that it is the same twice, and that nothing in the data can get out of its text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graphbuild.exporters.page import write_page
from graphbuild.exporters.page.columns import Lists, Numbers, Texts, WordLists, Words, pack, unpack
from graphbuild.exporters.page.join import compact, joined
from graphbuild.exporters.page.layout import LARGEST, lay_out, nearest, strengths, strongest
from graphbuild.exporters.page.reader import code, is_web_address
from graphbuild.graph.store import GraphStore
from tests.crowd import crowd

PREFIXES = """
@prefix gb: <https://w3id.org/graphbuild/ns#> . @prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix episode: <urn:graphbuild:episode:> . @prefix highlight: <urn:graphbuild:highlight:> . @prefix idea: <urn:graphbuild:idea:> .
@prefix link: <urn:graphbuild:link:> . @prefix mention: <urn:graphbuild:mention:> . @prefix note: <urn:graphbuild:note:> .
@prefix person: <urn:graphbuild:person:> . @prefix scheme: <urn:graphbuild:scheme:> . @prefix show: <urn:graphbuild:show:> .
@prefix speaker: <urn:graphbuild:speaker:> . @prefix turn: <urn:graphbuild:turn:> .
"""

SMALL = (
    PREFIXES
    + """
show:harbour a schema:PodcastSeries ; schema:name "Harbour Hours" .
show:loom a schema:PodcastSeries ; schema:name "The Loom" .
episode:e1 a schema:PodcastEpisode ; schema:name "Tides and timetables" ; schema:partOfSeries show:harbour ;
  schema:url <https://share.example.org/episode/e1> ; schema:datePublished "2024-03-12" ; gb:host person:ina-roth ;
  gb:takeaways "1. Boats wait.\\n2. People do not." .
episode:e2 a schema:PodcastEpisode ; schema:name "What weavers count" ; schema:partOfSeries show:loom ; gb:guest person:jo-lindell .
highlight:h1 a gb:Highlight ; schema:name "Waiting as a craft" ; schema:partOfEpisode episode:e1 ; schema:startOffset 916 ;
  schema:endOffset 960 ; schema:url <https://share.example.org/snip/h1> ; schema:abstract "The pilot explains waiting." ;
  gb:favorite true ; gb:tag idea:slack-time ; gb:tagLabel "slack time" ; gb:note note:n1 ; gb:turn turn:h1-01 , turn:h1-02 ;
  gb:expresses idea:slack-time , idea:rhythm ; schema:mentions person:jo-lindell ; gb:keyphrases "slack time\\nrhythm" .
turn:h1-01 a gb:Turn ; schema:position 1 ; schema:text "Why leave \U0001f6a2 room at all?" ; gb:speaker speaker:h1-1 .
turn:h1-02 a gb:Turn ; schema:position 2 ; schema:text "Because \U0001f6a2 slack time is what keeps the harbour working, as Jo says." ;
  gb:speaker speaker:h1-2 .
speaker:h1-1 a gb:Speaker ; schema:name "Speaker 1" .
speaker:h1-2 a gb:Speaker ; schema:name "Speaker 2" ; gb:identifiedAs person:ina-roth .
note:n1 a gb:Note ; schema:text "Like our Fridays." ; gb:expresses idea:four-day-week .
highlight:h2 a gb:Highlight ; schema:partOfEpisode episode:e2 ; schema:startOffset 75 ; schema:url <https://share.example.org/snip/h2> ;
  schema:text "Slack time in the warp is not waste." ; gb:expresses idea:slack-time , idea:rhythm ; schema:mentions <urn:graphbuild:work:the-idle-loom> .
<urn:graphbuild:work:the-idle-loom> a gb:NamedWork , schema:Book ; schema:name "The Idle Loom" ; schema:alternateName "Idle Loom" ; schema:author person:jo-lindell .
highlight:h3 a gb:Highlight ; schema:partOfEpisode episode:e2 ; schema:startOffset 20 .
idea:slack-time a gb:Idea ; skos:prefLabel "slack time" ; skos:altLabel "Slack Times" ; skos:inScheme scheme:tags .
idea:rhythm a gb:Idea ; skos:prefLabel "rhythm" ; skos:inScheme scheme:topics .
idea:four-day-week a gb:Idea ; skos:prefLabel "four-day week" ; skos:inScheme scheme:topics .
person:ina-roth a schema:Person ; schema:name "Ina Roth" .
person:jo-lindell a schema:Person ; schema:name "Jo Lindell" ; schema:alternateName "Jo" ; gb:reason "“Jo” is the guest’s first name." .
mention:m1 a gb:Mention ; gb:inHighlight highlight:h1 ; gb:inTurn turn:h1-02 ; gb:refersTo idea:slack-time ; gb:quote "slack time" ;
  gb:start 10 ; gb:end 20 ; gb:confidence 0.5 ; <http://www.w3.org/ns/prov#wasGeneratedBy> <urn:graphbuild:run:topics-1> .
mention:m2 a gb:Mention ; gb:inHighlight highlight:h1 ; gb:inTurn turn:h1-02 ; gb:refersTo person:jo-lindell ; gb:quote "Nobody" ;
  gb:start 60 ; gb:end 66 .
mention:m3 a gb:Mention ; gb:inHighlight highlight:h2 ; gb:inField schema:text ; gb:refersTo idea:slack-time ; gb:quote "Slack time" ;
  gb:start 0 ; gb:end 10 .
link:l1 a gb:Link ; gb:between episode:e1 , episode:e2 ; gb:relation gb:relatedEpisode ; gb:score 0.71 ; gb:evidence highlight:h1 , highlight:h2 ;
  <http://www.w3.org/ns/prov#wasGeneratedBy> <urn:graphbuild:run:links-1> ; gb:via idea:slack-time ; gb:evidenceKind "words" , "owners-idea" ; gb:reason "Both speak of “slack time”." .
link:l2 a gb:Link ; gb:between idea:slack-time , idea:rhythm ; gb:relation skos:related ; gb:score 0.5 ; gb:evidence highlight:h1 .
"""
)

HOSTILE_TEXT = '</script><img src=x onerror="alert(1)"><!-- {{script}} \u202e\u2028 " \' &amp; שלום'


def graph(turtle: str, folder: Path) -> GraphStore:
    file = folder / "graph.ttl"
    file.write_text(turtle, encoding="utf-8")
    return GraphStore.load(file)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def hostile(text: str = HOSTILE_TEXT) -> str:
    """A graph in which every text is hostile, and every address too."""
    words = quoted(text)
    return f"""{PREFIXES}
show:s a schema:PodcastSeries ; schema:name {words} .
episode:e a schema:PodcastEpisode ; schema:name {words} ; schema:partOfSeries show:s ; schema:url <javascript:alert(1)> ; gb:takeaways {words} .
highlight:h a gb:Highlight ; schema:name {words} ; schema:partOfEpisode episode:e ; schema:url <javascript:alert(2)> ; schema:abstract {words} ;
  schema:startOffset 5 ; schema:text {words} ; gb:tagLabel {words} ; gb:note note:n ; gb:expresses idea:a , idea:b , idea:c ; schema:mentions person:p ; gb:keyphrases {words} .
highlight:h2 a gb:Highlight ; schema:partOfEpisode episode:e ; schema:url "data:text/html,<script>alert(3)</script>" ; schema:text {words} .
note:n a gb:Note ; schema:text {words} .
idea:a a gb:Idea ; skos:prefLabel {words} . idea:b a gb:Idea ; skos:prefLabel {words} . idea:c a gb:Idea ; skos:prefLabel {words} .
person:p a schema:Person ; schema:name {words} ; gb:reason {words} .
highlight:h schema:mentions <urn:graphbuild:work:w> .
<urn:graphbuild:work:w> a gb:NamedWork , schema:Book ; schema:name {words} ; schema:author {words} .
"""


def tables(html: str) -> dict[str, Any]:
    packed = re.search(r'id="data">([A-Za-z0-9+/=]+)</script>', html)
    assert packed
    return unpack(gzip.decompress(base64.b64decode(packed[1])))[0]


def shipped(html: str) -> tuple[str, str]:
    """The style and the script of a page, unpacked."""
    packed = re.search(r'id="code">([A-Za-z0-9+/=]+)</script>', html)
    assert packed
    style, script = gzip.decompress(base64.b64decode(packed[1])).decode().split("\0")
    return style, script


@pytest.fixture
def small(tmp_path: Path) -> GraphStore:
    return graph(SMALL, tmp_path)


def test_holds_what_the_graph_says(small: GraphStore) -> None:
    held = tables(write_page(small).html)
    assert held["show"]["label"] == ["Harbour Hours", "The Loom"]
    assert held["episode"]["label"] == ["Tides and timetables", "What weavers count"]
    assert held["episode"]["hosts"] == [[held["person"]["slug"].index("ina-roth")], []]
    assert held["highlight"]["slug"] == ["h1", "h3", "h2"], "by episode, then second"
    assert held["highlight"]["start"] == [916, 20, 75]
    assert held["highlight"]["url"] == ["https://share.example.org/snip/h1", "", "https://share.example.org/snip/h2"]
    assert held["note"] == {"highlight": [0], "text": ["Like our Fridays."]}
    assert held["turn"]["highlight"] == [0, 0]
    assert held["turn"]["speaker"] == ["Speaker 1", "Speaker 2"]
    assert held["turn"]["person"] == [-1, held["person"]["slug"].index("ina-roth")]
    ideas = held["idea"]["slug"]
    assert {ideas[row] for row in held["highlight"]["ideas"][0]} == {"slack-time", "rhythm", "four-day-week"}, "a note's ideas too"
    assert held["idea"]["own"][ideas.index("slack-time")] == 1
    assert [stem + slug for stem, slug in zip(held["person"]["stem"], held["person"]["slug"], strict=True)] == [
        "urn:graphbuild:person:ina-roth",
        "urn:graphbuild:person:jo-lindell",
    ]
    assert held["work"] == {
        "slug": ["the-idle-loom"], "stem": ["urn:graphbuild:work:"], "label": ["The Idle Loom"], "kind": ["book"],
        "by": [held["person"]["slug"].index("jo-lindell")], "author": [""], "alt": [["Idle Loom"]],
        "highlights": [1], "episodes": [1], "shows": [1],
    }  # fmt: skip
    assert held["highlight"]["works"] == [[], [], [0]]


def test_how_far_each_thing_reaches_is_counted(small: GraphStore) -> None:
    held = tables(write_page(small).html)
    far = {
        (kind, slug): (held[kind]["highlights"][row], held[kind]["episodes"][row], held[kind]["shows"][row])
        for kind in ("idea", "person", "work", "show", "theme")
        for row, slug in enumerate(held[kind]["slug"])
    }
    assert far["idea", "slack-time"] == (2, 2, 2)
    assert far["person", "ina-roth"] == (1, 1, 1), "who speaks counts as well as who is named"
    assert far["show", "loom"] == (2, 1, 1)
    assert far["theme", "rhythm"] == (2, 2, 2), "a highlight with two of its ideas counts once"


def test_links_say_why_by_which_rule_and_how_sure(small: GraphStore) -> None:
    held = tables(write_page(small).html)
    ideas = held["idea"]["slug"]
    at = held["link"]["reason"].index("Both speak of “slack time”.")
    assert held["link"]["evidence"][at] == [0, 2]
    assert held["link"]["via"][at] == [code("idea", ideas.index("slack-time"))]
    assert (held["link"]["score"][at], held["link"]["rule"][at]) == (7100, "links-1")
    assert held["link"]["kinds"][at] == ["owners-idea", "words"]


def test_marks_count_as_the_browser_does_and_only_where_the_words_stand(small: GraphStore) -> None:
    held = tables(write_page(small).html)
    slack = code("idea", held["idea"]["slug"].index("slack-time"))
    columns = ("highlight", "where", "start", "length", "target", "score", "rule")
    assert list(zip(*(held["mark"][name] for name in columns), strict=True)) == [
        (0, 2, 11, 10, slack, 5000, "topics-1"),
        (2, 0, 0, 10, slack, -1, ""),
    ]
    words = held["turn"]["text"][1].encode("utf-16-le")
    assert words[2 * 11 : 2 * 21].decode("utf-16-le") == "slack time"


def test_columns_give_back_what_was_packed() -> None:
    texts = ["", "naïve \U0001f6a2", "x" * 300]
    lists = [[], [3, 3, 9], [-1], [70_000, 2]]
    packed = pack(
        {
            "a": {"n": Numbers([0, -1, 1, 63, 64, -65, 2**31 - 1, -(2**30)]), "t": Texts(texts)},
            "b": {"l": Lists(lists), "w": Words(["b", "a", "b"]), "v": WordLists([["a"], [], ["c", "a"]])},
        },
        {"fact": 1},
    )
    held, facts = unpack(packed)
    assert held["a"] == {"n": [0, -1, 1, 63, 64, -65, 2**31 - 1, -(2**30)], "t": texts}
    assert held["b"] == {"l": lists, "w": ["b", "a", "b"], "v": [["a"], [], ["c", "a"]]}
    assert facts == {"fact": 1}


def test_same_graph_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    graph(SMALL, tmp_path)
    script = (
        "import hashlib, sys; from pathlib import Path; from graphbuild.exporters.page import write_page;"
        "from graphbuild.graph.store import GraphStore;"
        "print(hashlib.sha256(write_page(GraphStore.load(Path(sys.argv[1]))).html.encode()).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "graph.ttl")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_order_of_triples_changes_nothing(small: GraphStore) -> None:
    triples = list(small.triples())
    assert write_page(GraphStore(triples)) == write_page(GraphStore(reversed(triples)))


def test_given_places_stay_and_new_ideas_start_beside_their_neighbours(small: GraphStore) -> None:
    base = "urn:graphbuild:idea:"
    old = {base + "slack-time": (100, 200), base + "gone": (1, 1)}
    page = write_page(small, old)
    assert page.positions[base + "slack-time"] == (100, 200)
    assert {iri for iri in page.positions if iri.startswith(base)} == {base + "slack-time", base + "rhythm", base + "four-day-week"}
    assert write_page(small, page.positions).positions == page.positions
    assert write_page(small, page.positions).html == page.html


def test_what_is_new_is_what_the_last_build_that_brought_something_brought(tmp_path: Path) -> None:
    small, base = graph(SMALL, tmp_path), "urn:graphbuild:highlight:"
    first = write_page(small)
    assert tables(first.html)["highlight"]["build"] == [0, 0, 0]
    again = write_page(small, first.positions)
    assert again.html == first.html, "a build that brings nothing changes nothing"
    grown = graph(
        SMALL + ' highlight:h4 a gb:Highlight ; schema:text "Late." . highlight:a0 a gb:Highlight ; schema:text "Later." .', tmp_path
    )
    second = write_page(grown, first.positions)
    built = dict(zip(tables(second.html)["highlight"]["slug"], tables(second.html)["highlight"]["build"], strict=True))
    assert built == {"h1": 0, "h2": 0, "h3": 0, "h4": 1, "a0": 1}
    assert (second.positions[base + "a0"], second.positions[base + "h4"]) == ((1, 0), (1, 1))
    assert all(second.positions[iri] == place for iri, place in first.positions.items() if iri.startswith(base))
    assert write_page(grown, second.positions).html == second.html, "and what was new stays the latest news"


def test_themes_of_the_graph_are_the_themes_of_the_map(tmp_path: Path) -> None:
    ideas = "\n".join(f'idea:i{n} a gb:Idea ; skos:prefLabel "matter {n}" .' for n in range(8))
    said = "\n".join(
        f"highlight:h{n} a gb:Highlight ; gb:expresses idea:i{n} , idea:i{(n + 1) % 4 + n // 4 * 4} , idea:i{(n + 2) % 4 + n // 4 * 4} ."
        for n in range(8)
    )
    themes = """
    <urn:graphbuild:theme:small> a gb:Theme ; skos:prefLabel "Small matters" ; skos:member idea:i1 , idea:i2 .
    <urn:graphbuild:theme:large> a gb:Theme ; skos:prefLabel "Large matters" ; skos:member idea:i4 , idea:i5 , idea:i6 , idea:gone .
    """
    named = tables(write_page(graph(f"{PREFIXES}{ideas}{said}{themes}", tmp_path)).html)
    assert named["theme"]["label"] == ["Large matters", "Small matters"]
    assert [sorted(each) for each in named["theme"]["ideas"]] == [[4, 5, 6], [1, 2]]
    assert named["idea"]["theme"] == [-1, 1, 1, -1, 0, 0, 0, -1], "an idea of no theme is placed beside its own kin but bears none's colour"
    found = tables(write_page(graph(f"{PREFIXES}{ideas}{said}", tmp_path)).html)
    assert [sorted(each) for each in found["theme"]["ideas"]] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert found["theme"]["label"][0] == "matter 0 · matter 1"


def test_the_nearest_of_an_idea_come_strongest_first() -> None:
    assert nearest(3, {(0, 1): 0.25, (0, 2): 0.5}, 1) == [[2], [0], [0]]


def test_places_fill_the_map_without_stacking() -> None:
    ideas_of = [[n, (n * 7) % 60, (n * 3) % 60] for n in range(60)]
    made = lay_out(80, strongest(strengths([sorted(set(each)) for each in ideas_of], {})), {})
    assert len(set(made.places)) == 80
    assert all(0 <= x <= LARGEST and 0 <= y <= LARGEST for x, y in made.places)
    assert max(made.communities) >= 1
    assert all(made.communities[idea] == -1 for idea in range(60, 80)), "no line, no community"


def test_an_idea_keeps_its_strongest_links_only() -> None:
    hub = {(0, other): other / 100 for other in range(1, 30)}
    assert len(strongest(hub, 4)) == 29, "each is the strongest of its other end"
    full = {(a, b): (a + b) / 100 for a in range(12) for b in range(a + 1, 12)}
    assert len(strongest(full, 4)) < len(full)


def test_links_of_their_own_count_beside_what_is_said_together() -> None:
    assert strengths([[0, 1]], {(0, 1): 0.5})[0, 1] == pytest.approx(1.0)


@pytest.mark.parametrize("turtle", [PREFIXES, hostile(), SMALL], ids=["empty", "hostile", "small"])
def test_policy_names_what_runs_and_nothing_else_could(turtle: str, tmp_path: Path) -> None:
    html = write_page(graph(turtle, tmp_path)).html
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    scripts = [*re.findall(r"<script>(.*?)</script>", html, re.DOTALL), shipped(html)[1]]
    assert len(scripts) == 2
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in scripts]
    assert f"; script-src {' '.join(hashes)}; " in policy[1]
    assert "<style" not in html
    assert "style-src" not in policy[1], "default-src: no style sheet stands in the page or is fetched"
    for rule in (
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ):
        assert rule in policy[1]
    assert policy[1].endswith("; trusted-types graphbuild"), "one policy, which cannot be made a second time"
    assert "unsafe" not in policy[1]
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL))
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", html)


def test_hostile_text_stays_in_the_data(tmp_path: Path) -> None:
    html = write_page(graph(hostile(), tmp_path)).html
    assert "onerror" not in html
    assert "alert(" not in html
    held = tables(html)
    assert held["idea"]["label"][0] == HOSTILE_TEXT
    assert held["highlight"]["url"] == ["", ""]
    assert held["episode"]["url"] == [""]


FRONT = Path(sys.modules["graphbuild.exporters.page"].__file__ or "").parent / "front"


def test_scripts_hold_nothing_that_could_end_or_break_them() -> None:
    text = "".join(each.read_text(encoding="utf-8") for each in sorted(FRONT.glob("*.js")))
    for forbidden in (
        "</script",
        "<!--",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        ".style",
    ):
        assert forbidden not in text


def test_the_policy_of_trusted_types_lets_scripts_pass_and_is_made_once() -> None:
    made = {each.name: re.findall(r"createPolicy\(.*", each.read_text(encoding="utf-8")) for each in FRONT.glob("*.js")}
    assert {name for name, calls in made.items() if calls} == {"begin.js"}
    assert len(made["begin.js"]) == 1
    assert "createHTML" not in (FRONT / "begin.js").read_text(encoding="utf-8")


def test_every_file_of_the_front_end_is_in_the_page() -> None:
    html = write_page(GraphStore()).html
    style, script = shipped(html)
    for each in sorted(FRONT.glob("*.js")):
        assert f"// ---- {each.name}\n" in (html if each.name == "begin.js" else script)
    for each in sorted(FRONT.glob("*.css")):
        assert compact(each.read_text(encoding="utf-8")) in style, each.name


def test_the_page_itself_is_small() -> None:
    assert len(write_page(GraphStore()).html) < 70_000
    assert len(write_page(crowd(300)[0]).html.encode()) < 150_000


def test_modules_are_joined_in_the_order_of_their_needs() -> None:
    text = joined(
        {
            "main": 'import { b } from "./b.js";\nimport { a as first } from "./a.js";\nb(first);\n',
            "b": 'import { a } from "./a.js";\n/** @param {number} x */\nexport const b = (x) => x + a;\n',
            "a": "const own = 1;\nexport const a = own;\n",
        }
    )
    assert [line for line in text.splitlines() if line.startswith("const $")] == [
        "const $a = (() => {",
        "const $b = (() => {",
        "const $main = (() => {",
    ]
    assert "const { a: first } = $a;" in text
    assert "return { b };" in text
    assert "@param" not in text
    assert "export" not in text


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"main": 'import { a } from "./a.js";\n'}, "no module a"),
        ({"main": "", "a": ""}, "no module needs a"),
        ({"main": 'import { a } from "./a.js";\n', "a": "const a = 1;\n"}, "does not give it"),
        ({"main": 'import { a } from "./a.js";\n', "a": 'import { m } from "./main.js";\n'}, "in a circle"),
        ({"main": "export default 1;\n"}, "cannot be joined"),
        ({"main": 'import a from "./a.js";\n'}, "cannot be joined"),
    ],
)
def test_a_module_that_breaks_the_rules_is_named(modules: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        joined(modules)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://share.example.org/snip/1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JavaScript://example.org/%0Aalert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//example.org", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, is_one: bool) -> None:  # noqa: FBT001 - a row of the table above
    assert is_web_address(address) is is_one


def test_an_empty_graph_gives_a_page(tmp_path: Path) -> None:
    page = write_page(graph(PREFIXES, tmp_path))
    assert page.positions == {}
    assert tables(page.html)["highlight"]["slug"] == []
    assert tables(page.html)["theme"]["slug"] == []
