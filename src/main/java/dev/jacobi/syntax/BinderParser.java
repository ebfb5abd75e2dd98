package dev.jacobi.syntax;

import java.util.List;

/** Reads the heads of what binds axes: an axis up to its range, a state of a recurrence or an unknown up to its first value. */
final class BinderParser {
    private final Tokens tokens;
    private final ArrayMistakes arrays;

    BinderParser(Tokens tokens, ArrayMistakes arrays) {
        this.tokens = tokens;
        this.arrays = arrays;
    }

    /** The frame of the range of an axis, after its name and {@code in}; null after a mistake, which is reported. */
    Frame axis(Binder binder) {
        if (!tokens.atAxis()) {
            arrays.noAxis(binder);
            return null;
        }
        Token axis = tokens.advance();
        tokens.advance();
        return new Frame.Range(binder, axis, null);
    }

    /** The frame of a state's first value or of the range of its first axis; null after a mistake, which is reported. */
    Frame state(Recurring recurring) {
        if (!tokens.at(TokenKind.NAME) || tokens.atAxis()) {
            arrays.recurrences().notState(recurring);
            return null;
        }
        Token state = tokens.advance();
        return tokens.at(TokenKind.LEFT_BRACKET)
                ? axis(Binder.state(state, tokens.advance().span(), recurring))
                : first(new Frame.First(recurring, state, List.of()));
    }

    /** The frame of a state's first value, after its {@code =}; null after a mistake, which is reported. */
    Frame first(Frame.First first) {
        if (!tokens.accept(TokenKind.EQUALS)) {
            arrays.recurrences().noFirst(first);
            return null;
        }
        return first;
    }
}
