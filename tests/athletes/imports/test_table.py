"""Files as spreadsheets save them, and files that are none."""

import pytest

from athletes.imports.table import MOST_BYTES, Unreadable, decoded, table

KNOWN = {"name", "e-mail", "date"}
TEXT = "name,e-mail\r\nZoë Brandt,zoe@example.org\r\n"


def read(text):
    return table(text, is_known=lambda cell: cell.lower() in KNOWN)


def cells(text):
    return [row.cells for row in read(text).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_words(encoding):
    assert decoded(TEXT.encode(encoding)).removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_names_it_gives(separator):
    text = f"name{separator}e-mail{separator}note, or not\nBob{separator}b@example.org{separator}a, b; c\n"
    assert cells(text) == [("Bob", "b@example.org", "a, b; c")] or separator in ",;"


def test_commas_in_the_cells_do_not_make_columns():
    assert cells("name;date\nBrandt, Bob;1,5\n") == [("Brandt, Bob", "1,5")]


def test_excels_own_line_about_the_separator_is_no_row():
    sheet = read("sep=;\nname;date\nBob;x\n")
    assert (sheet.header, sheet.rows[0].line, sheet.rows[0].cells) == (("name", "date"), 3, ("Bob", "x"))


def test_lines_are_counted_as_an_editor_counts_them():
    sheet = read('name,date\n\n"Bob\nBrandt",x\n,\nAda,y\n')
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, ("Bob Brandt", "x")), (6, ("Ada", "y"))]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_end_of_line_ends_a_line(ends):
    assert cells(f"name,date{ends}Bob,x{ends}Ada,y") == [("Bob", "x"), ("Ada", "y")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "Excel or another packed file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "an old Excel file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 50, "not a text file"),
        (b"name\nBo\0b\n", "not a text file"),
        (b"\xff\xfeb", "not a text file"),
        (b"name\n\x81\x8d\n", "not a text file"),
        (bytes(range(256)), "not a text file"),
        (b"a" * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_text_is_told_apart(content, told):
    with pytest.raises(Unreadable, match=told):
        decoded(content)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nothing in it"),
        ("\n\n  \n", "nothing in it"),
        ("name,date\n", "no rows below it"),
        ("name" + ",x" * 100_000 + "\nBob\n", "100,001 columns"),
        ("name\n" + "Bob\n" * 5001, "more than 5,000 rows"),
        ('name\n"Bob\n' + "Ada\n" * 200, "more than 500 characters"),
        ('name\n"' + "x" * 200_000, "quotation mark that is not closed"),
        ("name\nBo\0b\n", "not a text file"),
        ("a" * (MOST_BYTES + 1), "longer than 2 MB"),
    ],
    ids=range(9),
)
def test_what_is_no_table_says_what_to_change(text, told):
    with pytest.raises(Unreadable, match=told):
        read(text)


def test_five_thousand_rows_are_read():
    assert len(read("name\n" + "Bob\n" * 5000).rows) == 5000
