package com.acme.pricing;

/**
 * A European option.
 *
 * @param kind a call or a put
 * @param strike the price at which it may be exercised, positive
 * @param years until then, positive
 */
public record Option(Kind kind, double strike, double years) {
    /** The right to buy, or to sell. */
    public enum Kind {
        CALL,
        PUT
    }

    public Option {
        if (kind == null) {
            throw new IllegalArgumentException("kind is null, it must be CALL or PUT");
        }
        requirePositive("strike", strike);
        requirePositive("years", years);
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be positive and finite");
        }
    }
}
