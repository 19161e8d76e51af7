"""Fetch files from a Hugging Face hub: list them, download one with resume, check its hash.

huggingface_hub gives the listing, addresses, tokens and errors. The bytes are read here, because
its own download (1.33) throws a partial file away, sees a cancel only every 10 MB, and waits
without limit on a hub that stays silent. Knows nothing of cards or of where models live.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from models.errors import DownloadError, HubUnreachable
from models.transfer import (
    RemoteFile,
    bounded,
    disk_full,
    partial_path,
    response_until,
    size_of,
    stop_if,
    verify,
)

if TYPE_CHECKING:
    import httpx
    from huggingface_hub import ModelInfo
    from huggingface_hub.errors import HfHubHTTPError

_ANSWER_S = 3.5  # a hub that hasn't answered by then is unreachable
_LISTING_S = 30.0  # a repository may have a thousand files, and the line may be slow
_STALL_S = 15.0  # a download without a byte for so long is begun anew
_RETRIES = 3  # in a row, without a byte between them


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit, so that a change on the hub can't mix two versions."""

    name: str
    commit: str
    files: tuple[RemoteFile, ...]


class Hub:
    """A hub that speaks Hugging Face's protocol.

    Args:
        endpoint: its base URL; None is huggingface_hub's own setting (HF_ENDPOINT).
    """

    def __init__(self, endpoint: str | None = None) -> None:
        silence_telemetry()
        from huggingface_hub import HfApi

        self._api = HfApi(endpoint=endpoint)

    def repository(self, name: str, revision: str, cancel: Event) -> Repository:
        """List the repository's files.

        Raises:
            HubUnreachable, DownloadError, DownloadCancelled
        """
        with self._translated(name):
            bounded(self._greet, cancel, _ANSWER_S)
            info = bounded(lambda: self._info(name, revision), cancel, _LISTING_S)
        files = tuple(
            RemoteFile(s.rfilename, s.size or 0, s.lfs.sha256 if s.lfs else None, s.blob_id or "")
            for s in info.siblings or ()
        )
        return Repository(name, info.sha or revision, files)

    def _greet(self) -> None:
        """Any answer will do: the hub is there, and may take its time from here on."""
        from huggingface_hub import get_session
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

        get_session().head(self._api.endpoint, headers=build_hf_headers(), timeout=_ANSWER_S)

    def _info(self, name: str, revision: str) -> "ModelInfo":
        from huggingface_hub.errors import HFValidationError

        try:
            return self._api.model_info(
                name, revision=revision, files_metadata=True, timeout=_LISTING_S
            )
        except HFValidationError as exc:
            raise DownloadError(
                f"{name!r} can't be a repository: {exc}", "Correct repo in the model's card."
            ) from exc
        except (ValueError, KeyError, TypeError) as exc:
            raise DownloadError(
                f"What answers at {self._api.endpoint} isn't a model hub.",
                "Perhaps a sign-in page of this network: open a browser. Or check [models] hub.",
            ) from exc

    def fetch(
        self,
        repository: Repository,
        file: RemoteFile,
        target: Path,
        on_bytes: Callable[[int], None],
        cancel: Event,
    ) -> None:
        """Download `file` to `target`, going on from what an earlier try left beside it.

        Args:
            on_bytes: called with how many bytes of the file are here.

        Raises:
            HubUnreachable, NotEnoughDisk, DownloadError, DownloadCancelled: what came so far stays.
            IntegrityError: what came is wrong, and is deleted.
        """
        partial = partial_path(target)
        partial.parent.mkdir(parents=True, exist_ok=True)
        with self._translated(repository.name), disk_full(target):
            self._complete(repository, file, partial, on_bytes, cancel)
            verify(file, partial, cancel)
            partial.replace(target)

    def _complete(
        self,
        repository: Repository,
        file: RemoteFile,
        partial: Path,
        on_bytes: Callable[[int], None],
        cancel: Event,
    ) -> None:
        """Append to `partial` until it is whole, through broken connections."""
        import httpx

        failures = 0
        while (have := size_of(partial)) < file.size or not partial.exists():
            try:
                self._append(repository, file, partial, on_bytes, cancel)
            except (httpx.TransportError, TimeoutError):
                failures = 0 if size_of(partial) > have else failures + 1
                if failures > _RETRIES:
                    raise
                stop_if(cancel.wait(1.0))

    def _append(
        self,
        repository: Repository,
        file: RemoteFile,
        partial: Path,
        on_bytes: Callable[[int], None],
        cancel: Event,
    ) -> None:
        from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]

        response = bounded(lambda: self._open(repository, file, size_of(partial)), cancel, _STALL_S)
        with response_until(cancel, response):
            if response.is_error:
                response.read()
            hf_raise_for_status(response)
            with partial.open("ab" if response.status_code == 206 else "wb") as out:
                on_bytes(begun := out.tell())
                for chunk in response.iter_raw():
                    out.write(chunk)
                    on_bytes(min(out.tell(), file.size))
                    stop_if(cancel.is_set())
                    if out.tell() > file.size:
                        break  # `verify` refuses it
                if out.tell() == begun < file.size:
                    raise TimeoutError

    def _open(self, repository: Repository, file: RemoteFile, have: int) -> "httpx.Response":
        import httpx
        from huggingface_hub import get_session, hf_hub_url
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

        session = get_session()
        headers = build_hf_headers() | {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        url = hf_hub_url(
            repository.name, file.path, revision=repository.commit, endpoint=self._api.endpoint
        )
        timeout = httpx.Timeout(_STALL_S, connect=_ANSWER_S)
        return session.send(
            session.build_request("GET", url, headers=headers, timeout=timeout),
            stream=True,
            follow_redirects=True,
        )

    @contextmanager
    def _translated(self, repository: str) -> Iterator[None]:
        """The hub's errors in our words."""
        import httpx
        from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

        try:
            yield
        except OfflineModeIsEnabled as exc:
            raise HubUnreachable(
                "HF_HUB_OFFLINE forbids to ask the model hub.", "Unset it, and try again."
            ) from exc
        except HfHubHTTPError as exc:
            raise _refused(exc, repository) from exc
        except (httpx.TransportError, TimeoutError) as exc:
            reason = str(exc).rstrip(".") or "no answer"
            raise HubUnreachable(
                f"The model hub {self._api.endpoint} can't be reached ({reason}).",
                "Check the network. Models that are on disk work without it.",
            ) from exc


def silence_telemetry() -> None:
    """Send no usage data, even where huggingface_hub was imported before us."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from huggingface_hub import constants

    constants.HF_HUB_DISABLE_TELEMETRY = True


def _refused(exc: "HfHubHTTPError", repository: str) -> DownloadError:
    from huggingface_hub.errors import (
        GatedRepoError,
        RemoteEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    status = exc.response.status_code
    if isinstance(exc, GatedRepoError) or status in (401, 403):
        return DownloadError(
            f"{repository} is gated: its owner wants you to accept a licence.",
            f"Accept it on the hub's page of {repository}, make an access token there, set it as "
            "HF_TOKEN, and pull again.",
        )
    if isinstance(exc, RepositoryNotFoundError) or status == 404:
        what = {RevisionNotFoundError: "that revision", RemoteEntryNotFoundError: "that file"}
        return DownloadError(
            f"The hub has no {repository}, or not {what.get(type(exc), 'under that name')}.",
            "Check repo, revision and files in the model's card.",
        )
    return DownloadError(
        f"The hub answered {status} when asked for {repository}.", "Try again in a few minutes."
    )
