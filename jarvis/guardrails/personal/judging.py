"""What phonenumbers, Google's libphonenumber in Python, knows of a number. It alone imports it."""


def possible_and_valid(number: str, region: str | None) -> tuple[bool, bool]:
    """Whether a number has a length that its country dials, and whether it is given out there.

    Args:
        region: where it would be dialled, as ISO 3166-1 has it; None for numbers with a +.
    """
    import phonenumbers  # 40 ms: only who meets a number pays for it

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False, False
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    possible = reason == phonenumbers.ValidationResult.IS_POSSIBLE
    return possible, possible and phonenumbers.is_valid_number(parsed)
