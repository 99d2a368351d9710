"""A line to processes that are not there: work is done at once, or lost, as a test says."""

import pickle

from beauty.engine import Beauty
from beauty.scale.far import FullError, LostError
from beauty.scale.parcel import Outcome, Task, allow_parcels, done


class FakeLine:
    """Does tasks with an engine that is here; everything is pickled on its way there and back.

    losses: how many of the next tasks are lost at work; full: nobody takes any.
    """

    def __init__(self, beauty: Beauty, losses: int = 0, full: bool = False) -> None:
        allow_parcels()
        self.beauty, self.losses, self.full = beauty, losses, full
        self.asked: list[str] = []
        self.up = 2

    def ask(self, task: Task) -> Outcome:
        if self.full:
            raise FullError
        self.asked.append(task.work.__name__)
        if self.losses:
            self.losses -= 1
            raise LostError
        outcome: Outcome = travelled(done(self.beauty, travelled(task)))
        return outcome

    def replicas(self) -> int:
        return self.up


def travelled(thing: object) -> object:
    return pickle.loads(pickle.dumps(thing, 5))
