"""The recogniser without the signs that are never printed here: its last layer chooses among 18,710, most of them Chinese.

The signs that are kept are chosen among first. How sure the choice is stays told against all signs, as before: the whole last
layer is worked out as well, but only for the columns of a line in which a letter is seen, a third of them. Letters, places and
confidences are those of the whole model; a line takes 0.6 to 0.8 of the time.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

import numpy as np

SIGNS, SURE = "signs", "sure"
"""What the cut model answers: the sign of each column of each line, 0 a blank; how probable, among all signs, those are that
begin a letter, one after the other."""
CHARACTERS = "character"
"""Under this name a recogniser's file lists its signs, a line each; a blank comes before them and a space after."""


_PLACES = {
    "first": [0],
    "before_last": [-1],
    "along": [1],
    "one_before": [0, 1, 0, 0],
    "blank": [0],
    "flat": [-1],
    "upright": [-1, 1],
}
"""Whole numbers that the steps of the cut are told."""


class CutError(Exception):
    """The model is not built as this module knows it."""


def signs_of(listed: str) -> list[str]:
    """All signs that a model chooses among, as its file lists them."""
    return ["", *listed.splitlines(), " "]


@dataclass(frozen=True, slots=True)
class _Last:
    """The last layer: features times `weight` plus `bias`, of which the softmax is the model's answer."""

    features: str
    weight: str
    bias: str
    nodes: tuple[str, ...]
    """Outputs of its nodes."""


def kept_places(listed: list[str], signs: Set[str]) -> list[int]:
    """Where the blank and the signs that are kept stand among all."""
    return [0, *(place for place, sign in enumerate(listed) if place and sign in signs)]


def cut(data: bytes, signs: Set[str]) -> bytes:
    """The model with these signs to choose among, a space one of them. CutError, or what `onnx` raises."""
    import onnx  # late: a third of a second and 40 MB that nothing else needs
    from onnx import helper, numpy_helper

    model = onnx.load_model_from_string(data)
    graph = model.graph
    held = {one.name: one for one in graph.initializer}
    last = _last_layer(graph, held)
    weight, bias = (numpy_helper.to_array(held[name]) for name in (last.weight, last.bias))
    listed = next((prop for prop in model.metadata_props if prop.key == CHARACTERS), None)
    if listed is None or len(signs_of(listed.value)) != weight.shape[1]:
        raise CutError("its signs are not as many as it chooses among")

    few = kept_places(signs_of(listed.value), signs)
    constants = {
        "few.weight": np.ascontiguousarray(weight[:, few]),
        "few.bias": bias[few],
        "few.places": np.asarray(few, np.int64),
        **{name: np.asarray(value, np.int64) for name, value in _PLACES.items()},
        "features.rows": np.asarray([-1, len(weight)], np.int64),
    }
    steps: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("MatMul", [last.features, "few.weight"], "few.product", {}),
        ("Add", ["few.product", "few.bias"], "few.logits", {}),
        ("ArgMax", ["few.logits"], SIGNS, {"axis": 2, "keepdims": 0}),
        # a letter begins where the sign is no blank and not that of the column before
        ("Slice", [SIGNS, "first", "before_last", "along"], "all_but_last", {}),
        ("Pad", ["all_but_last", "one_before"], "before", {}),
        ("Equal", [SIGNS, "before"], "goes_on", {}),
        ("Equal", [SIGNS, "blank"], "is_blank", {}),
        ("Or", ["goes_on", "is_blank"], "left_out", {}),
        ("Not", ["left_out"], "begins", {}),
        ("Reshape", ["begins", "flat"], "letters", {}),
        ("Reshape", [last.features, "features.rows"], "columns", {}),
        ("Compress", ["columns", "letters"], "letters.features", {"axis": 0}),
        ("MatMul", ["letters.features", last.weight], "all.product", {}),
        ("Add", ["all.product", last.bias], "all.logits", {}),
        ("Softmax", ["all.logits"], "all.shares", {"axis": 1}),
        ("Reshape", [SIGNS, "flat"], "signs.flat", {}),
        ("Compress", ["signs.flat", "letters"], "letters.signs", {"axis": 0}),
        ("Gather", ["few.places", "letters.signs"], "letters.places", {}),
        ("Reshape", ["letters.places", "upright"], "letters.column", {}),
        ("GatherElements", ["all.shares", "letters.column"], SURE, {"axis": 1}),
    ]
    nodes = [node for node in graph.node if not set(node.output) & set(last.nodes)]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.node.extend(helper.make_node(kind, inputs, [output], **how) for kind, inputs, output, how in steps)
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
    del graph.output[:]
    graph.output.extend(
        [
            helper.make_tensor_value_info(SIGNS, onnx.TensorProto.INT64, ["lines", "columns"]),
            helper.make_tensor_value_info(SURE, onnx.TensorProto.FLOAT, ["letters", 1]),
        ]
    )
    listed.value = "\n".join(signs_of(listed.value)[place] for place in few[1:-1])
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _last_layer(graph: Any, held: dict[str, Any]) -> _Last:
    """The last layer of a model with one answer. CutError where it is another than is known here."""
    makers = {name: node for node in graph.node for name in node.output}
    passed: list[str] = []

    def maker(name: str, kind: str) -> Any:
        """The node that makes a value, past those that only hand it on."""
        node = makers.get(name)
        while node is not None and node.op_type == "Identity":
            passed.append(node.output[0])
            node = makers.get(node.input[0])
        if node is None or node.op_type != kind:
            raise CutError(f"its last layer has no {kind} where it is looked for")
        passed.append(node.output[0])
        return node

    if len(graph.output) != 1:
        raise CutError("it has more than one answer")
    total = maker(maker(graph.output[0].name, "Softmax").input[0], "Add")
    bias = next((name for name in total.input if name in held), "")
    product = maker(next(name for name in total.input if name != bias), "MatMul")
    features, weight = product.input
    if not bias or weight not in held or list(held[weight].dims)[1:] != list(held[bias].dims):
        raise CutError("its last layer has no weights of its own")
    return _Last(features, weight, bias, tuple(passed))
