"""The live mirror in a real browser: it shows, pauses, stops, and says what is wrong."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Served
from tests.browser.visit import Visit, overflow_px

STATE = "#live .live"
COUNT = """window.painted = 0;
document.querySelector('#live [data-part=mirror]').addEventListener('painted', () => window.painted++);"""
REFUSE = "name => navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name); }"
SOCKET = """told => { window.WebSocket = class {
    static OPEN = 1;
    constructor() {
        this.readyState = 1;
        setTimeout(() => {
            if (told) this.onopen();
            if (told.startsWith('{')) this.onmessage({data: told}); else this.onclose();
        }, 50);
    }
    send() {}
    close() {}
}; }"""

NO_WAY_ROUND = """() => {
    const fetch = window.fetch;
    window.fetch = (to, ...rest) => String(to).endsWith('/ws/live')
        ? Promise.reject(new TypeError('closed')) : fetch(to, ...rest);
}"""


def opened(visit: OpenPage, locale: str = "en-US", **size: int) -> Visit:
    guest = visit(locale, **size)
    guest.tab("live", locale[:2])
    expect(guest.at("#live [data-part=start]")).to_be_visible()
    return guest


def in_state(guest: Visit, state: str) -> None:
    expect(guest.at(STATE)).to_have_attribute("data-state", state)


def painted(guest: Visit) -> int:
    return int(guest.page.evaluate("window.painted"))


def camera_is_on(guest: Visit) -> bool:
    return bool(
        guest.page.evaluate("!!document.querySelector('#live [data-part=video]')?.srcObject")
    )


def test_it_shows_pauses_and_stops_and_leaves_nothing(visit: OpenPage, served: Served):
    guest = opened(visit)
    before = {path for path in served.disk.rglob("*") if path.is_file()}
    kept = set(served.photos.rglob("*"))
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    guest.page.evaluate(COUNT)
    guest.page.wait_for_function("window.painted > 10")
    guest.page.click("#live [data-part=pause]")
    in_state(guest, "paused")
    guest.sees("#live [data-part=message]", "page.live_paused")
    guest.page.wait_for_timeout(300)
    still = painted(guest)
    guest.page.wait_for_timeout(400)
    assert painted(guest) == still
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    guest.page.wait_for_function(f"window.painted > {still + 3}")
    guest.speak("中文")  # the words change under the running mirror
    guest.sees("#live [data-part=snap]", "page.live_snap", "zh")
    in_state(guest, "running")
    with guest.page.expect_download() as saved:
        guest.page.click("#live [data-part=snap]")
    assert saved.value.suggested_filename == "mirror.png"
    guest.page.click("#live [data-part=stop]")
    in_state(guest, "idle")
    assert not camera_is_on(guest)
    assert {path for path in served.disk.rglob("*") if path.is_file()} <= before
    assert set(served.photos.rglob("*")) <= kept


def test_leaving_the_tab_switches_the_camera_off(visit: OpenPage):
    guest = opened(visit)
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    assert camera_is_on(guest)
    guest.tab("photo")
    guest.page.wait_for_function(
        "!document.querySelector('#live [data-part=video]')?.srcObject", timeout=5000
    )


def test_looks_are_offered_and_one_comes_from_elsewhere_in_the_page(visit: OpenPage):
    guest = visit("zh-CN", width=390, height=844)
    look = '[[layer]]\nproduct = "lips"\ncolor = "#8a0f2b"\n'
    guest.page.evaluate(
        "look => { window.beautyLook = look; document.dispatchEvent(new Event('beauty-look')); }",
        look,
    )
    guest.page.click("#live-tab-button")  # as the make-up tab does it
    expect(guest.at("#live [data-part=look]")).to_have_value("own")
    assert guest.at("#live [data-part=look] option").count() > 2
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    guest.page.select_option("#live [data-part=look]", "")
    guest.page.evaluate(COUNT)
    guest.page.wait_for_function("window.painted > 5")
    assert overflow_px(guest.page) <= 390


def test_a_camera_that_does_not_open_is_said_in_words(visit: OpenPage):
    guest = opened(visit)
    refusals = {"NotAllowedError": "denied", "NotFoundError": "none", "NotReadableError": "in_use"}
    for error, state in refusals.items():
        guest.page.evaluate(REFUSE, error)
        guest.page.click("#live [data-part=start]")
        in_state(guest, state)
        guest.sees("#live [data-part=message]", f"page.live_{state}")
        guest.sees("#live [data-part=start]", "page.live_retry")
        assert not camera_is_on(guest)


def test_a_server_without_a_place_is_said_in_words(visit: OpenPage):
    guest = opened(visit)
    guest.page.evaluate(NO_WAY_ROUND)
    answers = {
        "": "no_socket",
        "closed": "lost",
        '{"type": "busy", "retry_s": 30}': "busy",
        '{"type": "rest"}': "rest",
        '{"type": "full", "place": 3, "retry_s": 3}': "full",
    }
    for told, state in answers.items():
        guest.page.evaluate(SOCKET, told)
        guest.page.click("#live [data-part=start]")
        in_state(guest, state)
        guest.sees("#live [data-part=message]", f"page.live_{state}", place=3)


def test_where_no_socket_gets_through_single_requests_do(visit: OpenPage, served: Served):
    guest = opened(visit)
    before = {path for path in served.disk.rglob("*") if path.is_file()}
    guest.page.evaluate(SOCKET, "")
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    guest.page.evaluate(COUNT)
    guest.page.wait_for_function("window.painted > 10")
    guest.page.click("#live [data-part=stop]")
    in_state(guest, "idle")
    assert {path for path in served.disk.rglob("*") if path.is_file()} <= before


def test_a_camera_that_stalls_is_noticed(visit: OpenPage):
    guest = opened(visit)
    guest.page.click("#live [data-part=start]")
    in_state(guest, "running")
    guest.page.evaluate(
        "document.querySelector('#live [data-part=video]').requestVideoFrameCallback = () => {}"
    )
    expect(guest.at(STATE)).to_have_attribute("data-state", "stalled", timeout=9000)
    guest.sees("#live [data-part=message]", "page.live_stalled")
