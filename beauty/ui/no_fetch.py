"""No address is ever fetched: Gradio would download pictures that a forged page event names by URL.

It refuses private networks only, and asks a public name server; here nothing leaves, to no host.
"""

import safehttpx
from gradio import processing_utils


class FetchError(Exception):
    """An address was to be fetched."""


async def _refuse(hostname: str, *ignored: object) -> str:
    raise FetchError("this service fetches nothing")


def fetch_nothing() -> None:
    """Close every way of Gradio's server to the outside, for the rest of this process."""
    processing_utils.PUBLIC_HOSTNAME_WHITELIST.clear()  # these would go unchecked
    safehttpx.async_validate_url = _refuse
