"""Small guards that values use on themselves when they are made."""

import numpy as np

LONGEST_SHOWN = 80


def require_array(
    name: str, value: np.ndarray, shape: tuple[int | None, ...], dtype: type[np.generic]
) -> None:
    """Raise ValueError unless `value` has this dtype and shape (None stands for any length)."""
    fits = value.ndim == len(shape) and all(
        want is None or want == got for want, got in zip(shape, value.shape, strict=True)
    )
    if not fits or value.dtype != np.dtype(dtype):
        raise ValueError(
            f"{name}: expected {np.dtype(dtype)} {shape}, got {value.dtype} {value.shape}"
        )


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, made read-only, so that no later stage can change an earlier one."""
    array.setflags(write=False)
    return array


def shown(value: object) -> str:
    """A stranger's value for a sentence: at most 80 letters, also where writing it out would fail."""
    try:
        return repr(value)[:LONGEST_SHOWN]
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        return f"a {type(value).__name__} too long to be shown"
