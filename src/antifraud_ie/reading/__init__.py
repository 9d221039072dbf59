"""Reading documents: text files, rows of tables, saved pages and standard input, in any Chinese encoding."""

from .documents import STDIN, SUFFIXES, TEXT_FIELD, Document, count_documents, documents_in, find_files
from .encodings import check_encoding, decode

__all__ = [
    "STDIN",
    "SUFFIXES",
    "TEXT_FIELD",
    "Document",
    "check_encoding",
    "count_documents",
    "decode",
    "documents_in",
    "find_files",
]
