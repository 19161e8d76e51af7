"""Code, cut by definition, and tables, cut by row."""

import pytest

from jarvis.knowledge.cutting import cut
from jarvis.knowledge.documents import Extract, Piece

KETTLE = '''\
"""A kettle."""

import time


class Kettle:
    """Boils water."""

    def boil(self, litres):
        # Takes four minutes a litre.
{long}
        return litres

    @property
    def full(self):
        return self.litres > 1.7


async def pour(cup):
    cup.fill()
'''

DEFINED = {
    "javascript": (
        "// brews\nexport class Kettle {\n  boil(t) {\n    return t;\n  }\n}\n"
        "export const pour = (a) => {\n  return a;\n};\n",
        {"class Kettle", "class Kettle › boil()", "pour()"},
    ),
    "typescript": (
        "interface Pot { litres: number }\nnamespace Tea { export function leaf(): void {} }\n",
        {"interface Pot", "namespace Tea › leaf()"},
    ),
    "tsx": ("function Cup() { return <b>tea</b>; }\n", {"Cup()"}),
    "c": (
        "struct pot { int a; };\nint *boil(int t) {\n  return &t;\n}\n",
        {"struct pot", "boil()"},
    ),
    "cpp": (
        "namespace tea {\nint Kettle::drain() { return 0; }\n}\n",
        {"namespace tea › Kettle::drain()"},
    ),
    "go": (
        "type Kettle struct { a int }\n\nfunc (k *Kettle) Boil(t int) int { return t }\n",
        {"type Kettle", "func Boil"},
    ),
    "rust": (
        "struct Kettle { a: u8 }\nimpl Kettle {\n  fn boil(&self) -> u8 { 1 }\n}\n",
        {"struct Kettle", "impl Kettle › fn boil"},
    ),
    "java": (
        "class Kettle {\n  public int boil(int t) { return t; }\n}\n",
        {"class Kettle", "class Kettle › boil()"},
    ),
    "c_sharp": ("namespace Tea {\n  public struct Cup { }\n}\n", {"namespace Tea › struct Cup"}),
    "ruby": (
        "module Tea\n  class Kettle\n    def boil(t)\n      t\n    end\n  end\nend\n",
        {"module Tea › class Kettle › def boil"},
    ),
    "php": (
        "<?php\nclass Kettle { public function boil($t) { return $t; } }\n",
        {"class Kettle › boil()"},
    ),
    "bash": ("boil() {\n  echo hot\n}\nfunction pour { echo tea; }\n", {"function pour"}),
}


def pieces(text: str, code: str, characters: int = 900) -> list[Piece]:
    return list(cut(Extract(text, "code", code=code), characters))


def test_a_long_definition_is_cut_between_statements_and_keeps_its_name() -> None:
    statements = "\n".join(f"        time.sleep({number})  # a minute" for number in range(40))
    found = pieces(KETTLE.replace("{long}", statements), "python")
    assert {piece.heading for piece in found} == {
        "",
        "class Kettle",
        "class Kettle › def boil",
        "class Kettle › def full",
        "def pour",
    }
    inside = [piece for piece in found if piece.heading.endswith("boil")]
    assert len(inside) == 2
    assert inside[0].text.startswith("def boil")
    assert all(piece.text.splitlines()[0].strip().startswith(("def", "time")) for piece in inside)


def test_a_definition_keeps_its_decorator_and_the_comment_above_it() -> None:
    text = "# Says how hot.\n@cache\ndef heat(kettle):\n    return kettle.heat\n"
    found = pieces("x = 1\n" * 140 + text, "python")
    assert found[-1].text == text.strip()
    assert found[-1].heading == "def heat"


def test_short_definitions_share_a_piece() -> None:
    text = "".join(f"def step{number}():\n    return {number}\n\n\n" for number in range(9))
    assert len(pieces(text, "python")) == 1


def test_a_file_in_one_piece_has_no_heading() -> None:
    assert [piece.heading for piece in pieces(KETTLE.replace("{long}", ""), "python")] == [""]


@pytest.mark.parametrize("code", DEFINED)
def test_definitions_are_known_in_every_language(code: str) -> None:
    text, names = DEFINED[code]
    assert names <= {piece.heading for piece in pieces(text, code, 30)}


def test_letters_of_several_bytes_move_nothing() -> None:
    text = "s = '€ñ😀'\n\n\ndef añadir():\n    return '…'\n\n\n" * 12
    found = pieces(text, "python", 200)
    assert all(piece.text.startswith(("s = ", "def ")) for piece in found)


@pytest.mark.parametrize("code", ["json", "cobol", ""])
def test_without_a_grammar_code_is_cut_at_blank_lines(code: str) -> None:
    part = "\n".join(f"  line {number} of it" for number in range(30))
    found = pieces(f"{part}\n\n{part}\n\n{part}", code)
    assert [piece.text for piece in found] == [part.strip()] * 3


def test_broken_code_is_cut_too() -> None:
    text = "def boil(:\n  ]]] return\nclass {{{\n" * 100
    assert "".join(piece.text for piece in pieces(text, "python")).count("boil") == 100


def test_a_tables_rows_stay_whole_and_know_its_head() -> None:
    rows = [f'{number};"note\nin two lines, number {number}";Ávila' for number in range(60)]
    text = "\n".join(["No;Note;City", *rows])
    found = list(cut(Extract(text, "table")))
    assert len(found) > 2
    assert found[0].heading == ""
    assert {piece.heading for piece in found[1:]} == {"No | Note | City"}
    assert all(piece.text.endswith("Ávila") for piece in found)


def test_a_stray_quotation_mark_does_not_swallow_the_table() -> None:
    text = 'size,note\n19",rack\n' + "".join(f"{number},row\n" for number in range(4000))
    found = list(cut(Extract(text, "table")))
    assert found[-1].text.endswith("3999,row")
    assert max(len(piece.text) for piece in found) <= 990
