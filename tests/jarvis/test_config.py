import dataclasses
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.config import DEFAULT_PATH, Config, load_config, parse
from jarvis.errors import ConfigError


def as_toml(section: object) -> dict[str, object]:
    """A section's values as TOML would give them; None can't be written there."""
    values = {}
    for f in dataclasses.fields(section):
        value = getattr(section, f.name)
        if dataclasses.is_dataclass(value):
            value = as_toml(value)
        if isinstance(value, tuple):
            value = [as_toml(v) if dataclasses.is_dataclass(v) else v for v in value]
        if value is not None:
            values[f.name] = value
    return values


def test_config_toml_shows_every_setting_with_its_default():
    assert tomllib.loads(DEFAULT_PATH.read_text("utf-8")) == as_toml(Config())


def test_each_line_of_config_toml_explains_its_setting():
    settings = [line for line in DEFAULT_PATH.read_text("utf-8").splitlines() if " = " in line]
    unexplained = [line for line in settings if "#" not in line]
    assert unexplained == [line for line in settings if line.startswith("system_prompt")]


@pytest.mark.parametrize(
    ("values", "named", "hint"),
    [
        ({"sever": {}}, "sever", "server"),
        ({"server": {"prot": 1}}, "server.prot", "port"),
        ({"engines": {"llama_cpp": {"n_thread": 1}}}, "engines.llama_cpp.n_thread", "n_threads"),
        ({"zzzzzz": 1}, "zzzzzz", "Known are"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(values, named, hint):
    with pytest.raises(ConfigError) as error:
        parse(values)
    assert named in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"server": {"port": "many"}}, "server.port"),
        ({"server": {"port": 70_000}}, "server.port"),
        ({"server": 3}, "server"),
        ({"models": {"context_length": 0}}, "models.context_length"),
        ({"assistant": {"temperature": -1}}, "assistant.temperature"),
        ({"page": {"updates_per_second": 0}}, "page.updates_per_second"),
        ({"voice": {"speed": 3}}, "voice.speed"),
        ({"log": {"level": "loud"}}, "log.level"),
        ({"server": {"open_browser": "maybe"}}, "server.open_browser"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(values, named):
    with pytest.raises(ConfigError, match=named):
        parse(values)


def test_the_command_line_wins_over_the_file(tmp_path):
    file = tmp_path / "my.toml"
    file.write_text('[server]\nport = 1234\nhost = "::1"\n')
    config = load_config(file, server={"port": 4321, "host": None})
    assert (config.server.port, config.server.host) == (4321, "::1")


@pytest.mark.parametrize("content", [b"[server\n", b"\xff\xfe", b"a = \n"])
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"broken\.toml"):
        load_config(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nothing\.toml"):
        load_config(tmp_path / "nothing.toml")


words = st.text(st.characters(codec="utf-8"), max_size=12)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from([f.name for f in dataclasses.fields(Config)]), anything))
def test_whatever_the_file_says_is_a_config_or_a_config_error(values):
    try:
        config = parse(values)
    except ConfigError as error:
        config = error.hint
    assert config
