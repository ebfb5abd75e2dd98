package dev.jacobi.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** The frames that are open at one place of the text, the innermost on top. */
final class Frames {
    private final Tokens tokens;
    private final Deque<Frame> open = new ArrayDeque<>();

    private int nesting;
    private int brackets;
    private int ifs;

    Frames(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Opens a frame; false where that is one level too many, which is reported. */
    boolean push(Frame frame) {
        int limit = tokens.limits().nesting();
        if (frame.nests() && ++nesting > limit) {
            tokens.stop(tokens.previous(), limit + " nesting levels", "found level " + nesting);
            return false;
        }
        count(frame, 1);
        open.push(frame);
        return true;
    }

    Frame pop() {
        Frame frame = open.pop();
        nesting -= frame.nests() ? 1 : 0;
        count(frame, -1);
        return frame;
    }

    private void count(Frame frame, int change) {
        brackets += frame.bracket() != null ? change : 0;
        boolean ofIf = frame instanceof Frame.Condition
                || (frame instanceof Frame.Then then && then.second() == TokenKind.ELSE);
        ifs += ofIf ? change : 0;
    }

    /** The innermost frame, or null. */
    Frame peek() {
        return open.peek();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The innermost frame that only a token of its own can end, or null. */
    Frame closest() {
        return open.stream()
                .filter(frame -> frame.strength() == Operators.NONE)
                .findFirst()
                .orElse(null);
    }

    boolean inBrackets() {
        return brackets > 0;
    }

    /** How many brackets are open. */
    int brackets() {
        return brackets;
    }

    /** Whether an {@code if} waits for its {@code then} or {@code else}. */
    boolean inIf() {
        return ifs > 0;
    }
}
