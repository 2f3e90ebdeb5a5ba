"""Writes plain data as YAML, the same bytes for the same data."""

from __future__ import annotations

from typing import Any

import yaml

from advisor.documents.reader import scalar


class _Dumper(yaml.SafeDumper):
    """Block style, lists of scalars on one line as people write them, and quotes wherever our reader would not see text."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True

    def represent_text(self, data: str) -> yaml.ScalarNode:
        style = None if isinstance(scalar(data), str) else "'"
        style = style if data.isprintable() else '"'  # escapes keep what a plain scalar would fold or lose
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    def represent_list(self, data: Any) -> yaml.SequenceNode:
        flow = all(isinstance(item, str | int | float | bool) for item in data)
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flow)


_Dumper.add_representer(str, _Dumper.represent_text)
_Dumper.add_representer(list, _Dumper.represent_list)
_Dumper.add_representer(tuple, _Dumper.represent_list)


def write_document(data: Any) -> str:
    """YAML text that `read_document` reads back as equal data; keys keep their order."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=110)
