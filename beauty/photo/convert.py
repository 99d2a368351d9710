"""Whatever mode, depth, alpha or colour profile a picture has, it leaves here as 8-bit sRGB."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageCms

from beauty.errors import PhotoError

WHITE = (255, 255, 255, 255)


def array_to_image(array: np.ndarray) -> Image.Image:
    """8-bit image of a uint8, uint16 or float (0..1) array (H, W) or (H, W, 1|3|4).

    Raises PhotoError "unreadable" for other dtypes and for floats that are not finite or not in 0..1.
    """
    if array.dtype == np.uint16:
        eight = (array // 257).astype(np.uint8)
    elif np.issubdtype(array.dtype, np.floating):
        if not np.isfinite(array).all() or array.min() < 0 or array.max() > 1:
            raise PhotoError("unreadable", reason="a float array with values outside 0..1")
        eight = np.round(array * 255).astype(np.uint8)
    elif array.dtype == np.uint8:
        eight = array
    else:
        raise PhotoError("unreadable", reason=f"an array of {array.dtype}")
    return Image.fromarray(eight[:, :, 0] if eight.ndim == 3 and eight.shape[2] == 1 else eight)


def to_eight_bit(image: Image.Image) -> Image.Image:
    """The picture in one of the modes L, LA, RGB, RGBA, CMYK, LAB: 8 bits a channel, no palette."""
    if image.mode in ("L", "RGB") and "transparency" in image.info:  # one colour counts as clear
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    if image.mode.startswith(("I", "F")):
        return _deep_grey_to_eight_bit(image)
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """RGB picture in sRGB: the embedded profile applied, then alpha laid over white.

    A profile that is damaged or of the wrong kind is ignored, as viewers do.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    opaque = image.convert(image.mode[:-1]) if alpha else image
    rgb = _apply_profile(opaque, icc_profile)
    if alpha is None:
        return rgb
    rgb.putalpha(alpha)
    return Image.alpha_composite(Image.new("RGBA", rgb.size, WHITE), rgb).convert("RGB")


def _deep_grey_to_eight_bit(image: Image.Image) -> Image.Image:
    values = np.nan_to_num(np.asarray(image).astype(np.float32))
    top = float(values.max(initial=0.0))
    scale = 255.0 if top <= 1 and image.mode == "F" else 1.0 if top <= 255 else 1 / 257
    if image.mode.startswith("I;16"):
        scale = 1 / 257
    return Image.fromarray(np.clip(values * scale, 0, 255).astype(np.uint8))


def _apply_profile(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    try:
        if image.mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif icc_profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        else:
            return image if image.mode == "RGB" else image.convert("RGB")
        converted = ImageCms.profileToProfile(image, source, _srgb_profile(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
    return converted if converted is not None else image.convert("RGB")


@cache
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
