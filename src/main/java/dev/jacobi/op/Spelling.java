package dev.jacobi.op;

/**
 * How an operation is written in Java.
 *
 * @param text the operator's symbol, or the method's name
 * @param precedence how tightly an infix or prefix operator binds, in Java; calls bind tightest
 */
public record Spelling(Form form, String text, int precedence) {

    /** The forms that an operation takes in Java. */
    public enum Form {
        /** {@code a + b}. */
        INFIX,
        /** {@code -a}. */
        PREFIX,
        /** A method of {@code Math}, or of {@code StrictMath} where repeatable results are asked for. */
        LIBRARY,
        /** A method of {@code Math} that is exact, so that {@code StrictMath} has nothing to add. */
        EXACT_LIBRARY,
        /** A method of room {@code special}, pasted into the class. */
        SPECIAL,
        /** A leaf, a conditional or another form that the emitter knows itself. */
        STRUCTURE
    }

    /** Tighter than every operator. */
    public static final int CALL = 16;

    static Spelling infix(String symbol, int precedence) {
        return new Spelling(Form.INFIX, symbol, precedence);
    }

    static Spelling prefix(String symbol) {
        return new Spelling(Form.PREFIX, symbol, 14);
    }

    static Spelling math(String method) {
        return new Spelling(Form.LIBRARY, method, CALL);
    }

    static Spelling exact(String method) {
        return new Spelling(Form.EXACT_LIBRARY, method, CALL);
    }

    static Spelling special(String method) {
        return new Spelling(Form.SPECIAL, method, CALL);
    }

    static Spelling structure() {
        return new Spelling(Form.STRUCTURE, "", 0);
    }
}
