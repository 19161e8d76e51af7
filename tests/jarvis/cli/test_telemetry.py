"""`jarvis telemetry`, on a ledger that nobody has open, and through a server."""

import json
import threading

import pytest
import uvicorn
from fastapi import FastAPI
from typer.testing import CliRunner

from jarvis.api.errors import add_error_handlers
from jarvis.api.keeping import router
from jarvis.cli.ledger_access import Remote
from jarvis.cli.telemetry import telemetry_app
from jarvis.conversations import Conversations
from jarvis.errors import ConversationNotFound, DataDirectoryInUse, JarvisError, LedgerUnavailable
from jarvis.instance import Instance, hold, owner_token
from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry_settings import TelemetrySettings
from tests.jarvis.telemetry.filling import fill, rows
from tests.waiting import until


@pytest.fixture
def data_dir(tmp_path):
    """With 3,000 turns, from January 2026 on."""
    with open_database(tmp_path / "data" / "ledger", TelemetrySettings()).connection as file:
        fill(file, 3000)
    return tmp_path / "data"


@pytest.fixture
def run(data_dir):
    """Run a command; an error of ours is raised as `jarvis` would get to see it."""

    def run(*words, typed=""):
        words = [*map(str, words), "--data-dir", str(data_dir)]
        result = CliRunner().invoke(telemetry_app, words, input=typed)
        if isinstance(result.exception, JarvisError):
            raise result.exception
        return result

    return run


def test_stats_for_people_and_for_programs(run):
    figures = json.loads(run("stats", "--days", 3650, "--json").stdout)
    assert figures["period_days"] == 3650
    assert figures["accuracy"]["accuracy_avg"] == 1.0
    lines = run("stats", "--days", 3650).stdout.splitlines()
    assert "3,000" in next(line for line in lines if line.startswith("Decisions"))
    assert "100.0%" in next(line for line in lines if line.startswith("Accuracy"))


def test_export_names_each_file_and_its_rows(run, tmp_path):
    said = run("export", tmp_path / "out", "--format", "jsonl").stdout
    assert f"{tmp_path}/out/decisions.jsonl: 3,000 rows" in said
    assert len((tmp_path / "out" / "decisions.jsonl").read_text().splitlines()) == 3000


def test_a_format_that_there_is_not_names_those_there_are(run, tmp_path):
    with pytest.raises(JarvisError, match="xml") as raised:
        run("export", tmp_path / "out", "--format", "xml")
    assert "parquet" in raised.value.hint


def test_export_says_that_words_are_not_in_it(run):
    assert "not in the ledger" in " ".join(run("export", "--help").stdout.split())


def test_verify_ends_with_1_when_something_is_broken(run, data_dir):
    assert run("verify").exit_code == 0
    with open_database(data_dir / "ledger", TelemetrySettings()).connection as file:
        file.execute("UPDATE decision SET confidence = 2 WHERE id = 'turn-1'")
    result = run("verify", "--json")
    assert result.exit_code == 1
    assert [f["found"] for f in json.loads(result.stdout) if not f["well"]] == ["not for 1"]


def test_retain_says_what_it_moved(run):
    assert "15,000 rows of 2026-01 to 2026-05" in run("retain", "--months", 1).stdout
    assert "Nothing" in run("retain", "--months", 1).stdout


def test_erase_asks_first(run, data_dir):
    conversations = Conversations(data_dir / "conversations.db")
    conversation = conversations.create("ana", "Mine").id
    assert run("erase", "--conversation", conversation, typed="n\n").exit_code == 1
    conversations.get("ana", conversation)
    assert "Erased" in run("erase", "--conversation", conversation, "--yes").stdout
    with pytest.raises(ConversationNotFound):
        conversations.get("ana", conversation)
    conversations.close()


def test_rollback_says_what_is_lost_and_wants_a_yes(run, data_dir):
    folder = data_dir / "ledger"
    (folder / "ledger.v1.duckdb").write_bytes((folder / FILE).read_bytes())
    with open_database(folder, TelemetrySettings()).connection as file:
        file.execute("INSERT INTO decision SELECT * FROM decision LIMIT 5")
    with pytest.raises(JarvisError, match="Nothing was changed"):
        run("rollback")
    assert "5 decisions" in run("rollback", "--yes").stdout
    with open_database(folder, TelemetrySettings()).connection as file:
        assert rows(file) == 3000


def test_rollback_is_refused_while_a_server_runs(run, data_dir):
    with hold(data_dir, "http://127.0.0.1:1"), pytest.raises(DataDirectoryInUse):
        run("rollback", "--yes")


def test_two_commands_do_not_meet(run, data_dir):
    with hold(data_dir, ""), pytest.raises(DataDirectoryInUse):
        run("stats")


def test_a_server_that_does_not_answer_is_told(run, data_dir):
    with hold(data_dir, "http://127.0.0.1:1"), pytest.raises(JarvisError, match="doesn't answer"):
        run("stats")


class Upkeep:
    """Records what it is asked for."""

    def __init__(self):
        self.asked = []

    def __getattr__(self, action):
        def answer(*arguments):
            self.asked.append((action, *arguments))
            if action == "retain":
                raise LedgerUnavailable("No room.", "Make some.")
            return {"erase": 3, "verify": []}.get(action, {"a": 1})

        return answer


@pytest.fixture
def server(data_dir):
    """A Jarvis on a free port, which has only the upkeep's routes."""
    upkeep, app = Upkeep(), FastAPI()
    app.include_router(router(upkeep, owner_token(data_dir)))
    add_error_handlers(app, "log")
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield upkeep, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_a_server_is_asked_for_each(server, data_dir):
    upkeep, url = server
    remote = Remote(Instance(1, url), owner_token(data_dir))
    assert remote.stats(7) == {"a": 1}
    assert remote.export("/a", "csv") == {"a": 1}
    assert remote.verify() == []
    assert remote.erase("c") == 3
    with pytest.raises(JarvisError, match="No room") as raised:
        remote.retain(2)
    assert raised.value.hint == "Make some."
    assert upkeep.asked == [
        ("stats", 7),
        ("export", "/a", "csv"),
        ("verify",),
        ("erase", "c"),
        ("retain", 2),
    ]


def test_the_command_line_goes_through_the_server_that_runs(run, server, data_dir):
    upkeep, url = server
    with hold(data_dir, url):
        assert "3 turns" in run("erase", "--conversation", "c", "--yes").stdout
    assert upkeep.asked == [("erase", "c")]


def test_a_wrong_token_is_told(server):
    _, url = server
    with pytest.raises(JarvisError, match="owner"):
        Remote(Instance(1, url), "wrong").stats(7)
