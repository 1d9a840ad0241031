"""The machine under the product: embedded servers, set-up and supervisor (ADR 0001)."""
