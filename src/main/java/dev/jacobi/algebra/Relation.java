package dev.jacobi.algebra;

/** How the difference of two numbers lies to zero. */
enum Relation {
    ABOVE(">", Sign.POSITIVE),
    NOT_BELOW(">=", Sign.NOT_NEGATIVE),
    BELOW("<", Sign.NEGATIVE),
    NOT_ABOVE("<=", Sign.NOT_POSITIVE),
    UNEQUAL("!=", Sign.NOT_ZERO);

    private final String symbol;
    private final Sign sign;

    Relation(String symbol, Sign sign) {
        this.symbol = symbol;
        this.sign = sign;
    }

    String symbol() {
        return symbol;
    }

    /** The sign of the left side minus the right. */
    Sign sign() {
        return sign;
    }

    /** The relation of the sides exchanged. */
    Relation mirrored() {
        return switch (this) {
            case ABOVE -> BELOW;
            case NOT_BELOW -> NOT_ABOVE;
            case BELOW -> ABOVE;
            case NOT_ABOVE -> NOT_BELOW;
            case UNEQUAL -> UNEQUAL;
        };
    }
}
