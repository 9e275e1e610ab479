"""Who a voice is: a speaker's label becomes a person only when the highlight itself earns it, and says how.

    named          the export names the voice (`[Ann Lee]`)
    introduces     the voice says so itself (`I'm Ann Lee`, `my name is Henrik`; `this is Ann Lee` may announce somebody else, and counts for hosts and guests)
    addressed      of two voices, the other one is called by name (`So, Ann, …`)
    remaining      of two voices, one is known; the show has one host, or the title one guest, and it is not he

Numbers never carry over between highlights, and a label stays `Speaker 1` where two rules disagree: one label may change voices within
a sentence, and a host reading aloud may bear the name of whoever wrote it (our reading of 194 labelled highlights).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graphbuild.model import Episode, Field, Highlight, Identification, Person, Reference, Turn, VoiceRule
from graphbuild.resolvers.cast import Cast, named_voices
from graphbuild.resolvers.people import People, key_in_show, voice_key
from graphbuild.text import normal_form

_INTRODUCTION = re.compile(
    r"(?:\bmy name is|\bmy name's|\bi am|\bi'm|(?:^|[.?!,]\s*|\bhi,? |\bhello,? |\bhey,? )this is)\s+(?:dr\.? |your host,? )?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:^|[.?!,]\s*|\b(?:so|well|thanks|thank you|hi|hey|hello|okay|ok|yeah|yes|right|alright|all right|now|welcome|sorry)\s+)$",
    re.IGNORECASE,
)
_AFTER_CALL = re.compile(r"\s*[,.?!]|\s*$")
# After `…, Ann,` these go on to speak of Ann, or list her beside others.
_SPEAKS_OF = re.compile(r"\s*,\s*(?:who|whose|and\b|or\b|the\b|an?\b|he\b|she\b|[A-Z])")
_APART = re.compile(
    r"\b(?:friend|colleague|author|professor|doctor|wife|husband|brother|sister|son|daughter|named|called|like|and|or)\s*,\s*$",
    re.IGNORECASE,
)

_ASKS = re.compile(r"\b(?:tell|give|talk|explain|share|remind|welcome|take|start with you)\b", re.IGNORECASE)

_WINDOW = 200  # characters on either side of a name that can say who speaks
SCORE = {VoiceRule.NAMED: 0.98, VoiceRule.INTRODUCES: 0.96, VoiceRule.ADDRESSED: 0.9, VoiceRule.REMAINING: 0.9}
"""How sure each rule is, in [0, 1]: its precision on our labelled sample, rounded."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A rule's word that a label is a person."""

    label: str
    person: str
    rule: VoiceRule
    reason: str


def identify(episodes: Sequence[Episode], people: People, without: AbstractSet[str] = frozenset()) -> tuple[Identification, ...]:
    """Who the voices are, for every highlight where that is earned, sorted. Rules named in `without` have no say."""
    names = {person.key: person for person in people.persons}
    in_turns: dict[tuple[str, int], list[Reference]] = defaultdict(list)
    for reference in people.references:
        if reference.mention.field is Field.TURN and not reference.in_episode:
            in_turns[reference.subject, reference.mention.position].append(reference)
    found: list[Identification] = []
    for episode in episodes:
        cast = people.casts[episode.key]
        for highlight in episode.highlights:
            claims = [each for each in _claims(highlight, episode, cast, names, in_turns) if each.rule not in without]
            if VoiceRule.REMAINING not in without:
                claims += _remaining(highlight, episode, cast, names, _settled(claims))
            found += [
                Identification(highlight=highlight.key, label=label, person=c.person, rule=c.rule, score=SCORE[c.rule], reason=c.reason)
                for label, c in _settled(claims).items()
            ]
    return tuple(sorted(found))


def _settled(claims: Sequence[_Claim]) -> dict[str, _Claim]:
    """For each label its best claim, where nothing contradicts it: one person, and no other label claims that person as surely."""
    best: dict[str, _Claim] = {}
    for rule in VoiceRule:
        here = [claim for claim in claims if claim.rule == rule and claim.label not in best]
        persons: dict[str, set[str]] = defaultdict(set)
        labels: dict[str, set[str]] = defaultdict(set)
        for claim in here:
            persons[claim.label].add(claim.person)
            labels[claim.person].add(claim.label)
        taken = {claim.person for claim in best.values()}
        for claim in here:
            if len(persons[claim.label]) == 1 and len(labels[claim.person]) == 1 and claim.person not in taken:
                best.setdefault(claim.label, claim)
    return best


