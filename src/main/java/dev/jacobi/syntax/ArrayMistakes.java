package dev.jacobi.syntax;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import java.util.ArrayList;
import java.util.List;

/** Words the mistakes in arrays, elements, axes and ranges. */
final class ArrayMistakes {
    private static final int SHORT = 24;

    private final Tokens tokens;
    private final RecurrenceMistakes recurrences;

    ArrayMistakes(Tokens tokens) {
        this.tokens = tokens;
        this.recurrences = new RecurrenceMistakes(tokens);
    }

    RecurrenceMistakes recurrences() {
        return recurrences;
    }

    /** A comma, a semicolon or a closing bracket stands where an operand should begin. */
    void noOperand(Frame open) {
        if (open instanceof Frame.Indices indices && indices.array() != null) {
            boolean empty = indices.indices().isEmpty() && tokens.at(TokenKind.RIGHT_BRACKET);
            String array = empty ? brief(indices.start(), indices.arrayEnd()) : null;
            String whole = empty ? ": a whole array has no brackets" : "";
            mistake("expected an index, found " + tokens.describe(tokens.current()) + whole, array);
        } else if (open instanceof Frame.Indices) {
            tokens.expected("an extent");
        } else if (open instanceof Frame.Range range) {
            String axis = tokens.quoted(range.axis().span());
            boolean upper = range.lower() != null;
            tokens.expected((upper ? "the upper end of the range of " : "the range of ") + axis);
        } else if (open instanceof Frame.Body) {
            tokens.expected("the body after ':'");
        } else if (open instanceof Frame.First first) {
            recurrences.emptyFirst(first);
        } else if (open instanceof Frame.Next next) {
            recurrences.emptyNext(next);
        } else {
            tokens.expected(open instanceof Frame.Arguments ? "an argument" : "an expression");
        }
    }

    /** The current token cannot go on with what stands in this bracket. */
    void notClosed(Frame open) {
        if (open instanceof Frame.Indices indices) {
            tokens.expected("',' or ']' to close the '[' at " + tokens.place(indices.open()));
        } else if (open instanceof Frame.Body body) {
            tokens.expected(closing(body.binder()));
        } else if (open instanceof Frame.Range range) {
            inRange(range);
        } else if (open instanceof Frame.First first) {
            recurrences.afterFirst(first);
        } else if (open instanceof Frame.Next next) {
            tokens.expected("',' or ')' to close the '(' at "
                    + tokens.place(next.recurring().open()));
        }
    }

    private void inRange(Frame.Range range) {
        Binder binder = range.binder();
        if (tokens.at(TokenKind.HALF_OPEN_RANGE) || tokens.at(TokenKind.RANGE)) {
            tokens.mistake(
                    tokens.current().span(),
                    "found " + tokens.describe(tokens.current()) + " after a range, a range has two ends");
        } else if (binder.isBodiless()) {
            String body = tokens.at(TokenKind.COLON) ? ": the elements stand after '='" : "";
            mistake(
                    "expected ',' or " + closing(binder) + ", found " + tokens.describe(tokens.current()) + body,
                    body.isEmpty() ? null : head(binder, tokens.previous().end()) + "] = ...");
        } else if (binder.kind() == Binder.Kind.STEPS) {
            recurrences.noState(binder.recurring());
        } else if (tokens.at(binder.bracket())) {
            String body = binder.kind() == Binder.Kind.ARRAY ? "an element" : "a body";
            mistake(
                    "expected ':' and " + body + " after the axes, found " + tokens.describe(tokens.current()),
                    head(binder, tokens.previous().end()) + ": ..."
                            + binder.bracket().spelling());
        } else {
            tokens.expected("':' or ',' after the range of "
                    + tokens.quoted(range.axis().span()));
        }
    }

    private String closing(Binder binder) {
        String open = binder.bracket() == TokenKind.RIGHT_PAREN ? "(" : "[";
        return "'" + binder.bracket().spelling() + "' to close the '" + open + "' at " + tokens.place(binder.open());
    }

    /** The current token stands where an axis should. */
    void noAxis(Binder binder) {
        String found = ", found " + tokens.describe(tokens.current());
        boolean first = binder.axes().isEmpty();
        if (binder.isBodiless()) {
            String cure = tokens.quoted(binder.name().span())
                    + (binder.kind() == Binder.Kind.STATE ? " is a state as a whole" : " is bound as a whole");
            mistake(
                    "expected an axis 'i in N'" + found + ": " + cure,
                    first ? head(binder, binder.open().end()) + "i in N] = ..." : null);
        } else if (binder.kind() == Binder.Kind.ARRAY && first) {
            mistake(
                    "expected an axis 'i in N'" + found + ": an array is given by a formula for its elements",
                    "[i in N: ...]");
        } else {
            int end = binder.axes().get(binder.axes().size() - 1).span().end();
            String before = head(binder, end) + ": ..." + binder.bracket().spelling();
            mistake("expected an axis 'i in N' after ','" + found + ": the body stands after ':'", before);
        }
    }

