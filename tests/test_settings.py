"""Settings come from the environment, once; a command line may change them."""

import dataclasses

import pytest

from beauty.settings import Settings


def test_defaults_listen_on_this_machine_only():
    assert Settings.from_environment({}) == Settings("127.0.0.1", 7860, False)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"BEAUTY_HOST": "0.0.0.0"}, Settings(host="0.0.0.0")),
        ({"GRADIO_SERVER_NAME": "0.0.0.0"}, Settings(host="0.0.0.0")),
        ({"BEAUTY_HOST": "10.0.0.1", "GRADIO_SERVER_NAME": "0.0.0.0"}, Settings(host="10.0.0.1")),
        ({"BEAUTY_PORT": "8000"}, Settings(port=8000)),
        ({"GRADIO_SERVER_PORT": "9000"}, Settings(port=9000)),
        ({"BEAUTY_PORT": "8000", "GRADIO_SERVER_PORT": "9000"}, Settings(port=8000)),
        ({"BEAUTY_PORT": "", "BEAUTY_HOST": "", "BEAUTY_SHARE": ""}, Settings()),
        ({"BEAUTY_SHARE": "1"}, Settings(share=True)),
        ({"BEAUTY_SHARE": "True"}, Settings(share=True)),
        ({"BEAUTY_SHARE": "0"}, Settings(share=False)),
        ({"BEAUTY_SHARE": "no"}, Settings(share=False)),
    ],
)
def test_environment_overrides_defaults(environment: dict[str, str], expected: Settings):
    assert Settings.from_environment(environment) == expected


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.5", "²", " 80"])
def test_wrong_port_is_refused_by_name(port: str):
    with pytest.raises(ValueError, match=r"BEAUTY_PORT: expected a number from 1 to 65535"):
        Settings.from_environment({"BEAUTY_PORT": port})


def test_changed_takes_what_was_given_and_leaves_the_rest():
    start = Settings(host="0.0.0.0", port=8000)
    assert start.changed(port=9000, host=None, share=None) == Settings("0.0.0.0", 9000, False)
    assert start.changed(share=True, unknown="ignored") == Settings("0.0.0.0", 8000, True)
    assert start == Settings(host="0.0.0.0", port=8000)


def test_settings_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
