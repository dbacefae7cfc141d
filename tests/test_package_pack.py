"""A container packed in memory: what zipfile reads of it, and writes of the same."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from trygg_excel.package import packed

NAMES = st.text("abcåäö/.1", min_size=1, max_size=30)
TOLD = ("filename", "date_time", "compress_type", "create_system", "create_version", "extract_version", "flag_bits",
        "external_attr", "internal_attr", "volume", "extra", "comment", "CRC", "file_size")  # fmt: skip


def by_zipfile(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 0
            archive.writestr(info, data)
    return out.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(NAMES, st.binary(max_size=600), max_size=5))
@example({})
@example({"tom": b"", "å.xml": b"<a>1</a>" * 40_000})
def test_zipfile_reads_what_was_packed_and_would_have_told_the_same(parts: dict[str, bytes]) -> None:
    data = packed(parts)
    assert packed(dict(parts)) == data
    with zipfile.ZipFile(BytesIO(data)) as ours, zipfile.ZipFile(BytesIO(by_zipfile(parts))) as theirs:
        assert ours.testzip() is None
        assert {name: ours.read(name) for name in ours.namelist()} == parts
        for one, other in zip(ours.infolist(), theirs.infolist(), strict=True):
            assert [getattr(one, each) for each in TOLD] == [getattr(other, each) for each in TOLD]