    /** Whether this is the name of a reduction; reports it if not, since axes follow. */
    boolean reduces(Token name) {
        if (Binder.reducer(name.text()) == null) {
            noReducer(name);
            return false;
        }
        return true;
    }

    private void noReducer(Token name) {
        tokens.mistake(
                name.span(),
                tokens.quoted(name.span()) + " takes no axes, only " + String.join(", ", Binder.reducers())
                        + ", fold and scan do",
                meant(name.text()));
    }

    private static String meant(String name) {
        return switch (name) {
            case "product" -> "prod";
            case "maximum" -> "max";
            case "minimum" -> "min";
            default -> {
                List<String> known = new ArrayList<>(Binder.reducers());
                known.addAll(List.of("fold", "scan"));
                yield Suggestions.nearest(name, known);
            }
        };
    }

    /**
     * The current token begins an operand right after one that ends at an offset. Reports it if that is a mistake in an
     * axis; false if it is not.
     */
    boolean noOperator(int end, Frame open) {
        Token token = tokens.current();
        boolean apart = token.span().start() > end && !token.startsLine();
        boolean name = token.kind() == TokenKind.NAME && apart;
        if (name && token.text().equals("in") && open instanceof Frame.Indices indices) {
            inIndex(indices);
        } else if (name && (token.text().equals("in") || token.text().equals("for"))) {
            mistake(
                    "found " + tokens.describe(token) + ", axes stand first in a reduction or an array",
                    "sum(i in N: ...)");
        } else if (apart && open instanceof Frame.First first) {
            recurrences.noColon(first);
        } else if (apart && open instanceof Frame.Range range && !range.binder().isBodiless()) {
            mistake(
                    "expected ':' between the axes and the body, found " + tokens.describe(token),
                    ": " + brief(token.span().start(), token.span().end()));
        } else {
            return false;
        }
        return true;
    }

    private void inIndex(Frame.Indices indices) {
        Span axis = tokens.previous();
        String name = brief(axis.start(), axis.end());
        Span range = tokens.peek().span();
        boolean whole = tokens.sliceAhead(range.end(), 1).equals("]");
        String in = name + " in " + (whole ? brief(range.start(), range.end()) : "...");
        if (indices.array() == null) {
            mistake(
                    "found 'in' within a shape, a shape has its extents alone",
                    whole ? in.substring(name.length() + 4) : null);
            return;
        }
        String array = brief(indices.start(), indices.arrayEnd());
        mistake("found 'in' within an index, axes stand before a ':'", "[" + in + ": " + array + "[" + name + "]]");
    }

    /** Reports a range or {@code i = 0} where an axis may have been meant; false if there is none. */
    boolean outsideAxis(Frame open) {
        boolean range = tokens.at(TokenKind.HALF_OPEN_RANGE) || tokens.at(TokenKind.RANGE);
        boolean first = open instanceof Frame.Arguments call && call.side().isEmpty();
        String function = first ? ((Frame.Arguments) open).function().text() : "";
        if (range && !(open instanceof Frame.Range)) {
            mistake(
                    "found " + tokens.describe(tokens.current()) + " outside an axis, a range stands after 'in'",
                    "i in 0..<N");
        } else if (tokens.at(TokenKind.EQUALS) && Binder.reducer(function) != null) {
            mistake("found '=', an axis has 'in' after its name", "in");
        } else if (tokens.at(TokenKind.EQUALS) && Recurring.isName(function)) {
            recurrences.stateBeforeAxis(((Frame.Arguments) open).function());
        } else {
            return false;
        }
        return true;
    }

    /** {@code a..b}, whose lower end stands from {@code start} to {@code end}. */
    void closedRange(int start, int end) {
        Token upper = tokens.peek();
        String after = tokens.sliceAhead(upper.span().end(), 1);
        boolean name = upper.kind() == TokenKind.NAME && !after.equals("(") && !after.equals("[");
        boolean plain = name || upper.kind() == TokenKind.NUMBER;
        String shown = plain ? brief(upper.span().start(), upper.span().end()) : "...";
        mistake("found '..', a range leaves its upper end out", brief(start, end) + "..<" + shown);
    }

    /** {@code A[i][j]}, up to its last bracket. */
    void elementOfElement(Frame.Indices outer, Span close) {
        String first = brief(outer.start(), outer.arrayEnd() - 1);
        String second = brief(outer.open().end(), close.start());
        tokens.report(
                ErrorCode.SYNTAX,
                outer.open(),
                "found '[' after an element, all indices stand in one pair of brackets",
                first + ", " + second + "]");
    }

    /** A binder as it is written up to an offset, to go on with in a cure. */
    private String head(Binder binder, int end) {
        int start = binder.name() == null
                ? binder.open().start()
                : binder.name().span().start();
        return end - start > 2 * SHORT
                ? tokens.slice(binder.open().start(), binder.open().end()) + "i in N"
                : tokens.slice(start, end);
    }

    private String brief(int start, int end) {
        return end - start > SHORT ? "..." : tokens.slice(start, end);
    }

    private void mistake(String message, String suggestion) {
        tokens.mistake(tokens.current().span(), message, suggestion);
    }
}
