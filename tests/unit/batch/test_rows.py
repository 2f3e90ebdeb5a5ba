"""What a reader understands of a row, and what it rejects and why."""

from __future__ import annotations

import io
import json
import re

import pytest

from advisor.batch.results import rejected_line
from advisor.documents.cells import inert
from advisor.model.errors import InputError
from tests.support.batches import as_parquet, rank_csv, rank_json, rank_parquet

GOOD = ("before", "after")

BAD_CELLS = {
    "unknown value": ("goal", "reserch", r"`goal`: `reserch` is not allowed \(did you mean `research`\? allowed: "),
    "unknown item": (
        "languages.train",
        "python;swft",
        r"`languages.train\[1\]`: `swft` is not .*did you mean `swift`\?",
    ),
    "unknown wish": ("cloud.preferred", "azur", r"`cloud.preferred\[0\]`: `azur` is not .*did you mean `azure`\?"),
    "unknown importance": ("priorities.graph", "hgh", r"`priorities.graph`: `hgh` is not .*did you mean `high`\?"),
    "unknown framework": ("team_knows", "pytroch", r"unknown framework `pytroch` \(did you mean `pytorch`\?"),
    "unknown exclusion": ("constraints.exclude", "cafe", r"unknown framework `cafe` \(did you mean `caffe`\?"),
    "unknown edition": ("edition", "2108", r"unknown edition `2108` \(did you mean `2018`\?"),
    "text for a number": ("weights.graph", "much", r"`weights.graph`: `much` is not a number"),
    "a weight without end": ("weights.graph", ".inf", r"`weights.graph`: `inf` is not a finite number"),
    "a weight below 0": ("weights.graph", "-1", r"`weights.graph`: `-1` is too small"),
    "weights that are all 0": ("weights.graph", "0", r"all weights are 0"),
    "text for a flag": ("constraints.maintained", "yes", r"`constraints.maintained`: `yes` is not true or false"),
    "another version": ("schema", "2", r"`schema`: `2` is not allowed"),
    "control characters in the id": ("id", "a\x1b[2Jb", r"`id` holds control characters"),
    "a null byte": ("title", "a\0b", r"holds a NUL byte"),
    "a huge cell": ("title", "x" * 200_000, r"longer than 100,000 bytes \(200,\d+\); only its beginning is kept"),
}


@pytest.mark.parametrize(("column", "cell", "problem"), BAD_CELLS.values(), ids=BAD_CELLS.keys())
def test_a_bad_cell_rejects_its_row_alone(column: str, cell: str, problem: str) -> None:
    """The row is reported with its line, what is wrong and its text; the rows around it are ranked."""
    header = list(dict.fromkeys(("id", column)))
    rows = [["before", "x"], [cell] if column == "id" else ["bad", cell], ["after", "x"]]
    cells = [[row[0], *([""] if len(header) > 1 else [])] if row[0] in GOOD else row for row in rows]
    ran = rank_csv("\n".join(",".join(row) for row in [header, *cells]))
    assert [one.id for one in ran.ranked] == list(GOOD)
    (one,) = ran.rejected
    assert (one.row, one.line) == (2, 3)
    assert len(one.problems) == 1
    assert re.search(problem, one.problems[0]), one.problems
    assert one.input.startswith(",".join(cells[1])[:500])


