"""Every error that a person may meet, on one page.

Each carries a message (what happened, in words) and a hint (what to do about it). The command
line and the page print both and no traceback; the log keeps the traceback.

    JarvisError
    ├── ConfigError            config.toml or an option says something we can't use
    ├── DataDirectoryInUse     another Jarvis runs on the same data directory
    ├── PortInUse              another program listens on the port
    ├── HostRefused            a bind address that would let other machines in
    ├── InvalidRequest         a message or an API body that can't be answered
    │   ├── SpokeTooLong       somebody spoke longer than config.toml allows
    │   ├── NotHeard           no sound came under that id, or it is forgotten
    │   └── LanguageUnavailable  nothing here understands that language
    ├── ConversationNotFound   no such conversation, or it is another person's
    ├── QueueFull              more turns wait than config.toml allows
    ├── RateLimited            a client asks more often than config.toml allows
    ├── DecisionNotFound       no such turn or decision in the ledger
    ├── LedgerUnavailable      the ledger can't be written or read now
    ├── GuardrailsUnavailable  the checks of what goes in and out can't be loaded
    ├── DocumentRefused        a file that can't be taken, or can't be read
    ├── DocumentNotFound       no such document, passage or collection
    ├── KnowledgeUnavailable   documents can't be written or searched now
    └── models.errors.ModelError
        ├── ModelNotFound      no card, file or folder of that name
        ├── ModelFileInvalid   weights missing, truncated or of another format
        ├── ModelTooLarge      the model doesn't fit this machine's memory
        ├── EngineUnavailable  the engine's package or device isn't here
        ├── NoModelReady       no chat model is loaded (yet, or any more)
        │   ├── NoRecogniser       nothing here can listen
        │   └── NoVoice            nothing here can speak, or not in that language
        ├── ContextTooLong     the prompt is longer than the model's context
        ├── GenerationFailed   the engine broke off while it answered
        ├── SoundInvalid       a sound file is empty, damaged, too long, or no sound
        ├── RecogniserSteppedDown  a recogniser broke off; another one listens
        ├── VoiceSteppedDown   a voice broke off; another one speaks
        ├── ListeningCancelled nobody waits any more for what is said in a sound file
        └── DownloadError      weights could not be fetched
            ├── HubUnreachable     the model hub can't be reached, or we are offline
            ├── NotEnoughDisk      too little room for the weights
            ├── IntegrityError     what came isn't what the hub promised
            └── DownloadCancelled  a person stopped it
"""


class JarvisError(Exception):
    """An error with a cause and a remedy.

    Args:
        message: what happened, one sentence.
        hint: what the person can do about it, one or two sentences; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigError(JarvisError):
    """A setting is unknown, of the wrong type, or out of range."""


class DataDirectoryInUse(JarvisError):
    """Another Jarvis holds the data directory's lock."""


class PortInUse(JarvisError):
    """The port is taken."""


class HostRefused(JarvisError):
    """The bind address would open Jarvis to other machines."""


class InvalidRequest(JarvisError):
    """A message or request body can't be answered as it is."""


class SpokeTooLong(InvalidRequest):
    """What somebody says is longer than config.toml allows; what came before it is kept."""


class NotHeard(InvalidRequest):
    """No sound came under that id, or it has been forgotten."""


class LanguageUnavailable(InvalidRequest):
    """No recogniser here understands the language that was chosen."""


class ConversationNotFound(JarvisError):
    """No such conversation, for this person."""


class QueueFull(JarvisError):
    """Too many turns are waiting already."""


class RateLimited(JarvisError):
    """A client asks too often.

    Args:
        retry_after_seconds: when the next request will be taken.
    """

    def __init__(self, message: str, hint: str = "", *, retry_after_seconds: int) -> None:
        super().__init__(message, hint)
        self.retry_after_seconds = retry_after_seconds


class DecisionNotFound(JarvisError):
    """No turn, decision or agent of that name in the ledger."""


class LedgerUnavailable(JarvisError):
    """The ledger is off, damaged, or its disk is full; nothing was recorded."""


class GuardrailsUnavailable(JarvisError):
    """Nothing can be checked, so nothing is answered."""


class DocumentRefused(JarvisError):
    """A file is empty, too large, locked, damaged, or of a kind that nothing here reads."""


class DocumentNotFound(JarvisError):
    """No document, passage, collection or watched folder of that name."""


class KnowledgeUnavailable(JarvisError):
    """The documents' database is damaged, or its disk is full; chat goes on without it."""
