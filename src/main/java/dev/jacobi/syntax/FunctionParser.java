package dev.jacobi.syntax;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one function, from its keyword to the end of its body. */
final class FunctionParser {
    private final Tokens tokens;
    private final Map<String, Span> functionNames;

    private final List<Parameter> variables = new ArrayList<>();
    private final List<Parameter> data = new ArrayList<>();
    private boolean complete;
    private Set<Derivative> derivatives = Set.of();

    FunctionParser(Tokens tokens, Map<String, Span> functionNames) {
        this.tokens = tokens;
        this.functionNames = functionNames;
    }

    /** Says what is to be generated for the function, as an annotation in front of it does. */
    FunctionParser with(Set<Derivative> named) {
        derivatives = named;
        return this;
    }

    /**
     * The function at the current token, or null after a mistake.
     *
     * @param comment the documentation that stands in front of it, or null
     */
    Function function(Span comment) {
        Token keyword = tokens.advance();
        Token name = tokens.current();
        if (tokens.accept(TokenKind.NAME)) {
            declare(name);
        } else if (!nameless()) {
            return null;
        }
        if (!header()) {
            return null;
        }
        StatementParser body = new StatementParser(tokens, scope());
        if (!body(body, name) || name.kind() != TokenKind.NAME) {
            return null;
        }
        return new Function(
                keyword.span().to(tokens.previous()),
                comment == null ? null : documentation(comment),
                name.text(),
                name.span(),
                List.copyOf(variables),
                List.copyOf(data),
                List.copyOf(body.bindings()),
                body.results(),
                derivatives);
    }

    private Scope scope() {
        List<Parameter> all = new ArrayList<>(variables);
        all.addAll(data);
        Scope scope = new Scope(tokens);
        scope.parameters(all);
        return scope;
    }

    /** Reports a missing name; false if nothing else of a function follows either. */
    private boolean nameless() {
        tokens.expected("a name after 'function'");
        if (tokens.current().kind().isKeyword() && tokens.peek().kind() == TokenKind.LEFT_PAREN) {
            tokens.advance();
        }
        return tokens.at(TokenKind.LEFT_PAREN);
    }

    /** Whether the end of the function was found, so that the next one may follow. */
    boolean complete() {
        return complete;
    }

    private String documentation(Span comment) {
        return Documentation.read(tokens.slice(comment.start(), comment.end()));
    }

    private void declare(Token name) {
        Span first = functionNames.putIfAbsent(name.text(), name.span());
        if (first != null) {
            String message =
                    "the function " + tokens.quoted(name.span()) + " is declared already at " + tokens.place(first);
            tokens.report(ErrorCode.NAME, name.span(), message, null);
        }
    }

    /** The parameters; after a mistake in them it goes on at the body. False if there is none. */
    private boolean header() {
        if (!tokens.expect(TokenKind.LEFT_PAREN)) {
            return toBody(0);
        }
        if (tokens.accept(TokenKind.RIGHT_PAREN)) {
            return true;
        }
        boolean read = tokens.at(TokenKind.SEMICOLON) || parameters(variables);
        if (read && tokens.accept(TokenKind.SEMICOLON)) {
            read = parameters(data);
        }
        if (!read || !tokens.accept(TokenKind.RIGHT_PAREN)) {
            if (read) {
                badParameter(data.isEmpty() ? "',', ';' or ')' after a parameter" : "',' or ')' after a parameter");
            }
            return toBody(1);
        }
        int limit = tokens.limits().variables();
        int found = variables.size() + data.size();
        if (found > limit) {
            tokens.stop(tokens.previous(), limit + " parameters of one function", "found " + found);
            return false;
        }
        return true;
    }

    private boolean parameters(List<Parameter> into) {
        do {
            boolean integer = tokens.at(TokenKind.NAME)
                    && tokens.current().text().equals("int")
                    && tokens.peek().kind() == TokenKind.NAME;
            Span start = tokens.current().span();
            if (integer) {
                tokens.advance();
                integers(into, start);
            }
            Token name = tokens.current();
            if (!tokens.at(TokenKind.NAME)) {
                badParameter("a parameter's name");
                return false;
            }
            tokens.advance();
            List<Expr> shape = List.of();
            if (tokens.at(TokenKind.LEFT_BRACKET)) {
                shape = new ExpressionParser(tokens).extents();
            }
            if (shape == null) {
                return false;
            }
            into.add(new Parameter(name.span(), name.text(), integer, shape));
        } while (tokens.accept(TokenKind.COMMA));
        return true;
    }

    /** Reports integers among the variables. */
    private void integers(List<Parameter> into, Span keyword) {
        if (into == variables) {
            tokens.report(
                    ErrorCode.SYNTAX,
                    keyword,
                    "found an integer among the variables, integers are data and stand after ';'",
                    "; int " + tokens.current().text());
        }
    }

    private void badParameter(String expected) {
        if (tokens.at(TokenKind.LEFT_BRACKET) && tokens.after(TokenKind.RIGHT_BRACKET)) {
            tokens.mistake(
                    tokens.current().span(),
                    "found '[' after a shape, all extents stand in one pair of brackets",
                    "w[N, M]");
        } else if (tokens.current().kind().isKeyword()) {
            Token found = tokens.current();
            tokens.mistake(found.span(), "expected " + expected + ", found the keyword " + tokens.describe(found));
        } else {
            tokens.expected(expected);
        }
    }

    private boolean toBody(int openBrackets) {
        int depth = openBrackets;
        while (!tokens.at(TokenKind.END) && !tokens.at(TokenKind.FUNCTION) && !tokens.at(TokenKind.LEFT_BRACE)) {
            if (depth <= 0 && tokens.at(TokenKind.EQUALS)) {
                return true;
            }
            TokenKind kind = tokens.advance().kind();
            depth += kind == TokenKind.LEFT_PAREN ? 1 : kind == TokenKind.RIGHT_PAREN ? -1 : 0;
        }
        return tokens.at(TokenKind.LEFT_BRACE);
    }

    private boolean body(StatementParser body, Token name) {
        if (tokens.accept(TokenKind.EQUALS)) {
            complete = body.onlyResults();
            return complete;
        }
        Span open = tokens.current().span();
        if (!tokens.accept(TokenKind.LEFT_BRACE)) {
            return tokens.expected("'=' or '{' after the parameters");
        }
        boolean empty = tokens.at(TokenKind.RIGHT_BRACE);
        boolean valid = body.statements();
        complete = tokens.at(TokenKind.RIGHT_BRACE);
        if (!complete) {
            return tokens.expected("'}' to close the '{' at " + tokens.place(open));
        }
        Span close = tokens.current().span();
        tokens.advance();
        if (valid && body.results() == null) {
            String what = empty ? " is empty" : " has no 'return'";
            String called =
                    name.kind() != TokenKind.NAME ? "the function" : "the function " + tokens.quoted(name.span());
            return tokens.mistake(close, called + what + ", expected 'return' and an expression");
        }
        if (!tokens.atStatementEnd()) {
            tokens.expected("a new line after '}'");
            complete = tokens.at(TokenKind.FUNCTION);
        }
        return valid;
    }
}
