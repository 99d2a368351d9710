"""A JPEG without what a camera wrote into it: place, time, device, comments, a thumbnail."""

SOI, SCAN, COMMENT = b"\xff\xd8", 0xDA, 0xFE
KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}  # what pixels need to look right


def without_metadata(jpeg: bytes) -> bytes | None:
    """The same picture, bit by bit, without comments and application segments but those in KEPT; None
    where the header cannot be followed."""
    parts, at = [SOI], len(SOI)
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == SCAN:
            return b"".join([*parts, jpeg[at:]])
        if length < 2:
            return None
        end = at + 2 + length
        if _is_kept(marker, jpeg[at + 4 : end]):
            parts.append(jpeg[at:end])
        at = end
    return None


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == COMMENT:
        return False
    is_application = 0xE0 <= marker <= 0xEF
    return not is_application or (marker in KEPT and content.startswith(KEPT[marker]))
