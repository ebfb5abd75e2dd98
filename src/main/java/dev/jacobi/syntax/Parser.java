package dev.jacobi.syntax;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Import;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Reads a text into its tree, in linear time and without recursion. Names, numbers of arguments and kinds of value are
 * not looked at. After a mistake it goes on at the next statement or function, so that all mistakes are found at once.
 *
 * <p>Of the {@link Limits} it keeps {@code text}, {@code tokens}, {@code variables} (parameters of one function) and
 * {@code nesting}: the number of brackets, calls, prefix operators, conditionals and powers that are open at one place.
 * Thus {@code ((x))} has two levels, {@code a^b^c} has two, and {@code a + b + c} has none.
 */
public final class Parser {
    private final Tokens tokens;
    private final Map<String, Span> functionNames = new HashMap<>();
    private final List<Import> imports = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private String packageName;

    private Parser(Diagnostics diagnostics, Limits limits) {
        this.tokens = new Tokens(diagnostics, limits);
    }

    /**
     * Reads a file of functions or a bare expression.
     *
     * @throws JacobiException with all mistakes of the text
     */
    public static SourceFile parse(SourceText source, Limits limits) {
        Diagnostics diagnostics = new Diagnostics(source);
        SourceFile file = parse(diagnostics, limits);
        diagnostics.throwIfAny();
        return file;
    }

    /**
     * Reads a file of functions or a bare expression; mistakes are added to {@code diagnostics} and left out of the
     * tree.
     */
    public static SourceFile parse(Diagnostics diagnostics, Limits limits) {
        Parser parser = new Parser(diagnostics, limits);
        if (parser.atFile()) {
            parser.file();
        } else {
            parser.bareExpression();
        }
        return new SourceFile(
                diagnostics.source(), parser.packageName, List.copyOf(parser.imports), List.copyOf(parser.functions));
    }

    /**
     * Reads a bare expression.
     *
     * @throws JacobiException with all mistakes of the text
     */
    public static Expr parseExpression(SourceText source, Limits limits) {
        Diagnostics diagnostics = new Diagnostics(source);
        Expr expression = new Parser(diagnostics, limits).wholeExpression();
        diagnostics.throwIfAny();
        return expression;
    }

    private boolean atFile() {
        return isHeading(tokens.current().kind()) || misspelt() != null;
    }

    private static boolean isHeading(TokenKind kind) {
        return kind == TokenKind.FUNCTION
                || kind == TokenKind.AT
                || kind == TokenKind.PACKAGE
                || kind == TokenKind.IMPORT;
    }

    /** The keyword that the current name was probably meant to be, or null. */
    private TokenKind misspelt() {
        Token word = tokens.current();
        TokenKind follows = tokens.at(TokenKind.NAME) ? tokens.peek().kind() : TokenKind.END;
        if (follows == TokenKind.NAME && !tokens.peek().startsLine()) {
            boolean foreign = List.of("def", "fun", "fn", "func", "let").contains(word.text());
            String nearest = foreign ? "function" : Suggestions.nearest(word.text(), List.of("function", "package"));
            return nearest == null ? null : TokenKind.ofWord(nearest);
        }
        boolean textFollows = follows == TokenKind.TEXT;
        return textFollows && Suggestions.nearest(word.text(), List.of("import")) != null ? TokenKind.IMPORT : null;
    }

    private void bareExpression() {
        Expr expression = wholeExpression();
        if (expression != null) {
            Span span = expression.span();
            functions.add(new Function(span, null, null, span, null, List.of(), List.of(), List.of(expression)));
        }
    }

    /** An expression that is the whole text, or null after a mistake. */
    private Expr wholeExpression() {
        if (tokens.at(TokenKind.END)) {
            tokens.expected("a function or an expression");
            return null;
        }
        Expr expression = new ExpressionParser(tokens).expression();
        if (expression != null) {
            new Scope(tokens).bareExpression(expression);
        }
        if (expression == null || tokens.at(TokenKind.END)) {
            return expression;
        }
        Span found = tokens.current().span();
        if (tokens.at(TokenKind.EQUALS)) {
            boolean header = expression instanceof Expr.Call && found.start() < 60;
            String cure = header ? "function " + tokens.slice(0, found.start()).strip() + " = ..." : "==";
            tokens.mistake(found, "found '=' after an expression, expected the end of the text", cure);
        } else if (tokens.current().startsLine() && !tokens.current().kind().isInfix()) {
            tokens.mistake(
                    found, "expected the end of the text, found a new line: only a function has several statements");
        } else if (tokens.at(TokenKind.RIGHT_BRACE)) {
            tokens.expected("the end of the text");
        } else {
            new StatementParser(tokens, new Scope(tokens)).endOfStatement("the end of the text");
        }
        return null;
    }

