"""Every term that the graph uses, as an IRI string. A test holds each `gb:` term against `ontology/graphbuild.ttl`."""

from __future__ import annotations

from typing import Final

GB: Final = "https://w3id.org/graphbuild/ns#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

TYPE: Final = RDF + "type"

# Classes
SERIES: Final = SCHEMA + "PodcastSeries"
EPISODE: Final = SCHEMA + "PodcastEpisode"
BOOK: Final = SCHEMA + "Book"
ARTICLE: Final = SCHEMA + "Article"
PAPER: Final = SCHEMA + "ScholarlyArticle"
MOVIE: Final = SCHEMA + "Movie"
TV_SERIES: Final = SCHEMA + "TVSeries"
OTHER_SERIES: Final = SCHEMA + "CreativeWorkSeries"
RECORDING: Final = SCHEMA + "MusicRecording"
POSTING: Final = SCHEMA + "SocialMediaPosting"
CREATIVE_WORK: Final = SCHEMA + "CreativeWork"
NAMED_WORK: Final = GB + "NamedWork"
PERSON: Final = SCHEMA + "Person"
HIGHLIGHT: Final = GB + "Highlight"
NOTE: Final = GB + "Note"
TURN: Final = GB + "Turn"
SPEAKER: Final = GB + "Speaker"
IDEA: Final = GB + "Idea"
MENTION: Final = GB + "Mention"
LINK: Final = GB + "Link"
THEME: Final = GB + "Theme"
SCHEME: Final = SKOS + "ConceptScheme"
ENTITY: Final = PROV + "Entity"
ACTIVITY: Final = PROV + "Activity"
AGENT: Final = PROV + "SoftwareAgent"

# What highlights are kept from
WORKS: Final = (BOOK, ARTICLE, POSTING, CREATIVE_WORK)
KEPT_FROM: Final = (EPISODE, *WORKS)

# Properties of shows, episodes and highlights
NAME: Final = SCHEMA + "name"
ALTERNATE_NAME: Final = SCHEMA + "alternateName"
URL: Final = SCHEMA + "url"
PART_OF_SERIES: Final = SCHEMA + "partOfSeries"
PART_OF_EPISODE: Final = SCHEMA + "partOfEpisode"
PART_OF: Final = SCHEMA + "isPartOf"
AUTHOR: Final = SCHEMA + "author"
DATE_PUBLISHED: Final = SCHEMA + "datePublished"
DATE_CREATED: Final = SCHEMA + "dateCreated"
START_OFFSET: Final = SCHEMA + "startOffset"
END_OFFSET: Final = SCHEMA + "endOffset"
ABSTRACT: Final = SCHEMA + "abstract"
TEXT: Final = SCHEMA + "text"
POSITION: Final = SCHEMA + "position"
MENTIONS: Final = SCHEMA + "mentions"
SOFTWARE_VERSION: Final = SCHEMA + "softwareVersion"
HOST: Final = GB + "host"
GUEST: Final = GB + "guest"
TAKEAWAYS: Final = GB + "takeaways"
FAVORITE: Final = GB + "favorite"
HAS_TAG: Final = GB + "tag"
TAG_LABEL: Final = GB + "tagLabel"
HAS_NOTE: Final = GB + "note"
HAS_TURN: Final = GB + "turn"
HAS_SPEAKER: Final = GB + "speaker"
EXPRESSES: Final = GB + "expresses"
KEYPHRASES: Final = GB + "keyphrases"
WIKI_LINK: Final = GB + "wikiLink"

# Properties of ideas
PREF_LABEL: Final = SKOS + "prefLabel"
ALT_LABEL: Final = SKOS + "altLabel"
RELATED: Final = SKOS + "related"
BROADER: Final = SKOS + "broader"
IN_SCHEME: Final = SKOS + "inScheme"

# Properties of themes
MEMBER: Final = SKOS + "member"
CENTRAL_IDEA: Final = GB + "centralIdea"

# Evidence: mentions, then links
IN_HIGHLIGHT: Final = GB + "inHighlight"
IN_EPISODE: Final = GB + "inEpisode"
IN_TURN: Final = GB + "inTurn"
IN_NOTE: Final = GB + "inNote"
IN_FIELD: Final = GB + "inField"
REFERS_TO: Final = GB + "refersTo"
QUOTE: Final = GB + "quote"
START: Final = GB + "start"
END: Final = GB + "end"
CONFIDENCE: Final = GB + "confidence"
IDENTIFIED_AS: Final = GB + "identifiedAs"
REASON: Final = GB + "reason"
BETWEEN: Final = GB + "between"
RELATION: Final = GB + "relation"
SCORE: Final = GB + "score"
EVIDENCE: Final = GB + "evidence"
VIA: Final = GB + "via"
EVIDENCE_KIND: Final = GB + "evidenceKind"
RELATED_HIGHLIGHT: Final = GB + "relatedHighlight"
RELATED_EPISODE: Final = GB + "relatedEpisode"

# Provenance
DERIVED_FROM: Final = PROV + "wasDerivedFrom"
GENERATED_BY: Final = PROV + "wasGeneratedBy"
ASSOCIATED_WITH: Final = PROV + "wasAssociatedWith"
PATH: Final = GB + "path"
CONTENT_HASH: Final = GB + "contentHash"

# Prefixes of the vocabularies, for every query and every file that is written
PREFIXES: Final = {"gb": GB, "prov": PROV, "rdf": RDF, "schema": SCHEMA, "skos": SKOS, "xsd": XSD}

# Classes of data IRIs: `<base><class>:<key>`; each is a prefix of the Turtle file
DATA_CLASSES: Final = (
    "agent", "article", "book", "episode", "highlight", "idea", "link", "mention", "note", "person", "run", "scheme", "show",
    "source", "speaker", "supplemental", "theme", "turn", "tweet", "work",
)  # fmt: skip
