"""Words of general English that make no topic by themselves: empty heads (`way`, `lot`) and light modifiers (`important`)."""

from __future__ import annotations

from graphbuild.extractors.work_words import words

# Heads that say nothing by themselves. Made by reading 79 extracted topics of real highlights and adding words of the same kind; no word of
# any label is here for its own sake.
_EMPTY_HEADS = words(
    "ability advice amount amounts answer answers anybody anyone anything approach approaches area areas aspect aspects "
    "audience author beginning benefit benefits best bit body book books bottom bunch case cases century chance change "
    "changes chapter child children concept concepts condition conditions conversation couple course day days deal decade "
    "decades difference differences discussion dr effect effects element elements end ends episode evening everybody everyone "
    "everything example examples experience experiences eye eyes face fact factor factors facts feeling feelings first folk "
    "folks form forms goal goals god gosh group groups guest guy guys half hand hands head heads hell highlight host hour "
    "hours idea ideas impact importance insight insights interview issue issues job key keys kid kids kind kinds knowledge "
    "lack last least less lesson lessons level levels life line lines list listener listeners lists lives lot lots man matter "
    "matters means men method methods middle mind minute minutes moment moments month months more morning most mr name names "
    "nature need needs next night nobody nothing notion number numbers okay one ones opportunities opportunity order other "
    "others outcome outcomes page part parts people percent person perspective perspectives piece pieces place places podcast "
    "point points position possibility power principle principles problem problems process processes purpose question "
    "questions quote range reason reasons rest result results role roles sake second seconds sense series set show side sides "
    "sir situation situations solution solutions someone something sort sorts speaker sponsor sponsors stage stages start state step steps "
    "stories story strategies strategy stuff subject summary takeaway takeaways term terms thing things thought thoughts time times tip tips "
    "today tomorrow ton tons top topic topics type types understanding use uses value variety version view way ways week "
    "weeks whole woman women word words work world worst yeah year years yesterday "
)

# Words before a noun that do not make it another topic.
_LIGHT = words(
    "actual additional all amazing another any awesome awful beautiful best better big bigger biggest bit both brutal called certain common "
    "considerable countless crazy critical crucial current decent different difficult double dramatic each early easy effective enormous entire "
    "essential every excellent exceptional extraordinary famous fantastic fascinating few first following full further general genuine gigantic "
    "good great greater greatest hard high highest horrible huge immense important impressive incredible inherent insane interesting just key "
    "kind known large last late least less little long lot lovely low lowest main major many massive mere minor more most much multiple nasty "
    "new next nice numerous obvious old only other overall own particular phenomenal popular possible potential powerful previous profound real "
    "really recent remarkable requisite ridiculous right same second several sheer short significant silly simple single small so-called some "
    "sort special specific stupid substantial successful such sufficient sure surprising terrible terrific third tiny total tough tremendous "
    "true type ugly ultimate unbelievable unexpected unique usual utter various vast very vital weird whole wonderful worthwhile wrong "
)

# Turns of phrase of any talk, well made and about nothing; from general knowledge of English.
_SET_PHRASES = frozenset(
    ["action item", "big deal", "big picture", "bottom line", "call to action", "case study", "common denominator", "food for thought",
     "frame of reference", "full disclosure", "fun fact", "game changer", "good news", "bad news", "high quality", "household name",
     "key takeaway", "long run", "short run", "long term", "short term", "low hanging fruit", "matter of fact", "no brainer", "open question",
     "point of view", "pro tip", "rabbit hole", "real life", "real world", "rule of thumb", "silver bullet", "starting point", "state of affairs", "step back",
     "sweet spot", "turning point", "use case", "wake up call", "way of life", "way of thinking", "whole point", "word of wisdom", "worst case scenario"]
)  # fmt: skip

_LINKS = words(
    "a about against an and as at between by for from her his how in its my of on or our over the their through to under versus vs what when "
    "why with without your"
)


def is_empty_head(word: str) -> bool:
    """Whether a phrase with this head says nothing by itself."""
    return word.casefold() in _EMPTY_HEADS


def is_light(word: str) -> bool:
    """Whether the word before a noun leaves it the same topic."""
    return word.casefold() in _LIGHT


def is_set_phrase(phrase: str) -> bool:
    """Whether a phrase (in the singular) is a turn of speech of any talk: `case study`, `rule of thumb`."""
    return phrase in _SET_PHRASES


def is_link(word: str) -> bool:
    """Whether the word only joins others: articles, prepositions, conjunctions, question words."""
    return word.casefold() in _LINKS
