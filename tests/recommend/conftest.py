"""Generated answers: no time limit an example, because two shared cores make any limit a coin toss."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
