"""What can go wrong, as one tree; every leaf carries a code of the public contract.

    BeautyError
      PhotoError      the file: unreadable, unsupported_format, too_large, too_small
      FaceError       who is in it: no_face, several_faces, face_too_small, face_cut_off
      QualityError    how it was taken: large_angle, too_dark, too_bright, blurred
      CardError       what was tapped is no white paper or grey card: card_outside, card_clipped, ...
      DoorError       the service: busy, too_many_requests, not_signed_in, foreign_site, not_found, ...
      UsageError      a wrong answer, option or argument: usage
      SetupError      our own installation: internal

`message` says what was expected and what came, `advice` what to do; both come from assets/texts under
`error.<code>`, so that the page can say them in another language (`said`).
"""

from beauty.texts import DEFAULT_LANGUAGE, load_texts


class BeautyError(Exception):
    """A refusal a person can act on. `code` is stable; `facts` fill the sentences."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        return self.said("message")

    @property
    def advice(self) -> str:
        return self.said("advice")

    def said(self, part: str, language: str = DEFAULT_LANGUAGE) -> str:
        """The 'message' or the 'advice' in `language`, a reason or fix that is a key in it, too."""
        texts = load_texts(language)
        facts = dict(self.facts)
        for name in {"reason", "fix"} & set(facts):
            key = f"error.{name}.{facts[name]}"
            if texts.find(key) is not None:
                facts[name] = texts.get(key, **self.facts)
        return texts.get(f"error.{self.code}.{part}", **facts)


class PhotoError(BeautyError):
    """The file cannot be taken as a photo."""


class FaceError(BeautyError):
    """There is no single whole face to look at."""


class QualityError(BeautyError):
    """The face is there, but the picture of it would make any result meaningless."""


class CardError(BeautyError):
    """What somebody pointed at cannot tell the light."""


class DoorError(BeautyError):
    """A service that cannot or may not answer this request."""


class UsageError(BeautyError):
    """An answer, option or argument that is not understood."""

    def __init__(self, **facts: object) -> None:
        super().__init__("usage", **facts)


class SetupError(BeautyError):
    """A file of this installation is missing or damaged."""

    def __init__(self, **facts: object) -> None:
        super().__init__("internal", **facts)
