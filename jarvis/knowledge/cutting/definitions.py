"""What a node of a syntax tree defines: a class, a function, a type, by its name.

Node types differ from grammar to grammar, but the same few words are used for the same things.
"""

from typing import Any

TYPES = {
    "class": "class_definition class_declaration class_specifier abstract_class_declaration class",
    "struct": "struct_specifier struct_item struct_declaration",
    "interface": "interface_declaration",
    "trait": "trait_item trait_declaration",
    "enum": "enum_specifier enum_item enum_declaration",
    "record": "record_declaration",
    "impl": "impl_item",
    "mod": "mod_item",
    "module": "module",
    "namespace": "namespace_definition namespace_declaration internal_module",
    "type": "type_declaration type_alias_declaration type_item",
    "": "function_definition function_declaration generator_function_declaration function_item "
    "method_definition method_declaration constructor_declaration method singleton_method "
    "lexical_declaration macro_definition",
}
KEYWORD = {types: word for word, row in TYPES.items() for types in row.split()}

FUNCTION = {"python": "def", "ruby": "def", "go": "func", "rust": "fn", "bash": "function"}
"""How a language announces a function; elsewhere its name is followed by brackets."""

WRAPPERS = frozenset({"decorated_definition", "export_statement", "template_declaration"})
CALLABLE = frozenset({"arrow_function", "function_expression", "class"})
LONGEST = 80
DEEPEST_DECLARATOR = 8


def definition(node: Any, language: str) -> str:
    """What a node defines, such as "class Kettle" or "def boil"; "" if it is no definition."""
    if node.type in WRAPPERS:
        found = (definition(child, language) for child in node.named_children)
        return next(filter(None, found), "")
    if not node.is_named or node.type not in KEYWORD:
        return ""
    if node.type == "lexical_declaration" and not _is_callable(node):
        return ""
    name = _name(node)
    if not name:
        return ""
    word = KEYWORD[node.type] or FUNCTION.get(language, "")
    return f"{word} {name}" if word else f"{name}()"


def _is_callable(node: Any) -> bool:
    """Whether `const boil = () => …` declares a function."""
    declared = node.named_children[0] if node.named_children else None
    value = declared.child_by_field_name("value") if declared else None
    return value is not None and value.type in CALLABLE


def _name(node: Any) -> str:
    named = node.child_by_field_name("name") or node.child_by_field_name("type")
    if named is None or node.child_by_field_name("declarator"):
        named = _declared(node) or _first_name(node)
    words = named.text.decode("utf-8", "replace").split() if named else []
    return " ".join(words)[:LONGEST]


def _declared(node: Any) -> Any | None:
    """The name within C's declarators: `*name(int x)`."""
    inner = node.child_by_field_name("declarator")
    for _ in range(DEEPEST_DECLARATOR):
        deeper = inner.child_by_field_name("declarator") if inner else None
        if deeper is None:
            return inner
        inner = deeper
    return inner


def _first_name(node: Any) -> Any | None:
    """The name of the first thing that a declaration declares: Go's `type Kettle struct`."""
    inner = node.named_children[0] if node.named_children else None
    return inner.child_by_field_name("name") if inner else None
