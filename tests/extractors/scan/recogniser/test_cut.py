"""The cut recogniser says what the whole one says, and is as sure of it."""

from __future__ import annotations

import pytest

from extractors.scan.recogniser.cut import CutError, cut, kept_places, signs_of

onnx = pytest.importorskip("onnx", reason="the model is used whole without it")


def _model(last: str = "Softmax", listed: str = "a\nā\nb", weight: str = "weight") -> bytes:
    """A recogniser of two features and five signs (blank, a, ā, b, space) whose features are what it is given."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    weights = np.array([[9.0, 0, 0, 1, 0], [0, 8, 7, 6, 0]], np.float32)
    nodes = [
        helper.make_node("MatMul", ["x", weight], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["sum"]),
        helper.make_node("Identity", ["sum"], ["logits"]),
        helper.make_node(last, ["logits"], ["shares"], axis=2)
        if last == "Softmax"
        else helper.make_node(last, ["logits"], ["shares"]),
    ]
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["lines", "columns", 2])
    answer = helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["lines", "columns", 5])
    held = [numpy_helper.from_array(weights, "weight"), numpy_helper.from_array(np.zeros(5, np.float32), "bias")]
    graph = helper.make_graph(nodes, "recogniser", [given], [answer], held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=7)
    model.metadata_props.add(key="character", value=listed)
    return bytes(model.SerializeToString())


def test_signs_that_are_left_out_are_not_chosen_and_still_compete() -> None:
    import numpy as np

    from extractors.scan.inference import session

    columns = np.array([[[1, 0], [0, 1], [0, 1], [1, 0], [0.6, 0.5], [1, 0]]], np.float32)
    whole, few = session(_model(), 1), session(cut(_model(), frozenset("ab ")), 1)
    (shares,) = whole.run(None, {"x": columns})
    signs, sure = few.run(None, {"x": columns})
    assert signs.tolist() == [[0, 1, 1, 0, 0, 0]], "the a once, of which two columns are; no ā"
    assert sure[:, 0] == pytest.approx([shares[0, 1, 1]], abs=1e-6)
    assert sure[0, 0] < 0.75, "ā stands beside it as before"


def test_a_line_without_letters_has_none() -> None:
    import numpy as np

    from extractors.scan.inference import session

    signs, sure = session(cut(_model(), frozenset("ab ")), 1).run(None, {"x": np.array([[[1, 0], [1, 0]]], np.float32)})
    assert (signs.tolist(), len(sure)) == ([[0, 0]], 0)


@pytest.mark.parametrize(
    ("model", "why"),
    [(_model(last="Sigmoid"), "Softmax"), (_model(listed="a\nb"), "as many"), (_model(weight="x"), "weights")],
)
def test_a_model_that_is_built_in_another_way_is_not_cut(model: bytes, why: str) -> None:
    with pytest.raises(CutError, match=why):
        cut(model, frozenset("ab "))


def test_the_blank_is_no_sign() -> None:
    assert kept_places(signs_of("a\nā\nb"), frozenset("ab ")) == [0, 1, 3, 4]
