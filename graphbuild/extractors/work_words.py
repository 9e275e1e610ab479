"""The words that works are spoken of with, by what they do: lists of plain English, no titles and no names."""

from __future__ import annotations

from graphbuild.model import WorkKind


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# How sure a finding of each kind is: precision of the kind on what we read of our development sample, rounded.
CALLED = 0.95
CALLED_LOWER = 0.85
NAMED = 0.9
NAMED_LOWER = 0.75
BY_SOMEBODY = 0.85
MAX_WORDS = 14  # of a title in capitals, subtitle included
MAX_LOWER = 8  # of a title in lower case: nothing but what follows tells where it ends

HEADS: dict[str, WorkKind] = {
    **dict.fromkeys(
        ("book", "audiobook", "novel", "novella", "memoir", "biography", "autobiography", "bestseller", "textbook", "cookbook", "trilogy"),
        WorkKind.BOOK,
    ),
    **dict.fromkeys(("paper", "preprint", "thesis", "dissertation", "study"), WorkKind.PAPER),
    **dict.fromkeys(("article", "essay", "piece", "column", "op-ed", "editorial", "story", "post", "blogpost"), WorkKind.ARTICLE),
    **dict.fromkeys(("film", "movie", "documentary"), WorkKind.FILM),
    **dict.fromkeys(("series", "show", "sitcom", "miniseries", "docuseries", "anime"), WorkKind.SERIES),
    **dict.fromkeys(("podcast", "audiodrama"), WorkKind.PODCAST),
    **dict.fromkeys(("song", "album"), WorkKind.SONG),
    **dict.fromkeys(
        (
            "poem",
            "play",
            "treatise",
            "manifesto",
            "newsletter",
            "blog",
            "speech",
            "lecture",
            "musical",
            "opera",
            "talk",
            "report",
            "video",
            "website",
            "site",
        ),
        WorkKind.OTHER,
    ),
}
# Before a title with nothing between (`the novel Tidewater`); the others need `called`, or a comma and an owner.
PLAIN_HEADS = words(
    "book audiobook novel memoir biography autobiography bestseller textbook paper article essay film movie documentary series show sitcom "
    "miniseries podcast song album poem musical"
)
ONLY_NOUNS = words("podcast movie documentary memoir essay audiobook biography autobiography sitcom article")  # whatever their tag
SINGLE_HEADS = words("book novel memoir film movie album")
LOWER_HEADS = words("book novel memoir biography autobiography article essay paper piece film movie documentary")
SITES = frozenset(("website", "site"))  # most of their names are firms; only a long one is a title
# After a title (`the Deep Water podcast`): a firm or a person may stand before the others (`the Apple show`).
HEADS_AFTER = words("podcast movie film book documentary novel essay musical")
NAMING = frozenset(("called", "titled", "entitled"))
NO_BOOK = words("face note pocket check year phone text match hand guest comic kindle cheque sketch scrap work")  # `face book`
# Words that stand between a work and `called` where something else is what is called so.
OTHER_THINGS = words(
    "chapter section thing something concept idea method technique process app company product tool guy man woman person place restaurant law "
    "rule principle effect theory term phenomenon program programme service platform website startup directory folder library algorithm "
    "model disease molecule substance part exercise practice problem project feature character team group organization firm"
)
TIMES = words(
    "and the earlier last this year month week summer fall autumn winter spring early late nineties eighties fifties sixties seventies"
)
COMPOUNDS = words(
    "club deal tour review reviews launch cover title chapter version list store signing release award proposal reader readers writing writer "
    "writers store stores shelf publishing publisher notes note sales series industry festival theater theatre star stars studio "
    "director idea ideas project format length business editor agent"
)
LEADING = words("how why what when where thinking getting building making becoming")
WRITTEN = frozenset(("wrote", "author", "authored", "writes", "published"))
WATCHED = frozenset(("watch", "watched", "watching", "rewatched", "seen"))
TAKEN_IN = frozenset(("read", "reading", "reread", "rereading", "finished", *WATCHED))
READ_DAILY = words(
    "thread page comment headline news documentation doc docs note transcript tweet email message letter review file code text label manual "
    "menu chart map section chapter part thing stuff post website caption profile bio bios website summary abstract"
)
SAYS = words("argue write describe explain explore recount discuss show claim note say tell suggest call make point talk")
# Works that go by the name of their genre and their author (`the Confessions of Ada Quill`)
GENRES = words("meditations confessions discourses dialogues maxims sermons epistles odes elegies fables analects pensées")
SMALL = words("a an the of and or nor but in on to for with at from into as is vs versus without your my our its about over under & than")
JOINTS = words("of the and in to for a n't 's - with on")  # stand inside a title, read from its end
# Capitalised words that begin the next sentence where a player joined two segments without a full stop.
NEXT_SENTENCE = words("and but so the it he she we they this that i you if when which because then there what a")
ENDS = frozenset('.?!;…)”"')
FILLERS = words("um uh ah eh like well yeah okay ok so actually basically right know mean guess think")
# A title in lower case ends before these.
STOPS = words("i i'm i've he she we they which where who whom because that's it's there's you're um uh yeah when then but if by and so")
STOPS_AFTER_AND = words("i he she we they it you that this there so then")
PLACE_OF_PUBLICATION = words("in from on for at")
# With these first words a verb belongs to the title (`how to bake bread`, `why we row`, `is it worth it`).
CLAUSE = words("how why what when where who is are do does can should the") - {"the"}
NO_FIRST_WORD = words(
    "and or but so because if that which who there it its this these those you your i my we our he she they them his her their one some any "
    "um uh like not no yes yeah just really very called basically actually maybe probably then as for at with by from about chapter page "
    "section part volume episode"
)
FIRST_IF_CALLED = words("it this you your my no not one so")  # `a book called not a drop`
NO_LAST_WORD = words("the a an of and or to in on for with at from by as ago one ones i you we he she it they that which who")
# The last word of newspapers and magazines, which are where things stand rather than what is read
PERIODICALS = words(
    "times journal post review magazine news tribune herald guardian economist atlantic globe daily weekly gazette telegraph register standard "
    "press newsletter newspaper report mail yorker chronicle observer independent today"
)
GENERIC = words(
    "book books novel paper papers article articles essay essays post posts film films movie movies show shows series podcast podcasts episode "
    "chapter story stories song album play piece report talk kindle audible amazon netflix hulu hbo disney apple youtube twitter spotify google internet "
    "wikipedia introduction preface appendix monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december english french german spanish christmas"
)

