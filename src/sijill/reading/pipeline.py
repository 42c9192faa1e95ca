"""The order of the stages, and nothing else: one article in, one reading out, the same each time."""

from sijill.packs import Packs
from sijill.packs.lexicon import Lexicon
from sijill.reading.chunks import chunk
from sijill.reading.clauses import clauses_of, settle
from sijill.reading.details import Detail, details_of
from sijill.reading.frames import Draft, drafts_of
from sijill.reading.links import Sentence
from sijill.reading.merge import merge
from sijill.reading.operators import NARRATOR
from sijill.reading.prepare import Prepared, prepare
from sijill.reading.registry import Registry
from sijill.reading.units import units_of
from sijill.reading.write import write
from sijill.records import Reading, Source
from sijill.text import fold, tokenize
