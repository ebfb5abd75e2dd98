package dev.jacobi.syntax;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads what stands in front of a function: {@code @derivatives(gradient, hessian)}. */
final class AnnotationParser {
    private static final String NAME = "derivatives";

    private final Tokens tokens;

    AnnotationParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The derivatives that the annotation at the current token names, at least one; none after a mistake in its form. */
    Set<Derivative> derivatives() {
        tokens.advance();
        if (!name() || !tokens.expect(TokenKind.LEFT_PAREN)) {
            return Set.of();
        }
        Set<Derivative> named = EnumSet.noneOf(Derivative.class);
        do {
            if (!tokens.at(TokenKind.NAME)) {
                tokens.expected("the name of a derivative, as in '@derivatives(gradient)'");
                return Set.of();
            }
            add(tokens.advance(), named);
        } while (tokens.accept(TokenKind.COMMA));
        return tokens.expect(TokenKind.RIGHT_PAREN) ? Collections.unmodifiableSet(named) : Set.of();
    }

    private boolean name() {
        Token word = tokens.current();
        if (!tokens.at(TokenKind.NAME) || !word.text().equals(NAME)) {
            tokens.expected("'" + NAME + "' after '@', the only annotation");
            return false;
        }
        tokens.advance();
        return true;
    }

    private void add(Token word, Set<Derivative> named) {
        List<String> known = new ArrayList<>();
        for (Derivative derivative : Derivative.values()) {
            known.add(derivative.methodName());
            if (derivative.methodName().equals(word.text())) {
                named.add(derivative);
                return;
            }
        }
        tokens.report(
                ErrorCode.NAME,
                word.span(),
                tokens.quoted(word.span()) + " is no derivative; known: " + String.join(", ", known),
                Suggestions.nearest(word.text(), known));
    }
}
