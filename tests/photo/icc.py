"""ICC profiles made byte by byte from published primaries, and the same conversion in plain numpy."""

import struct

import numpy as np

D50 = np.array([0.9642, 1.0, 0.8249])
D65_XY = (0.3127, 0.3290)
SRGB_XY = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))  # IEC 61966-2-1
P3_XY = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))  # SMPTE EG 432-1
BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # g a b c d of ICC's curve type 3


def p3_profile() -> bytes:
    """A Display P3 profile, ICC version 4: three columns, one curve, white D50."""
    columns = _adapted_to_d50() @ rgb_to_xyz(P3_XY)
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(SRGB_CURVE)
    tags = {b"wtpt": _xyz(D50), b"desc": _text("P3 of the tests"), b"cprt": _text("none")}
    tags |= {name: _xyz(columns[:, i]) for i, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _assembled(tags)


def p3_to_srgb(rgb: np.ndarray) -> np.ndarray:
    """uint8 (..., 3) Display P3 as uint8 sRGB, clipped, by matrices alone."""
    encoded = rgb.astype(np.float64) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    matrix = np.linalg.inv(rgb_to_xyz(SRGB_XY)) @ rgb_to_xyz(P3_XY)
    clipped = np.clip(linear @ matrix.T, 0, 1)
    back = np.where(clipped <= 0.0031308, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055)
    return np.round(back * 255).astype(np.uint8)


def rgb_to_xyz(primaries: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Matrix (3, 3) from linear RGB to XYZ, white D65."""
    columns = np.array([_to_xyz(xy) for xy in primaries]).T
    return columns * np.linalg.solve(columns, _to_xyz(D65_XY))


def _to_xyz(xy: tuple[float, float]) -> np.ndarray:
    x, y = xy
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _adapted_to_d50() -> np.ndarray:
    gain = (BRADFORD @ D50) / (BRADFORD @ _to_xyz(D65_XY))
    return np.linalg.inv(BRADFORD) @ np.diag(gain) @ BRADFORD


def _fixed(values: tuple[float, ...] | np.ndarray) -> bytes:
    return b"".join(struct.pack(">i", round(float(value) * 65536)) for value in values)


def _xyz(values: np.ndarray) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _text(words: str) -> bytes:
    data = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(data), 28) + data


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + _fixed(D50)
    return head.ljust(128, b"\0") + table + body
