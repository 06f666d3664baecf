"""Every bound that intake sets on hostile or broken input, in one place.

Guarantees: no input makes intake hold more than a small multiple of ``ARTICLE_BYTES`` in memory.
"""

ARTICLE_BYTES = 16 * 1024 * 1024
"""Longest single article (a file, an archive member, or one JSON line), in bytes."""

ARCHIVE_BYTES = 4 * 1024 * 1024 * 1024
"""Most bytes that one archive may unpack to."""

ARCHIVE_RATIO = 200
"""Most bytes unpacked for each packed byte, once past ``RATIO_FREE_BYTES`` (honest text packs 3 to 20 to one)."""

RATIO_FREE_BYTES = 8 * 1024 * 1024
"""Bytes an archive may unpack to before its ratio is looked at."""

ARCHIVE_MEMBERS = 50_000
"""Most members of one archive."""

DIRECTORY_BYTES = 32 * 1024 * 1024
"""Largest table of contents of one archive, in bytes."""

BAD_LINES = 1_000
"""Most lines in a row of one file that are no articles; a file with more is none of articles."""

BLANK_LINES = 1_000_000
"""Most blank lines in a row of one file that are passed over."""

FOLDER_DEPTH = 64
"""Deepest nesting of folders that is followed."""

CONTROL_SHARE = 0.01
"""Share of control, unassigned and private characters above which decoded data is no text."""
