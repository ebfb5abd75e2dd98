package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements of one body. After a mistake it goes on at the next statement. */
final class StatementParser {
    private final Tokens tokens;
    private final Scope scope;
    private final List<Binding> bindings = new ArrayList<>();

    private List<Expr> results;
    private boolean returned;
    private boolean unreachable;
    private boolean valid = true;

    /** How many brackets were open at the last mistake. */
    private int openBrackets;

    StatementParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    List<Binding> bindings() {
        return bindings;
    }

    /** What is returned, or null if nothing is. */
    List<Expr> results() {
        return results;
    }

    /** The body of {@code function f(x) = ...}. */
    boolean onlyResults() {
        results = new ExpressionParser(tokens).results();
        if (results == null) {
            return false;
        }
        results.forEach(scope::axes);
        return endOfStatement("the end of the function");
    }

    /** Statements up to a closing brace, the next function or the end of the text. False if any has a mistake. */
    boolean statements() {
        while (!tokens.at(TokenKind.RIGHT_BRACE) && !tokens.at(TokenKind.END) && !tokens.at(TokenKind.FUNCTION)) {
            Token first = tokens.current();
            openBrackets = 0;
            if (!statement()) {
                valid = false;
                if (tokens.current() == first) {
                    tokens.advance();
                }
                toNextStatement();
            }
        }
        return valid;
    }

    private boolean statement() {
        Token first = tokens.current();
        if (first.kind().isInfix()) {
            return brokenLine();
        }
        if (returned && !unreachable) {
            unreachable = true;
            valid = tokens.mistake(
                    first.span(), "found " + tokens.describe(first) + " after 'return', which comes last");
        }
        return switch (first.kind()) {
            case RETURN -> returnStatement();
            case NAME -> bindingOrMisspelling();
            case LEFT_PAREN -> severalNames();
            default -> tokens.expected("'name = ...' or 'return ...'");
        };
    }

    private boolean brokenLine() {
        String found = tokens.describe(tokens.current());
        return tokens.mistake(
                tokens.current().span(),
                "a line cannot begin with " + found + ", to go on with an expression end the line before with it");
    }

    private boolean returnStatement() {
        tokens.advance();
        if (tokens.atStatementEnd()) {
            returned = true;
            return tokens.expectedOnLine("an expression after 'return'");
        }
        ExpressionParser parser = new ExpressionParser(tokens);
        List<Expr> read = parser.results();
        openBrackets = parser.openBrackets();
        if (read != null) {
            read.forEach(scope::axes);
        }
        if (results == null) {
            results = read;
        }
        returned = true;
        if (tokens.at(TokenKind.COMMA) && read != null) {
            return tokens.mistake(
                    tokens.current().span(),
                    "found ',' after the result, several stand in parentheses",
                    "return (a, b)");
        }
        return read != null && endOfStatement("the end of the line");
    }

    private boolean bindingOrMisspelling() {
        TokenKind follows = tokens.peek().kind();
        boolean sameLine = !tokens.peek().startsLine();
        if (follows == TokenKind.EQUALS) {
            Token name = tokens.advance();
            return binding(List.of(bind(name)), name.span(), value());
        }
        Token word = tokens.current();
        if (follows.startsOperand() && sameLine && Suggestions.nearest(word.text(), List.of("return")) != null) {
            tokens.mistake(word.span(), "expected 'return', found " + tokens.describe(word), "return");
            valid = false;
            return returnStatement();
        }
        tokens.advance();
        if (follows == TokenKind.NAME && sameLine && tokens.peek().kind() == TokenKind.EQUALS) {
            String cure = tokens.slice(
                            tokens.current().span().start(),
                            tokens.current().span().end()) + " = ...";
            return tokens.mistake(
                    word.span(), "found " + tokens.describe(word) + " before a binding, it needs no keyword", cure);
        }
        if (follows == TokenKind.LEFT_BRACKET && sameLine) {
            return array(word);
        }
        return tokens.expectedOnLine("'=' after " + tokens.describe(word));
    }

    /** {@code z[i in N] = value}. */
    private boolean array(Token name) {
        Span open = tokens.current().span();
        ExpressionParser parser = new ExpressionParser(tokens);
        List<Axis> axes = parser.axes(name);
        openBrackets = parser.openBrackets();
        if (axes == null) {
            return false;
        }
        if (!tokens.at(TokenKind.EQUALS)) {
            return tokens.expectedOnLine("'=' after the axes of " + tokens.quoted(name.span()));
        }
        List<Parameter> names = List.of(bind(name));
        Expr body = value();
        boolean recurring = body instanceof Expr.Recurrence recurrence && recurrence.isArray();
        if (recurring || body instanceof Expr.Solve solve && solve.isArray()) {
            return binding(names, List.of(axes), name.span(), body);
        }
        return binding(names, name.span(), body == null ? null : new Expr.ArrayOf(open.to(body.span()), axes, body));
    }

