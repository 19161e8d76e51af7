"""Search by meaning: the passages whose vectors are nearest to a question's."""

from jarvis.knowledge.vectors.index import IndexState, VectorIndex

__all__ = ["IndexState", "VectorIndex"]