BAD_LINES = {
    "broken JSON": ('{"goal": "both"', r"not a line of JSON: .*column 16"),
    "no object": ("[1, 2]", r"expected a requirements object, found a list"),
    "text": ('"goal"', r"expected a requirements object, found `goal`"),
    "unknown key": ('{"gaol": "both"}', r"unknown key `gaol` \(did you mean `goal`\?"),
    "unknown nested key": ('{"languages": {"tain": ["c"]}}', r"unknown key `languages.tain` \(did you mean `train`\?"),
    "unknown key of a need": ('{"cloud": {"requird": ["aws"]}}', r"`cloud.requird` \(did you mean `required`\?"),
    "unknown priority": ('{"priorities": {"grph": "high"}}', r"criterion or category `grph` \(did you mean `graph`\?"),
    "unknown criterion": ('{"weights": {"grph": 1}}', r"unknown criterion `grph` \(did you mean `graph`\?"),
    "text for a list": ('{"cloud": "aws"}', r"`cloud`: `aws` is of the wrong type \(write a list"),
    "list for a mapping": ('{"languages": ["c"]}', r"`languages`: a list is of the wrong type"),
    "flag for a weight": ('{"weights": {"graph": true}}', r"`weights.graph`: `true` is not a number"),
    "text that looks like a list": ('{"os": "[\'linux\']"}', r"`os`: .* is of the wrong type"),
    "no finite number": ('{"weights": {"graph": NaN}}', r"`weights.graph`: `nan` is not a finite number"),
    "number for a title": ('{"title": 3}', r"`title`: `3` is not text"),
    "list for an id": ('{"id": [1]}', r"`id`: a list is not text"),
    "half a character in the id": ('{"id": "\\ud800"}', r"`id` holds control characters"),
    "key given twice": ('{"os": ["linux"], "os": []}', r"key `os` is given twice"),
    "deep": ("[" * 50_000 + "]" * 49_000, r"not a line of JSON: "),
    "a long number": ('{"weights": {"graph": ' + "9" * 5000 + "}}", r"not a line of JSON: "),
    "nothing to weigh": (
        '{"priorities": {"support_community": "none", "api_internals": "none", "platform": "none"}}',
        r"leave no criterion of edition \d+ with a weight",
    ),
}


