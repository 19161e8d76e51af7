"""The message field, the conversation list's frame and the empty page: HTML that never changes.

Page scripts (assets/*.js) bring it to life. It is drawn once; what changes comes through
`ui.link`, so that nobody's half-written message is drawn over.
"""

from html import escape

from ui.knowledge.choosing import attachments, chooser, clip
from ui.voice.talking import mute_button, talk_button, talk_strip
from ui.words import Example, Words, escaped


def composer(words: Words, file_max_mib: int) -> str:
    """The message field with everything around it."""
    said = words.knowledge
    documents, attach, attached = chooser(said), clip(said, file_max_mib), attachments(said)
    talk, strip, mute = talk_button(words.voice), talk_strip(words.voice), mute_button(words.voice)
    words = escaped(words)
    return f"""<form class="composer" id="composer" data-copied="{words.copied}"
 data-you="{words.you}" data-transcript="{words.transcript}">
<div class="notice" id="notice" role="status" hidden><span></span>
<button type="button" class="link" data-do="restore">{words.undo}</button></div>
<div class="problem" id="refused" role="alert" hidden></div>
<div class="notice" id="editing" hidden><span>{words.editing}</span>
<button type="button" class="link" data-do="cancel-edit">{words.cancel}</button></div>
{attached}
{strip}
<div class="field">{attach}<label class="hidden" for="question">{words.message}</label>
<textarea id="question" rows="1" placeholder="{words.message}" autocomplete="off"
 enterkeyhint="send"></textarea>{talk}
<button type="submit" class="round send" id="send" title="{words.send}"
 aria-label="{words.send}"></button>
<button type="button" class="round stop" id="stop" data-do="stop" title="{words.stop} (Esc)"
 aria-label="{words.stop}" hidden></button></div>
<div class="below">{documents}<p class="keys">{words.keys}</p>{mute}</div>
<div class="hidden" id="say" role="status" aria-live="polite"></div>
</form>"""


def sidebar_frame(words: Words) -> str:
    """What stands around the list of conversations; ${value} is the list."""
    words = escaped(words)
    return f"""<nav class="conversations" aria-label="{words.conversations}">
<button type="button" class="new" data-do="new">{words.new_chat}</button>
<label class="hidden" for="search">{words.search}</label>
<input id="search" type="search" placeholder="{words.search}" autocomplete="off">
<div class="list">${{value}}</div></nav>
<div class="card menu" id="menu" popover role="menu">
<button type="button" role="menuitem" data-do="ask-title">{words.rename}</button>
<a role="menuitem" id="as-markdown" download>{words.export_markdown}</a>
<a role="menuitem" id="as-json" download>{words.export_json}</a>
<button type="button" role="menuitem" class="grave" data-do="remove">{words.delete}</button>
</div>
<form class="card title-form" id="title-form" popover>
<label for="new-title">{words.rename_hint}</label>
<input id="new-title" maxlength="200" required autocomplete="off">
<div><button type="button" class="quiet" data-do="keep-title">{words.cancel}</button>
<button type="submit" class="strong">{words.save}</button></div></form>"""


def welcome(words: Words) -> str:
    """The empty page: what Jarvis is for, what to try, what to do next."""
    words = escaped(words)
    return f"""<div class="welcome"><h1>{words.greeting}</h1>
<p>{words.introduction}</p>
{_examples("any", words.examples)}{_examples("small", words.small_examples)}
<div class="advice" id="advice" hidden><p id="advice-text"></p>
<button type="button" class="link" data-do="models">{words.better_model}</button></div></div>"""


def _examples(kind: str, examples: tuple[Example, ...]) -> str:
    """Examples for any model, or those that a very small one can do."""
    return f'<div class="examples {kind}">{"".join(map(_example, examples))}</div>'


def _example(example: Example) -> str:
    question = escape(example.question)
    return (
        f'<button type="button" class="example" data-do="example" data-text="{question}">'
        f"<b>{escape(example.title)}</b><span>{question}</span></button>"
    )
