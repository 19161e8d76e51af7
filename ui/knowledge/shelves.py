"""Collections, watched folders and the search index, as the Knowledge tab shows them. Pure."""

from collections.abc import Sequence
from html import escape

from jarvis.knowledge.documents import DEFAULT_COLLECTION, Collection
from jarvis.knowledge.standing import FolderStanding, Standing
from ui.figures import percent
from ui.knowledge.document_cards import confirmed, counted
from ui.knowledge.passage import collection_name
from ui.words import Words


def collection_list(collections: Sequence[Collection], chosen: str, words: Words) -> str:
    """Every collection, as the filter of the documents beside it.

    Args:
        chosen: the one that is looked at; "" is all.
    """
    said = words.knowledge
    total = sum(collection.documents for collection in collections)
    every = _choice("", said.all_collections, total, chosen, words)
    first = f'<article id="collection-all">{every}</article>'
    return first + "".join(_collection(collection, chosen, words) for collection in collections)


def _choice(name: str, title: str, count: int, chosen: str, words: Words) -> str:
    said = words.knowledge
    label = f"{said.collection_choose.format(name=title)}: "
    label += counted(said.documents_count, count, words)
    current = ' aria-current="true"' if name == chosen else ""
    return (
        f'<button type="button" class="choose" data-do="collection" aria-label="{escape(label)}"'
        f'{current} data-collection="{escape(name)}"><bdi>{escape(title)}</bdi>'
        f"<small>{count}</small></button>"
    )


def _collection(collection: Collection, chosen: str, words: Words) -> str:
    said, name = words.knowledge, collection.name
    title = collection_name(name, words)
    documents = counted(said.documents_count, collection.documents, words)
    sure = said.collection_delete_sure.format(documents=documents)
    acts = "" if name == DEFAULT_COLLECTION else _renaming(name, words)
    if acts or collection.documents:
        acts += confirmed("collection-delete", said.collection_delete, sure, said.delete_now)
    return (
        f'<article id="collection-{_identifier(name)}" data-collection="{escape(name)}">'
        f"{_choice(name, title, collection.documents, chosen, words)}"
        f'<span class="acts">{acts}</span></article>'
    )


def _renaming(name: str, words: Words) -> str:
    said = words.knowledge
    label = escape(said.collection_rename)
    return (
        f'<details class="confirm"><summary class="icon edit" title="{label}"'
        f' aria-label="{label}"></summary><form data-form="collection-rename">'
        f'<label>{escape(said.collection_name)} <input name="name" required maxlength="80"'
        f' autocomplete="off" value="{escape(name)}"></label>'
        f'<button type="submit" class="quiet">{escape(words.save)}</button></form></details>'
    )


def _identifier(name: str) -> str:
    """A name as an id of HTML: no two names have the same."""
    return name.encode().hex()


def collection_options(collections: Sequence[Collection], words: Words) -> str:
    """Where what is handed in may go; the usual place is always there, and first."""
    names = [collection.name for collection in collections if collection.name != DEFAULT_COLLECTION]
    return "".join(
        f'<option value="{escape(name)}">{escape(collection_name(name, words))}</option>'
        for name in (DEFAULT_COLLECTION, *names)
    )


def folder_list(folders: Sequence[FolderStanding], words: Words) -> str:
    """The watched folders."""
    return "".join(_folder(folder, words) for folder in folders)


def _folder(folder: FolderStanding, words: Words) -> str:
    said = words.knowledge
    facts = (
        counted(said.folder_files, folder.files, words),
        said.folder_watched.format(collection=collection_name(folder.collection, words)),
        said.folder_from_settings if folder.configured else "",
    )
    stop = (said.folder_stop, said.folder_stop_sure, said.folder_stop)
    act = "" if folder.configured else confirmed("unwatch", *stop)
    return (
        f'<article id="folder-{_identifier(folder.path)}" data-path="{escape(folder.path)}">'
        f'<div><h3><bdi>{escape(folder.path)}</bdi></h3><p class="facts">'
        f"{escape(' · '.join(filter(None, facts)))}</p>{_problem(folder.error, folder.hint)}</div>"
        f'<div class="acts">{act}</div></article>'
    )


def index_card(now: Standing, words: Words) -> str:
    """Which model compares meanings, and how far a change of it is."""
    said = words.knowledge
    lines = [said.index_model.format(model=now.model) if now.model else said.index_none]
    bar = ""
    if now.reindexing is not None:
        lines.append(said.index_coming.format(model=now.coming))
        bar = (
            f'<div class="progress"><progress max="1" value="{now.reindexing:.3f}"></progress>'
            f"<span>{escape(percent(now.reindexing, words))}</span></div>"
        )
    problem = _problem(now.error, now.hint)
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div id="index-now">{told}{bar}{problem}</div>'


def _problem(message: str, hint: str) -> str:
    if not message:
        return ""
    return (
        f'<div class="problem" role="alert"><b>{escape(message)}</b>'
        f"<span>{escape(hint)}</span></div>"
    )
