"""What can go wrong with a model. The whole tree is drawn in `jarvis.errors`."""

from jarvis.errors import JarvisError


class ModelError(JarvisError):
    """Anything that a model, its engine or its weights do wrong."""


class ModelNotFound(ModelError):
    """No card, file or folder answers to that name."""


class ModelFileInvalid(ModelError):
    """The weights are missing, truncated or not what the engine reads."""


class ModelTooLarge(ModelError):
    """The model needs more memory than this machine has."""


class EngineUnavailable(ModelError):
    """The engine's package isn't installed, or its device isn't here."""


class NoModelReady(ModelError):
    """No chat model is loaded: it is still loading, or loading failed."""


class NoRecogniser(NoModelReady):
    """Nothing here can listen."""


class NoVoice(NoModelReady):
    """Nothing here can speak, or not in that language."""


class ContextTooLong(ModelError):
    """The prompt has more tokens than the model's context holds.

    Args:
        tokens: the prompt's length in tokens, or None where the engine doesn't say.
        limit: the context's length in tokens.
    """

    def __init__(self, message: str, hint: str = "", *, tokens: int | None, limit: int) -> None:
        super().__init__(message, hint)
        self.tokens = tokens
        self.limit = limit


class GenerationFailed(ModelError):
    """The engine broke off while it answered."""


class DownloadError(ModelError):
    """Weights could not be fetched."""


class HubUnreachable(DownloadError):
    """The model hub can't be reached, or Jarvis runs offline."""


class NotEnoughDisk(DownloadError):
    """The disk has too little room for the weights."""


class IntegrityError(DownloadError):
    """A downloaded file's size or hash isn't what the hub promised."""


class DownloadCancelled(DownloadError):
    """A person stopped the download."""


class SoundInvalid(ModelError):
    """A sound file is empty, damaged, too long, or no sound at all."""


class RecogniserSteppedDown(ModelError):
    """A recogniser broke off, or can't be loaded; another one listens, or the same one again."""


class VoiceSteppedDown(ModelError):
    """A voice broke off, or can't be loaded; another one speaks."""


class ListeningCancelled(ModelError):
    """Nobody waits any more for what is said in a sound file."""
