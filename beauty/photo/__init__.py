"""A photo from anywhere becomes one frozen `Photo`."""

from beauty.photo.intake import Source, read_photo
from beauty.photo.photo import Photo

__all__ = ["Photo", "Source", "read_photo"]
