package dev.jacobi.syntax;

/** Words the mistakes in folds and scans. */
final class RecurrenceMistakes {
    private final Tokens tokens;

    RecurrenceMistakes(Tokens tokens) {
        this.tokens = tokens;
    }

    /** No state follows the axis. */
    void noState(Recurring recurring) {
        mistake(
                "expected ',' and a state with its first value after the axis, found "
                        + tokens.describe(tokens.current()),
                pattern(recurring));
    }

    /** The current token stands where a state should begin, after a comma. */
    void notState(Recurring recurring) {
        String found = ", found " + tokens.describe(tokens.current());
        if (tokens.atAxis()) {
            mistake("a " + word(recurring) + " has one axis, states follow" + found, pattern(recurring));
        } else {
            mistake("expected a state and its first value after ','" + found, pattern(recurring));
        }
    }

    /** The current token stands where the first value of a state should be given. */
    void noFirst(Token state) {
        tokens.expected("'=' and the first value of " + tokens.quoted(state.span()));
    }

    /** The current token cannot go on with the first value of a state. */
    void afterFirst(Frame.First first) {
        String state = tokens.quoted(first.state().span());
        tokens.expected(
                tokens.at(TokenKind.RIGHT_PAREN)
                        ? "':' and the next value of " + state
                        : "':' or ',' after the first value of " + state);
    }

    /** An operand follows the first value of a state. */
    void noColon() {
        mistake(
                "expected ':' between the first values and the next ones, found " + tokens.describe(tokens.current()),
                null);
    }

    /** A state stands before the axis. */
    void stateBeforeAxis(Token function) {
        mistake("found '=', a " + function.text() + " begins with its axis", function.text() + "(t in T, s = 0: ...)");
    }

    private static String word(Recurring recurring) {
        return recurring.name().text();
    }

    private static String pattern(Recurring recurring) {
        return word(recurring) + "(t in T, s = 0: ...)";
    }

    private void mistake(String message, String suggestion) {
        tokens.mistake(tokens.current().span(), message, suggestion);
    }
}
