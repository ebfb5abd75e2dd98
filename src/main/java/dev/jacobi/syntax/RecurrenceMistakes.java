package dev.jacobi.syntax;

/** Words the mistakes in folds, scans and solves. */
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
        if (tokens.atAxis() && !recurring.solves()) {
            mistake("a " + word(recurring) + " has one axis, states follow" + found, pattern(recurring));
        } else {
            String what = recurring.solves() ? "an unknown and its guess" : "a state and its first value";
            mistake("expected " + what + " after ','" + found, pattern(recurring));
        }
    }

    /** The current token stands where the first value of a state should be given. */
    void noFirst(Frame.First first) {
        tokens.expected("'=' and " + first(first));
    }

    /** The current token stands where the first value of a state should begin. */
    void emptyFirst(Frame.First first) {
        tokens.expected(first(first));
    }

    /** The current token stands where a next value should begin. */
    void emptyNext(Frame.Next next) {
        tokens.expected(next.recurring().solves() ? "a residual" : "the next value of a state");
    }

    /** The current token cannot go on with the first value of a state. */
    void afterFirst(Frame.First first) {
        String next = first.recurring().solves() ? "the residual of " : "the next value of ";
        tokens.expected(
                tokens.at(TokenKind.RIGHT_PAREN)
                        ? "':' and " + next + tokens.quoted(first.state().span())
                        : "':' or ',' after " + first(first));
    }

    /** An operand follows the first value of a state. */
    void noColon(Frame.First first) {
        String between = first.recurring().solves()
                ? "between the guesses and the residuals"
                : "between the first values and the next ones";
        mistake("expected ':' " + between + ", found " + tokens.describe(tokens.current()), null);
    }

    /** A state stands before the axis. */
    void stateBeforeAxis(Token function) {
        mistake("found '=', a " + function.text() + " begins with its axis", function.text() + "(t in T, s = 0: ...)");
    }

    private String first(Frame.First first) {
        String what = first.recurring().solves() ? "the guess of " : "the first value of ";
        return what + tokens.quoted(first.state().span());
    }

    private static String word(Recurring recurring) {
        return recurring.name().text();
    }

    private static String pattern(Recurring recurring) {
        return word(recurring) + (recurring.solves() ? "(u = 1, v = 2: ...)" : "(t in T, s = 0: ...)");
    }

    private void mistake(String message, String suggestion) {
        tokens.mistake(tokens.current().span(), message, suggestion);
    }
}
