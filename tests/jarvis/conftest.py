import pytest

from tests.jarvis.house import House


@pytest.fixture
async def house(tmp_path):
    """An assistant, and the parts it was handed."""
    house = House(tmp_path)
    house.ledger.start()
    yield house
    await house.close()
