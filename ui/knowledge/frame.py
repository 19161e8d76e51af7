"""The Knowledge tab's frame, which page scripts fill, so that nothing jumps. Pure HTML."""

import json
from collections.abc import Sequence
from html import escape

from ui.knowledge.words import KnowledgeWords
from ui.words import Words


def frame(words: Words, supported: Sequence[str]) -> str:
    """The tab, empty.

    Args:
        supported: endings of the files that are read, with their dots.
    """
    said = words.knowledge
    return f"""<div class="knowledge" id="knowledge-frame" data-supported="{" ".join(supported)}"
 data-words="{escape(json.dumps(_for_scripts(said)))}">
<header><h1>{escape(said.title)}</h1><p>{escape(said.introduction)}</p></header>
{_drop(said, supported)}
<div class="problem" id="knowledge-problem" role="alert" hidden></div>
<div class="hidden" id="knowledge-say" role="status" aria-live="polite"></div>
{_search(said)}
<div class="halves"><section aria-labelledby="documents-title">
<h2 id="documents-title" tabindex="-1">{escape(said.documents)}</h2>
<div class="filters"><div class="shown" id="documents-shown" role="group"
 aria-labelledby="documents-title"></div>
<label class="hidden" for="documents-filter">{escape(said.filter_name)}</label>
<input id="documents-filter" type="search" placeholder="{escape(said.filter_name)}"
 autocomplete="off"></div>
<div class="documents" id="documents-list"></div></section>
{_side(said)}</div></div>"""


def _drop(said: KnowledgeWords, supported: Sequence[str]) -> str:
    accept = escape(",".join(supported))
    return f"""<div class="drop" id="drop"><p><b>{escape(said.drop)}</b>
<span>{escape(said.drop_or)}</span></p>
<div class="acts"><button type="button" class="strong" data-do="choose-files"
>{escape(said.choose_files)}</button>
<button type="button" class="quiet" data-do="choose-folder">{escape(said.choose_folder)}</button>
<label>{escape(said.into)} <select id="drop-into" autocomplete="off"></select></label></div>
<input type="file" id="choose-files" multiple accept="{accept}" hidden
 aria-label="{escape(said.choose_files)}">
<input type="file" id="choose-folder" webkitdirectory hidden
 aria-label="{escape(said.choose_folder)}">
<div id="sending" hidden><div class="progress"><progress max="1" value="0"
 aria-labelledby="sending-said"></progress><span id="sending-said"></span></div></div>
<p class="note" id="sending-skipped" hidden></p>
<div class="problem" id="sending-failed" role="alert" hidden><b></b><ul></ul>
<button type="button" class="link" data-do="dismiss-failed">{escape(said.dismiss)}</button></div>
</div>"""


def _side(said: KnowledgeWords) -> str:
    return f"""<aside>
<section aria-labelledby="collections-title">
<h2 id="collections-title">{escape(said.collections)}</h2>
<div class="collections" id="collections-list"></div>
<form class="line" data-form="collection-make"><label class="hidden" for="collection-new"
>{escape(said.collection_new)}</label><input id="collection-new" name="name" required
 maxlength="80" autocomplete="off" placeholder="{escape(said.collection_new)}">
<button type="submit" class="quiet">{escape(said.collection_make)}</button></form>
<p class="note">{escape(said.collections_note)}</p></section>
<section aria-labelledby="folders-title"><h2 id="folders-title">{escape(said.folders)}</h2>
<div class="folders" id="folders-list"></div>
<form class="line" data-form="folder-watch"><label class="hidden" for="folder-path"
>{escape(said.folder_path)}</label><input id="folder-path" name="path" required
 autocomplete="off" spellcheck="false" placeholder="{escape(said.folder_path)}">
<button type="submit" class="quiet">{escape(said.folder_watch)}</button></form>
<p class="note">{escape(said.folders_note)}</p></section>
<section aria-labelledby="index-title"><h2 id="index-title">{escape(said.index)}</h2>
<div id="index-card"></div>
<button type="button" class="link" data-do="index-rebuild"
 title="{escape(said.index_rebuild_note)}">{escape(said.index_rebuild)}</button></section></aside>"""


def _search(said: KnowledgeWords) -> str:
    return f"""<section class="trial" aria-labelledby="find-title">
<h2 id="find-title">{escape(said.search)}</h2><p class="note">{escape(said.search_note)}</p>
<form class="line" data-form="find"><label class="hidden" for="find-text"
>{escape(said.search_field)}</label><input id="find-text" type="search" name="query" required
 maxlength="2000" autocomplete="off" placeholder="{escape(said.search_field)}">
<button type="submit" class="strong">{escape(said.search_run)}</button></form>
<div id="find-status" role="status"></div><div id="find-list" class="hits"></div></section>"""


def _for_scripts(said: KnowledgeWords) -> dict[str, object]:
    return {
        "sending": said.sending,
        "sent": said.sent,
        "failed": said.sending_failed,
        "skipped": said.skipped,
        "lost": {"message": said.upload_failed, "hint": said.upload_failed_hint},
        "searching": said.searching,
        "rebuilding": said.index_rebuilding,
        "rebuilt": said.index_rebuilt,
        "unread": said.progress_said,
        "allRead": said.all_read,
    }