def _claims(
    highlight: Highlight, episode: Episode, cast: Cast, names: Mapping[str, Person], in_turns: Mapping[tuple[str, int], Sequence[Reference]]
) -> Iterator[_Claim]:
    for label, name in named_voices(highlight).items():
        yield _Claim(label, voice_key(name, episode, cast), VoiceRule.NAMED, f"the export names this voice “{label}”")
    turns = [turn for turn in highlight.turns if turn.speaker]
    voices = [turn.speaker.name for turn in turns if turn.speaker]
    expected = {key_in_show(form, episode) for form in cast.title}
    for n, (turn, voice) in enumerate(zip(turns, voices, strict=True)):
        for reference in in_turns.get((highlight.key, turn.position), ()):
            mention = reference.mention
            before, after = turn.text[max(0, mention.start - _WINDOW) : mention.start], turn.text[mention.end : mention.end + _WINDOW]
            name = names[reference.target].name
            said = _INTRODUCTION.search(before[-40:])
            if said and ("this is" not in said[0].lower() or reference.target in expected) and not after.lstrip().startswith(("'s", "’s")):
                yield _Claim(voice, reference.target, VoiceRule.INTRODUCES, f"says so: “{_around(turn, mention.start, mention.end)}”")
            elif " " not in mention.name and _is_called(before, after) and (other := _other(voices, n, asked=_is_asked(after))):
                if reference.target not in expected and (" " in normal_form(name) or not _is_asked(after)):
                    continue  # listeners are spoken to as well, and do not answer; who is named in full is spoken of
                yield _Claim(
                    other,
                    reference.target,
                    VoiceRule.ADDRESSED,
                    f"{voice} speaks to {name}: “{_around(turn, mention.start, mention.end)}”",
                )


def _is_called(before: str, after: str) -> bool:
    """Whether a name between these words is a call: set off by commas or a greeting, and not spoken of."""
    if not _CALLED.search(before[-24:]) or not _AFTER_CALL.match(after) or _SPEAKS_OF.match(after) or _APART.search(before[-24:]):
        return False
    return bool(before.strip()) or after.lstrip().startswith(",")


def _is_asked(after: str) -> bool:
    """Whether what follows a call wants an answer."""
    return "?" in after[:120] or _ASKS.search(after[:40]) is not None


def _other(voices: Sequence[str], n: int, *, asked: bool) -> str | None:
    """Whom the voice of turn `n` speaks to: the other of two; of more, who answers next when something is asked."""
    labels = dict.fromkeys(voices)
    if len(labels) == 2:
        return next(label for label in labels if label != voices[n])
    following = voices[n + 1] if asked and n + 1 < len(voices) else None
    return following if following != voices[n] else None


def _remaining(
    highlight: Highlight, episode: Episode, cast: Cast, names: Mapping[str, Person], known: Mapping[str, _Claim]
) -> Iterator[_Claim]:
    """Of two voices the second, once the first is known: the show's one host, or the title's one guest."""
    labels = list(dict.fromkeys(turn.speaker.name for turn in highlight.turns if turn.speaker))
    if len(labels) != 2 or len(known) != 1:
        return
    claim = next(iter(known.values()))
    expected = {key_in_show(form, episode) for form in cast.title}
    if claim.rule is VoiceRule.ADDRESSED and claim.person not in expected:
        return
    other = next(label for label in labels if label != claim.label)
    hosts = [key_in_show(form, episode) for form in cast.hosts]
    guests = [key_in_show(form, episode) for form in cast.guests]
    if len(hosts) == 1 and claim.person != hosts[0] and (not guests or guests == [claim.person]):
        yield _Claim(
            other, hosts[0], VoiceRule.REMAINING, f"the other voice is {names[claim.person].name}; {names[hosts[0]].name} is the host"
        )
    elif len(hosts) == 1 and len(guests) == 1 and claim.person == hosts[0]:
        yield _Claim(
            other, guests[0], VoiceRule.REMAINING, f"the other voice is the host; {names[guests[0]].name} is the guest of the title"
        )


def _around(turn: Turn, start: int, end: int) -> str:
    """The words around a name, for the reason: 20 characters before, 10 after, cut at blanks."""
    before = turn.text[max(0, start - 20) : start].partition(" ")[2] if start > 20 else turn.text[:start]
    after = turn.text[end : end + 10].rpartition(" ")[0] if end + 10 < len(turn.text) else turn.text[end:]
    return " ".join(f"{before}{turn.text[start:end]}{after}".split())