@pytest.mark.parametrize(("line", "problem"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_rejects_its_row_alone(line: str, problem: str) -> None:
    """A line that is no requirements object is reported with its number, what is wrong and its text."""
    ran = rank_json(f'{{"id": "before"}}\n\n{line}\n{{"id": "after"}}\n')
    assert [one.id for one in ran.ranked] == list(GOOD)
    (one,) = ran.rejected
    assert (one.row, one.line, one.input) == (2, 3, line)
    assert len(one.problems) == 1
    assert re.search(problem, one.problems[0]), one.problems


def test_bytes_that_are_no_text_reject_their_row_alone() -> None:
    """A line in another encoding is reported; its bytes stay readable."""
    ran = rank_csv(b"id,goal\nbefore,\ncaf\xe9,both\nafter,\n")
    assert [one.id for one in ran.ranked] == list(GOOD)
    assert ran.rejected[0].input == "caf\\xe9,both"
    assert ran.rejected[0].problems == ("not UTF-8 text (byte 4 of the line)",)
    assert json.loads(rejected_line(ran.rejected[0])) == {
        "row": 2, "line": 3, "problems": ["not UTF-8 text (byte 4 of the line)"], "input": "caf\\xe9,both",
    }  # fmt: skip


def test_all_problems_of_a_row_are_named() -> None:
    """What is wrong in several cells is said at once."""
    (one,) = rank_csv("goal,onnx,cloud,edition\nboht,requird,asw,1999\n").rejected
    assert len(one.problems) == 4


def test_a_missing_quotation_mark_costs_one_row() -> None:
    """A quotation mark that is never closed swallows nothing of what follows."""
    many = "".join(f"after-{number},both\n" for number in range(20_000))
    ran = rank_csv(f'id,goal\nbefore,both\n"bad,both\n{many}')
    assert len(ran.ranked) == 20_001
    (one,) = ran.rejected
    assert (one.line, one.input) == (3, '"bad,both')
    assert "quotation mark" in one.problems[0]


def test_rows_of_another_length_are_rejected() -> None:
    """A row with more or fewer cells than the header is not guessed at."""
    ran = rank_csv("id,goal\na\nb,both,c\nc,both\n")
    assert [one.id for one in ran.ranked] == ["c"]
    assert [one.problems[0].split(",")[0] for one in ran.rejected] == ["1 cells", "3 cells"]


SAME = {
    "semicolons": "id;cloud\nx;aws,gcp\n",
    "tabs": "id\tcloud\nx\taws;gcp\n",
    "Windows": "\ufeffid,cloud\r\nx,aws;gcp\r\n",
    "quoted": 'id,cloud\n"x","aws,gcp"\n',
    "spaces": "id , cloud \n x , aws ; gcp ;\n",
    "long form": "id,cloud.required\nx,gcp;aws\n",
    "blank lines": "\n\nid,cloud\n\nx,aws;gcp\n\n",
    "a title over two lines": 'id,title,cloud\nx,"a\nb",aws;gcp\n',
    "no end of line": "id,cloud\nx,aws;gcp",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_ways_of_writing_a_table(text: str) -> None:
    """However a spreadsheet writes it, it is the same requirement set."""
    ran = rank_csv(text)
    assert ran.rejected == []
    assert ran.ranked == rank_json('{"id": "x", "cloud": ["aws", "gcp"]}').ranked


def test_rows_without_an_id_get_their_number() -> None:
    """The number counts rows, also those that are rejected; whole numbers are ids as well."""
    assert [one.id for one in rank_csv("goal\nboth\nbad\nboth\n").ranked] == ["1", "3"]
    assert [one.id for one in rank_json('{"id": 7}\n{}\n{"id": null}\n').ranked] == ["7", "2", "3"]


def test_wrong_headers_are_refused_with_everything_that_is_wrong() -> None:
    """Unknown and repeated columns are named with the nearest one, before any row is read."""
    with pytest.raises(InputError) as caught:
        rank_csv("id,gaol,cloud,cloud.required,languages.trian,,priorities.grph\n")
    told = [str(problem) for problem in caught.value.problems]
    assert [line.startswith("t.csv:1: ") for line in told] == [True] * 5
    for word, line in zip(("`goal`", "`cloud.required` is given twice", "`languages.train`", "no name", "`priorities.graph`"),
                          told, strict=True):  # fmt: skip
        assert word in line


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_a_table_without_a_header_is_refused(text: str) -> None:
    """An empty CSV file has no columns; an empty JSON Lines file has no rows."""
    with pytest.raises(InputError, match="is empty"):
        rank_csv(text)
    assert rank_json(text).ranked == []


def test_a_header_alone_gives_a_header_alone() -> None:
    """No rows in, no rows out."""
    (header,) = rank_csv("id,goal\n").table.splitlines()
    assert header.startswith("id,edition,winner,score,runner_up,margin,kind,")
    assert rank_json("").table == rank_csv("id,goal\n").table == f"{header}\n"


def test_formulas_in_ids_are_inert() -> None:
    """What a spreadsheet would compute gets an apostrophe before it in CSV, and stays as it is in the data."""
    ids = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "a=1"]
    ran = rank_json("".join(json.dumps({"id": id_}) + "\n" for id_ in ids))
    assert [one.id for one in ran.ranked] == ids
    written = [line.split(",")[0] for line in ran.table.splitlines()[1:]]
    assert written == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "' =1", "'＝1", "a=1"]
    assert [inert(one) for one in ids] == written


def test_parquet_columns_of_every_kind() -> None:
    """Lists, text lists, structs, categories and numbers are understood; other kinds reject the row."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "id": [1.0, 2.0, 3.0],
            "cloud": [["aws", "gcp"], None, []],
            "os.preferred": ["linux; macos", None, ""],
            "languages": [{"train": ["python"], "serve": None}, None, {"train": None, "serve": ["c"]}],
            "goal": pyarrow.array(["both", None, "research"]).dictionary_encode(),
            "weights.graph": [1, None, None],
            "edition": [2018, None, 2026],
        }
    )
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    expected = rank_json(
        '{"id": 1, "cloud": ["aws", "gcp"], "os": {"preferred": ["linux", "macos"]}, "languages": {"train": ["python"]},'
        ' "goal": "both", "weights": {"graph": 1}, "edition": 2018}\n{"id": 2}\n'
        '{"id": 3, "languages": {"serve": ["c"]}, "goal": "research", "edition": "2026"}\n'
    )
    ran = rank_parquet(stream.getvalue())
    assert ran.rejected == []
    assert ran.ranked == expected.ranked
    (bad,) = rank_parquet(as_parquet([{"goal": 3, "title": "t"}])).rejected
    assert (bad.row, bad.line, bad.input) == (1, None, {"goal": 3, "title": "t"})
    assert "`goal`: `3` is not allowed" in bad.problems[0]
