"""The comparison of forms: those that need no further library answer as the plain network does."""

import numpy as np
import pytest
import torch

from beauty.predict.packed import can_pack
from bench import networks
from bench.tasks import CPU, Asked, AskedParser, AskedShape, AskedSkin, Inputs, Task
from bench.variants import MAKERS, PLAIN, Given

ALWAYS = (PLAIN, "float32, packed (the app)", "float32, TorchScript")
# the shape encoder ends two places wide and takes no smaller crop
SIZES = {AskedParser: (1, 64), AskedShape: (2, 150), AskedSkin: (1, 64)}
pytestmark = pytest.mark.skipif(not can_pack(CPU), reason="this processor keeps plain layers")


def pictures(kind: type[Asked], ratios: int, seed: int = 0) -> Inputs:
    torch.manual_seed(seed)
    count, side = SIZES[kind]
    beside = {
        AskedParser: (),
        AskedShape: (torch.randn(2, ratios),),
        AskedSkin: (torch.rand(1, 2, side, side),),
    }
    return torch.randn(count, 3, side, side), *beside[kind]


def task(kind: type[Asked]) -> Task:
    asked = kind()
    ratios = len(asked.card.values.get("ratios", {"names": ()})["names"])
    inputs = [pictures(kind, ratios, seed) for seed in range(2)]
    return Task(asked, inputs, inputs, "noise")


@pytest.mark.parametrize("kind", list(SIZES), ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", ALWAYS)
def test_forms_in_32_bits_answer_as_the_plain_one(kind: type[Asked], name: str):
    given = task(kind)
    form = MAKERS[name](Given(given.asked.plain, given.calibration, 1))
    with torch.inference_mode():
        for inputs in given.inputs:
            found, want = form(*inputs), given.asked.plain(*inputs)
            torch.testing.assert_close(found, want, atol=1e-3, rtol=1e-3)
    assert form.size_bytes > 0


def test_report_tells_what_is_there_and_what_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def missing(_given: Given):
        raise ModuleNotFoundError("onnxruntime")

    def odd(_given: Given):
        raise TypeError("not such a network")

    makers = {name: MAKERS[name] for name in ALWAYS[:2]} | {"other": missing, "third": odd}
    monkeypatch.setattr(networks, "MAKERS", makers)
    networks.report((task(AskedSkin),), rounds=2)
    told = capsys.readouterr().out
    assert "skin_type: 2 faces, 2 rounds, noise" in told
    assert "| other: not installed " in told
    assert "| third: refused (TypeError) " in told
    assert told.count("100.00 |") == 2


def test_agreement_is_of_probabilities_and_of_the_likeliest():
    plain = np.array([[0.6, 0.4], [0.5, 0.5]])
    assert networks.agreement(plain, plain) == ("0.00000", "100.00")
    assert networks.agreement(np.array([[0.5, 0.5], [0.4, 0.6]]), plain) == ("0.10000", "50.00")
