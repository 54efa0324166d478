from __future__ import annotations

from pathlib import Path

import pytest

from .support import menu, saved, write


@pytest.fixture
def pbx(tmp_path: Path) -> Path:
    """Three menus, two extensions and a queue."""
    return write(
        tmp_path / "harbour" / "pbx",
        ivr_1=saved(menu(1, press1_dest="ivr", press1_dest_value="2")),
        ivr_2=saved(menu(2, press0_dest="extension", press0_dest_value="73")),
        ivr_10=saved(menu(10, name="Night")),
        extension=[
            {"id": 73, "number": "1001", "caller_id_name": "Ana Roe"},
            {"id": "074", "number": "1000", "caller_id_name": "Bo Lind"},
        ],
        queue=[{"id": 3, "number": "6400", "name": "Helpdesk", "fail_dest": "ivr"}],
    )
