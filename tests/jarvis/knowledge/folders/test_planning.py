from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.documents import Document, Status
from jarvis.knowledge.folders.planning import plan

PATHS = ("/d/a.md", "/d/b.md", "/d/c.md")
DIGESTS = ("one", "two", "three")


def document(id_, path, digest, status=Status.READY):
    return Document(id_, "documents", path, 1, digest, status, origin=path)


def test_a_new_file_is_handed_in():
    changes = plan({"/d/a.md": "one"}, [])
    assert changes.add == ("/d/a.md",)
    assert not changes.remove


def test_a_file_that_is_gone_takes_its_document_along():
    assert plan({}, [document("1", "/d/a.md", "one")]).remove == ("1",)


def test_a_file_that_stayed_the_same_is_left_alone():
    changes = plan({"/d/a.md": "one"}, [document("1", "/d/a.md", "one")])
    assert (changes.remove, changes.add, changes.awaited) == ((), (), frozenset())


def test_the_old_text_stays_until_the_new_one_is_ready():
    old = document("1", "/d/a.md", "one")
    changes = plan({"/d/a.md": "two"}, [old])
    assert (changes.remove, changes.add) == ((), ("/d/a.md",))
    new = document("2", "/d/a.md", "two", Status.READING)
    changes = plan({"/d/a.md": "two"}, [old, new])
    assert (changes.remove, changes.add) == ((), ())
    assert changes.awaited == {"two"}
    changes = plan({"/d/a.md": "two"}, [old, replace(new, status=Status.READY)])
    assert changes.remove == ("1",)


def test_what_was_not_read_yet_gives_way_at_once():
    changes = plan({"/d/a.md": "two"}, [document("1", "/d/a.md", "one", Status.QUEUED)])
    assert (changes.remove, changes.add) == (("1",), ("/d/a.md",))


def test_a_file_that_is_changed_back_needs_no_reading():
    old = document("1", "/d/a.md", "one")
    new = document("2", "/d/a.md", "two", Status.READING)
    changes = plan({"/d/a.md": "one"}, [old, new])
    assert (changes.remove, changes.add) == (("2",), ())


def test_a_file_that_is_being_written_waits():
    changes = plan({"/d/a.md": None}, [document("1", "/d/a.md", "one")])
    assert (changes.remove, changes.add) == ((), ())


def test_of_two_files_with_one_text_the_other_is_read_when_the_first_goes():
    first = document("1", "/d/a.md", "one")
    assert plan({"/d/a.md": "one", "/d/b.md": "one"}, [first]).add == ()
    changes = plan({"/d/b.md": "one"}, [first])
    assert (changes.remove, changes.add) == (("1",), ("/d/b.md",))


def test_what_a_person_removed_stays_out_until_it_changes():
    def left_out(path, digest):
        return digest == "one"

    assert plan({"/d/a.md": "one"}, [], left_out).add == ()
    assert plan({"/d/a.md": "two"}, [], left_out).add == ("/d/a.md",)


@given(
    st.dictionaries(st.sampled_from(PATHS), st.sampled_from([*DIGESTS, None])),
    st.lists(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(DIGESTS), st.sampled_from(Status)),
        unique_by=lambda one: one[1],  # a collection holds a file once
    ),
)
def test_when_all_is_read_documents_and_files_are_the_same(digests, rows):
    documents = [document(str(i), *row) for i, row in enumerate(rows)]
    for _ in range(3):
        changes = plan(digests, documents)
        documents = [one for one in documents if one.id not in changes.remove]
        for path in changes.add:
            if all(one.sha256 != digests[path] for one in documents):
                documents.append(document(f"new {path}", path, digests[path]))
        documents = [
            replace(one, status=Status.READY) if one.sha256 == digests.get(one.origin) else one
            for one in documents
        ]
    settled = {path: digest for path, digest in digests.items() if digest is not None}
    known = {one.sha256 for one in documents}
    assert set(settled.values()) <= known
    assert all(one.origin in digests for one in documents)
    # Of a file that took over what another held, which is still being written, the old one waits.
    unsettled = {one.sha256 for one in documents if one.origin not in settled}
    assert all(
        one.sha256 == settled[one.origin] or settled[one.origin] in unsettled
        for one in documents
        if one.origin in settled
    )
    assert plan(digests, documents).add == ()
