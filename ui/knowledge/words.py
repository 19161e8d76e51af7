"""The words about documents, typed as all words are (`ui.words`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from jarvis.knowledge.documents import Status

Counted = tuple[str, str]
"""What is said of one, and of more; `{count}` is how many."""

Told = tuple[str, str]
"""What happened, and what to do about it."""


@dataclass(frozen=True, slots=True)
class KnowledgeWords:
    """What is said of documents. Names in braces are filled in by `str.format`.

    Attributes:
        refusals: why a file couldn't be read, by the kind that reading gives; formats: what its
            formats are called. Empty in English, in which reading speaks itself.
    """

    tab: str
    title: str
    introduction: str
    refusals: Mapping[str, Told]
    formats: Mapping[str, str]

    # hand in
    drop: str
    drop_or: str
    choose_files: str
    choose_folder: str
    into: str
    sending: str
    sent: Counted
    sending_failed: Counted
    skipped: Counted
    dismiss: str
    upload_failed: str
    upload_failed_hint: str

    # the documents
    documents: str
    filter_name: str
    shown: Mapping[str, str]
    empty: str
    empty_filter: str
    page_of: str
    newer: str
    older: str
    states: Mapping[Status, str]
    waits: str
    pages: Counted
    passages: Counted
    seconds_left: str
    minutes_left: str
    watched_file: str
    original: str
    retry: str
    cancel: str
    delete: str
    delete_sure: str
    delete_now: str
    progress_said: str
    all_read: str

    # collections
    collections: str
    collections_note: str
    all_collections: str
    default_collection: str
    documents_count: Counted
    collection_new: str
    collection_name: str
    collection_make: str
    collection_rename: str
    collection_delete: str
    collection_delete_sure: str
    collection_choose: str

    # watched folders
    folders: str
    folders_note: str
    folder_path: str
    folder_watch: str
    folder_stop: str
    folder_stop_sure: str
    folder_files: Counted
    folder_watched: str
    folder_from_settings: str

    # the index
    index: str
    index_model: str
    index_none: str
    index_coming: str
    index_rebuild: str
    index_rebuild_note: str
    index_rebuilding: str
    index_rebuilt: str

    # search
    search: str
    search_note: str
    search_field: str
    search_run: str
    searching: str
    search_nothing: str
    search_no_documents: str
    search_threshold: str
    search_silent: str
    search_took: str
    score: str
    score_dense: str
    score_lexical: str
    score_reranked: str
    score_exact: str
    score_none: str
    show_context: str

    # in Chat
    chooser: str
    chooser_title: str
    modes: Mapping[str, Told]
    chosen: Mapping[str, str]
    chooser_collections: str
    attach: str
    attach_drop: str
    attached: str
    detach: str
    attach_hold: str
    attach_send_now: str

    # sources
    sources: str
    source: str
    source_page: str
    source_line: str
    source_not_cited: str
    source_doubted: str
    source_title: str
    source_picture: str
    source_gone: str
    source_gone_hint: str
    source_open: str
    source_previous: str
    source_next: str
    source_place: str
    source_loading: str
    nothing_found: str
    without_documents: str
