"""The machine under the product: embedded servers, set-up and supervisor for a place without them (ADR 0001)."""
