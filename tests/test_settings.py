"""Settings come from the environment, once; a command line may change them."""

import dataclasses

import pytest

from beauty.paths import ROOT
from beauty.settings import Settings, table


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


def test_on_a_space_its_own_site_may_frame_the_page_and_its_proxy_is_believed():
    settings = Settings.from_environment({"SPACE_ID": "someone/beauty"})
    assert "https://huggingface.co" in settings.frame_ancestors
    assert settings.trusted_proxies == "*"
    told = {"SPACE_ID": "x", "BEAUTY_FRAME_ANCESTORS": "'self'"}
    assert Settings.from_environment(told).frame_ancestors == "'self'"


def test_an_account_is_read_and_never_shown():
    settings = Settings.from_environment({"BEAUTY_AUTH": "eve:apple:pie"})
    assert settings.account == ("eve", "apple:pie")
    assert "apple" not in repr(settings) + str(settings)
    assert Settings().account is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEAUTY_AUTH", "eve"),
        ("BEAUTY_AUTH", ":apple"),
        ("BEAUTY_AUTH", "eve:"),
        ("BEAUTY_ROOT_PATH", "beauty"),
        ("BEAUTY_ROOT_PATH", "/beauty/"),
        ("BEAUTY_WORKERS", "0"),
        ("BEAUTY_WORKERS", "many"),
        ("BEAUTY_MAX_UPLOAD_MB", "26"),
        ("BEAUTY_REQUESTS_PER_MINUTE", "-1"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str):
    with pytest.raises(ValueError, match=f"{name}: expected") as caught:
        Settings.from_environment({name: value})
    assert name != "BEAUTY_AUTH" or "apple" not in str(caught.value)


def test_the_handbook_holds_the_table_of_all_settings():
    """`python -m beauty.settings` prints it."""
    assert table() in (ROOT / "docs" / "settings.md").read_text("utf-8")


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