    /** {@code (a, b) = call}, {@code (p, q[j in D]) = fold(...)}. */
    private boolean severalNames() {
        Span open = tokens.advance().span();
        List<Parameter> names = new ArrayList<>();
        List<List<Axis>> axes = new ArrayList<>();
        openBrackets = 1;
        do {
            Token name = tokens.current();
            if (!tokens.at(TokenKind.NAME)) {
                return tokens.expected("a name");
            }
            tokens.advance();
            names.add(bind(name));
            axes.add(List.of());
            if (tokens.at(TokenKind.LEFT_BRACKET)) {
                ExpressionParser parser = new ExpressionParser(tokens);
                List<Axis> read = parser.axes(name);
                openBrackets = 1 + parser.openBrackets();
                if (read == null) {
                    return false;
                }
                axes.set(axes.size() - 1, read);
            }
        } while (tokens.accept(TokenKind.COMMA));
        if (names.size() == 1 || !tokens.at(TokenKind.RIGHT_PAREN)) {
            return tokens.expected(names.size() == 1 ? "','" : "',' or ')' to close the '(' at " + tokens.place(open));
        }
        tokens.advance();
        openBrackets = 0;
        if (!tokens.at(TokenKind.EQUALS)) {
            return tokens.expectedOnLine("'=' after the names");
        }
        return binding(names, axes, open, value());
    }

    /** The expression after the {@code =}; null after a mistake. */
    private Expr value() {
        tokens.advance();
        ExpressionParser parser = new ExpressionParser(tokens);
        Expr value = parser.expression();
        openBrackets = parser.openBrackets();
        return value;
    }

    private boolean binding(List<Parameter> names, Span start, Expr value) {
        return binding(names, names.stream().map(name -> List.<Axis>of()).toList(), start, value);
    }

    private boolean binding(List<Parameter> names, List<List<Axis>> axes, Span start, Expr value) {
        if (value == null) {
            return false;
        }
        boolean several = value instanceof Expr.Call || !Expr.states(value).isEmpty();
        if (names.size() > 1 && !several) {
            return tokens.mistake(
                    value.span(),
                    "expected a call, a fold, a scan or a solve with several results, found another expression");
        }
        scope.binding(names, value);
        bindings.add(new Binding(start.to(tokens.previous()), List.copyOf(names), List.copyOf(axes), value));
        return endOfStatement("the end of the line");
    }

    private Parameter bind(Token name) {
        valid &= scope.bind(name);
        return new Parameter(name.span(), name.text());
    }

    /** Checks that nothing more stands in the statement; false after a mistake. */
    boolean endOfStatement(String what) {
        Token found = tokens.current();
        if (tokens.at(TokenKind.SEMICOLON)) {
            tokens.mistake(found.span(), "found ';', expected " + what + ": each statement has a line of its own");
            tokens.advance();
            valid = false;
            return true;
        }
        if (tokens.atStatementEnd() && !found.kind().isInfix()) {
            return true;
        }
        return switch (found.kind()) {
            case EQUALS -> tokens.mistake(found.span(), "found '=' inside an expression", "==");
            case RIGHT_PAREN -> tokens.mistake(found.span(), "found ')' without an opening '('");
            case RIGHT_BRACKET -> tokens.mistake(found.span(), "found ']' without an opening '['");
            case RETURN, FUNCTION ->
                tokens.mistake(found.span(), "expected a new line before " + tokens.describe(found));
            default -> found.startsLine() && !tokens.at(TokenKind.END) ? brokenLine() : tokens.expected(what);
        };
    }

    /** Skips to the next line that begins a statement, or to the end of the body. */
    private void toNextStatement() {
        int depth = openBrackets;
        while (!atBodyEnd() && !atStatementStart(depth)) {
            TokenKind kind = tokens.advance().kind();
            depth += kind == TokenKind.LEFT_PAREN || kind == TokenKind.LEFT_BRACKET ? 1 : 0;
            depth -= kind == TokenKind.RIGHT_PAREN || kind == TokenKind.RIGHT_BRACKET ? 1 : 0;
        }
    }

    private boolean atBodyEnd() {
        return tokens.at(TokenKind.END) || tokens.at(TokenKind.RIGHT_BRACE) || tokens.at(TokenKind.FUNCTION);
    }

    private boolean atStatementStart(int depth) {
        Token token = tokens.current();
        if (tokens.at(TokenKind.RETURN)) {
            return true;
        }
        if (!token.startsLine() || token.kind().isInfix()) {
            return false;
        }
        return depth <= 0 || (tokens.at(TokenKind.NAME) && tokens.peek().kind() == TokenKind.EQUALS);
    }
}
