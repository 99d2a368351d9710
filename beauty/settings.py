"""What an operator may set, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class Settings:
    """host, port: where the page listens (BEAUTY_HOST, BEAUTY_PORT; a Space sets GRADIO_SERVER_NAME).
    share: ask for a public link as well (BEAUTY_SHARE=1)."""

    host: str = "127.0.0.1"
    port: int = 7860
    share: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Defaults, overridden by the environment. Raises ValueError naming a wrong variable."""
        host = environment.get("BEAUTY_HOST") or environment.get("GRADIO_SERVER_NAME") or cls.host
        port = environment.get("BEAUTY_PORT") or environment.get("GRADIO_SERVER_PORT")
        if port is not None and not (port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError(f"BEAUTY_PORT: expected a number from 1 to 65535, got {port!r}")
        share = environment.get("BEAUTY_SHARE", "").lower() in ("1", "true", "yes")
        return cls(host, int(port) if port else cls.port, share)

    def changed(self, **changes: object) -> "Settings":
        """A copy with every change that is not None."""
        known = {field.name for field in fields(self)}
        wanted = {k: v for k, v in changes.items() if v is not None and k in known}
        return replace(self, **wanted)  # type: ignore[arg-type]
