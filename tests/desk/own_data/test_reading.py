"""A file that somebody brings: a zip of ours, or a clear no."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from athletes.models import User
from coachapp.desk.own_data import reading
from coachapp.desk.own_data.archive import archive
from coachapp.desk.own_data.bring_in import NotBroughtIn
from coachapp.desk.own_data.erasing import erase_person
from coachapp.desk.own_data.reading import read_file
from tests.desk.own_data.world import EMAIL, LATER, make_zqvx
from tests.factories import account_of

BOMB = b"0" * 3_000_000


def packed(*members, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as zipped:
        for name, text in members:
            zipped.writestr(name, text)
    file.seek(0)
    return file


def test_the_document_is_read_whatever_lies_beside_it():
    assert read_file(packed(("README.txt", "Hello"), ("export.json", '{"a": 1}'))) == {"a": 1}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (io.BytesIO(b""), "no zip file"),
        (io.BytesIO(b"PK\x03\x04 and then nothing"), "no zip file"),
        (io.BytesIO(b'{"format": "off-season export"}'), "no zip file"),
        (packed(("other.json", "{}")), "holds no export.json"),
        (packed(("export.json", "{}"), ("../../etc/passwd", "x")), "outside of it"),
        (packed(("export.json", "{}"), ("..\\windows", "x")), "outside of it"),
        (packed(("export.json", "{}"), ("/etc/passwd", "x")), "outside of it"),
        (packed(("export.json", "{}"), ("C:/x", "x")), "outside of it"),
        (packed(("export.json", "{}"), *((f"{n}", "") for n in range(50))), "other files"),
        (packed(("export.json", "{")), "no JSON"),
        (packed(("export.json", b"\xff\xfe")), "no JSON"),
        (packed(("export.json", '{"a": NaN}')), "no JSON"),
        (packed(("export.json", "9" * 5000)), "no JSON"),
        (packed(("export.json", "[" * 200_000)), "no JSON"),
    ],
    ids=lambda part: part if isinstance(part, str) else "file",
)
def test_what_is_no_export_is_told_so(file, said):
    with pytest.raises(NotBroughtIn, match=said):
        read_file(file)


def test_the_same_name_twice_is_told_so():
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = packed(("export.json", "{}"), ("export.json", "[]"))
    with pytest.raises(NotBroughtIn, match="other files"):
        read_file(file)


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    file = packed(("export.json", BOMB))
    assert len(file.getvalue()) < 10_000
    with pytest.raises(NotBroughtIn, match="too large"):
        read_file(file)


def test_a_zip_that_lies_about_the_size_is_cut_off(monkeypatch):
    """Its directory says one byte: what comes out is counted."""
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    true_size, lie = len(BOMB).to_bytes(4, "little"), (1).to_bytes(4, "little")
    file = io.BytesIO(packed(("export.json", BOMB)).getvalue().replace(true_size, lie))
    with pytest.raises(NotBroughtIn, match=r"no zip file|too large|no JSON"):
        read_file(file)


@pytest.mark.django_db
def test_the_command_brings_in_what_the_site_gave(tmp_path, capsys):
    user = account_of(make_zqvx(None))
    with archive(user, at=LATER) as file:
        (tmp_path / "mine.zip").write_bytes(file.read())
    erase_person(user)
    call_command("import_athlete", str(tmp_path / "mine.zip"))
    assert f"{EMAIL} is here now" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"already\. Nothing was stored"):
        call_command("import_athlete", str(tmp_path / "mine.zip"))
    assert User.objects.filter(email=EMAIL).count() == 1


@pytest.mark.django_db
def test_the_command_ends_with_an_error_for_anything_else(tmp_path):
    (tmp_path / "bad.zip").write_bytes(packed(("export.json", json.dumps({"format": "other"}))).getvalue())
    with pytest.raises(CommandError, match="no export of ours"):
        call_command("import_athlete", str(tmp_path / "bad.zip"))
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_athlete", str(tmp_path / "none.zip"))
    assert not User.objects.exists()