    private void file() {
        boolean headed = false;
        boolean found = false;
        while (!tokens.at(TokenKind.END)) {
            TokenKind kind = heading();
            if (kind == TokenKind.AT) {
                found = true;
                annotated();
            } else if (kind == TokenKind.FUNCTION) {
                found = true;
                function(Set.of(), tokens.current().documentation());
            } else if (kind == TokenKind.IMPORT && functions.isEmpty()) {
                importPath();
            } else if (kind == TokenKind.PACKAGE && !headed) {
                packageName();
            } else {
                misplaced(kind);
            }
            headed = true;
        }
        if (!found) {
            tokens.expected("'function'");
        }
    }

    /** The kind of the current token, or of the keyword that it is a misspelling of, which is reported. */
    private TokenKind heading() {
        TokenKind meant = misspelt();
        if (meant == null) {
            return tokens.current().kind();
        }
        String found = tokens.describe(tokens.current());
        tokens.mistake(
                tokens.current().span(), "expected '" + meant.spelling() + "', found " + found, meant.spelling());
        return meant;
    }

    private void misplaced(TokenKind kind) {
        Span span = tokens.current().span();
        switch (kind) {
            case IMPORT -> tokens.mistake(span, "found 'import' after a function, imports come first");
            case PACKAGE ->
                tokens.mistake(span, "found 'package' here, it is the first line of a file and there is one at most");
            case RIGHT_BRACE -> tokens.mistake(span, "found '}' without an opening '{'");
            default -> tokens.expected("'function'");
        }
        tokens.advance();
        toHeading();
    }

    private void annotated() {
        Span before = tokens.current().documentation();
        Set<Derivative> derivatives = new AnnotationParser(tokens).derivatives();
        Span between = tokens.current().documentation();
        if (derivatives.isEmpty()) {
            toHeading();
        } else if (heading() == TokenKind.FUNCTION) {
            function(derivatives, between == null ? before : between);
        } else {
            tokens.expected("'function' after an annotation");
            toHeading();
        }
    }

    private void function(Set<Derivative> derivatives, Span documentation) {
        FunctionParser parser = new FunctionParser(tokens, functionNames).with(derivatives);
        Function function = parser.function(documentation);
        if (function != null) {
            functions.add(function);
        }
        if (!parser.complete()) {
            toHeading();
        }
    }

    private void toHeading() {
        while (!tokens.at(TokenKind.END) && !isHeading(tokens.current().kind())) {
            tokens.advance();
        }
    }

    private void importPath() {
        Span keyword = tokens.advance().span();
        Token path = tokens.current();
        if (!tokens.at(TokenKind.TEXT) || path.startsLine()) {
            tokens.expectedOnLine("a path in double quotes after 'import'");
            toHeading();
        } else if (path.text().isEmpty()) {
            tokens.mistake(path.span(), "expected a path, found an empty text");
            tokens.advance();
        } else {
            tokens.advance();
            imports.add(new Import(keyword.to(path.span()), path.text()));
            endOfHeading();
        }
    }

    private void packageName() {
        tokens.advance();
        StringBuilder name = new StringBuilder();
        do {
            Token part = tokens.current();
            if (part.startsLine() || !tokens.at(TokenKind.NAME)) {
                tokens.expectedOnLine("a name in the package's name");
                toHeading();
                return;
            }
            if (SourceVersion.isKeyword(part.text(), SourceVersion.RELEASE_17)) {
                String found = tokens.describe(part);
                tokens.report(
                        ErrorCode.NAME, part.span(), found + " is a keyword of Java, no package is called so", null);
            }
            name.append(part.text());
            tokens.advance();
            if (tokens.at(TokenKind.DOT)) {
                name.append('.');
            }
        } while (tokens.accept(TokenKind.DOT));
        packageName = name.toString();
        endOfHeading();
    }

    private void endOfHeading() {
        if (!tokens.atStatementEnd()) {
            tokens.expected("a new line");
            toHeading();
        }
    }
}
