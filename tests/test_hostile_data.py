"""Whatever stands in a name, people read it as it is, and nothing takes it for a command."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from helpers import Run, flowgraph_command
from hostile import STRINGS

from flowgraph.exports.engine import find
from flowgraph.text import columns, one_line, visible

SVG = "{http://www.w3.org/2000/svg}"
XLINK_TITLE = "{http://www.w3.org/1999/xlink}title"
ENGINES = [
    "bundled",
    pytest.param(
        "system", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no system dot")
    ),
]
