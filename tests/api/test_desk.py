"""The desk: work off the event loop, never more than allowed, and a friendly no beyond."""

import asyncio
import threading

import pytest

from beauty import Beauty
from beauty.api import Desk
from beauty.errors import BeautyError, PhotoError


def test_work_is_done_in_threads_and_the_rest_is_told_busy(beauty: Beauty):
    desk, go, threads = Desk(beauty, workers=2, waiting=1), threading.Event(), set()

    def job() -> str:
        threads.add(threading.get_ident())
        assert go.wait(10)
        return "done"

    async def crowd() -> list[object]:
        jobs = [asyncio.create_task(desk.do(job)) for _ in range(5)]
        await asyncio.sleep(0.1)
        assert (desk.inside, desk.full) == (3, True)
        go.set()
        return await asyncio.gather(*jobs, return_exceptions=True)

    results = asyncio.run(crowd())
    assert results[:3] == ["done"] * 3
    assert [one.code for one in results[3:] if isinstance(one, BeautyError)] == ["busy"] * 2
    assert threading.get_ident() not in threads
    assert (len(threads), desk.inside, desk.full) == (2, 0, False)
    desk.close()


def test_a_client_that_leaves_frees_its_place_when_the_thread_is_done(beauty: Beauty):
    desk, go = Desk(beauty, workers=1, waiting=0), threading.Event()

    async def leave() -> None:
        task = asyncio.create_task(desk.do(lambda: go.wait(10)))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(BeautyError, match="Too many people"):
            await desk.do(lambda: None)
        go.set()
        while desk.inside:
            await asyncio.sleep(0.01)
        assert await desk.do(lambda: 7) == 7

    asyncio.run(asyncio.wait_for(leave(), 10))
    desk.close()


def test_refusals_pass_and_bugs_become_refusals(beauty: Beauty, caplog: pytest.LogCaptureFixture):
    desk = Desk(beauty, workers=1, waiting=1)

    def refuse() -> None:
        raise PhotoError("too_small", got="1 x 1", least=64)

    async def both() -> None:
        with pytest.raises(PhotoError):
            await desk.do(refuse)
        with pytest.raises(BeautyError) as caught:
            await desk.do(lambda: 1 / 0)
        assert caught.value.code == "internal"
        assert "ZeroDivision" not in caught.value.message

    asyncio.run(both())
    assert "ZeroDivisionError" in caplog.text
    assert desk.inside == 0
    desk.close()


def test_before_the_end_nobody_new_is_taken_and_who_is_here_is_served(beauty: Beauty):
    desk, go = Desk(beauty, workers=1, waiting=3), threading.Event()

    def job() -> str:
        assert go.wait(10)
        return "done"

    async def last() -> tuple[list[str], bool]:
        jobs = [asyncio.create_task(desk.do(job)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert desk.finish(0) is False
        with pytest.raises(BeautyError, match="Too many people"):
            await desk.do(job)
        go.set()
        finished = await asyncio.to_thread(desk.finish, 10)
        return await asyncio.gather(*jobs), finished

    assert asyncio.run(last()) == (["done"] * 3, True)
    desk.close()
