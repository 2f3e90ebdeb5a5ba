"""YAML text with a place for every value: strict reading with limits, stable writing."""

from advisor.documents.places import Document, Place
from advisor.documents.reader import load_trusted, read_document
from advisor.documents.validation import problems_of
from advisor.documents.writer import write_document

__all__ = ["Document", "Place", "load_trusted", "problems_of", "read_document", "write_document"]