# Parts of works, with the word that joins them to the title and what such a work is
WHOLE_PARTS: dict[str, tuple[tuple[str, ...], WorkKind]] = {
    "episode": (("of",), WorkKind.SERIES),
    "episodes": (("of",), WorkKind.SERIES),
    "season": (("of",), WorkKind.SERIES),
    "finale": (("of",), WorkKind.SERIES),
    "sequel": (("to", "of"), WorkKind.FILM),
    "prequel": (("to", "of"), WorkKind.FILM),
    "remake": (("of",), WorkKind.FILM),
    "trailer": (("for", "of"), WorkKind.FILM),
    "soundtrack": (("of", "to", "for"), WorkKind.FILM),
    "chapter": (("of", "in"), WorkKind.BOOK),
    "audiobook": (("of",), WorkKind.BOOK),
    "foreword": (("to",), WorkKind.BOOK),
    "preface": (("to",), WorkKind.BOOK),
}
READ_ALOUD = words("line quote quotation passage excerpt page paragraph scene copy reading protagonist plot ending")
SCREEN_HEADS = words("film movie series show documentary sitcom musical play miniseries opera")
# What stands between commas behind a work and tells of it (`this book, the result of long work, …`)
APPOSED = words(
    "first second third last other next same one ones product result work kind sort type end rest part subject author culmination version day "
    "week month year night morning number idea point thing things whole title topic cover length content beginning middle director actor cast"
)
NO_TITLE_INSIDE = words("thing things lot lots something stuff bunch couple i we they he she it everything anything")
