package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads one expression by operator precedence, with a stack of its own: depth costs heap and is limited, never the
 * thread's stack. The level of nesting is the number of brackets, calls, prefix operators, conditionals and powers that
 * wait for an operand at one place of the text.
 */
final class ExpressionParser {

    /** What is to be done after a token. */
    private enum Next {
        OPERAND,
        OPERATOR,
        DONE,
        FAILED
    }

    private final Tokens tokens;
    private final OperatorMistakes mistakes;
    private final Deque<Frame> frames = new ArrayDeque<>();

    private int nesting;
    private int brackets;
    private int openIfs;
    private List<Expr> results;

    /** The operand read last, and where it stands, brackets included. */
    private Expr value;

    private int start;
    private int end;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.mistakes = new OperatorMistakes(tokens);
    }

    /** One expression, up to the token that cannot belong to it; null after a mistake, which is reported. */
    Expr expression() {
        return run() ? value : null;
    }

    /** One expression, or several in parentheses; null after a mistake, which is reported. */
    List<Expr> results() {
        if (tokens.at(TokenKind.LEFT_PAREN) && !openGroup(new ArrayList<>())) {
            return null;
        }
        if (!run()) {
            return null;
        }
        return results == null ? List.of(value) : List.copyOf(results);
    }

    /** How many brackets were open when the expression ended: after a mistake, what recovery has to close. */
    int openBrackets() {
        return brackets;
    }

    private boolean run() {
        Next next = Next.OPERAND;
        while (next == Next.OPERAND || next == Next.OPERATOR) {
            next = next == Next.OPERAND ? operand() : operator();
        }
        return next == Next.DONE;
    }

    private Next operand() {
        Token token = tokens.current();
        switch (token.kind()) {
            case NUMBER:
                tokens.advance();
                return operand(new Expr.Number(token.span(), token.value()), token.span());
            case NAME:
                return nameOrCall();
            case LEFT_PAREN:
                return openGroup(null) ? Next.OPERAND : Next.FAILED;
            case MINUS:
                return prefix(UnaryOperator.NEGATE);
            case NOT:
                return prefix(UnaryOperator.NOT);
            case PLUS:
                tokens.advance();
                return Next.OPERAND;
            case IF:
                tokens.advance();
                openIfs++;
                return push(new Frame.Condition(token.span()));
            default:
                mistakes.noOperand(frames.peek());
                return Next.FAILED;
        }
    }

    private Next operand(Expr read, Span span) {
        value = read;
        start = span.start();
        end = span.end();
        return Next.OPERATOR;
    }

    private Next prefix(UnaryOperator operator) {
        return push(new Frame.Prefix(tokens.advance().span(), operator));
    }

    private boolean openGroup(List<Expr> several) {
        Span open = tokens.advance().span();
        brackets++;
        return push(new Frame.Group(open, several)) == Next.OPERAND;
    }

    private Next nameOrCall() {
        Token name = tokens.advance();
        if (!tokens.at(TokenKind.LEFT_PAREN) || lineEnds()) {
            return operand(new Expr.Name(name.span(), name.text()), name.span());
        }
        Span open = tokens.advance().span();
        brackets++;
        if (push(new Frame.Arguments(name, open, new ArrayList<>(), null)) == Next.FAILED) {
            return Next.FAILED;
        }
        if (tokens.at(TokenKind.RIGHT_PAREN)) {
            return closeCall((Frame.Arguments) pop());
        }
        return tokens.at(TokenKind.SEMICOLON) ? semicolon() : Next.OPERAND;
    }

    private Next operator() {
        if (lineEnds() && !continuesIf()) {
            return finish();
        }
        TokenKind kind = tokens.current().kind();
        if (Operators.infix(kind) != null) {
            return infix(Operators.infix(kind));
        }
        if (Operators.comparator(kind) != null) {
            return comparator(Operators.comparator(kind));
        }
        if (kind.startsOperand()) {
            mistakes.noOperator(start, end, closest(), openIfs > 0);
            return Next.FAILED;
        }
        return switch (kind) {
            case QUESTION -> question();
            case THEN -> then();
            case ELSE, COLON -> otherwise(kind);
            case RIGHT_PAREN -> closeBracket();
            case COMMA -> comma();
            case SEMICOLON -> semicolon();
            default -> finish();
        };
    }

    private Next infix(BinaryOperator operator) {
        int strength = Operators.strength(operator);
        reduce(operator == BinaryOperator.POWER ? strength + 1 : strength);
        tokens.advance();
        return push(new Frame.Infix(start, value, operator));
    }

    private Next comparator(Comparator comparator) {
        reduce(Operators.COMPARISON + 1);
        tokens.advance();
        if (!(frames.peek() instanceof Frame.Chain)) {
            push(new Frame.Chain(start, new ArrayList<>(), new ArrayList<>()));
        }
        ((Frame.Chain) frames.peek()).add(value, comparator);
        return Next.OPERAND;
    }

    private Next question() {
        reduce(Operators.CONDITIONAL + 1);
        Span opener = tokens.advance().span();
        return push(new Frame.Then(start, opener, value, TokenKind.COLON));
    }

    private Next then() {
        reduce(Operators.CONDITIONAL);
        if (!(frames.peek() instanceof Frame.Condition condition)) {
            return finish();
        }
        tokens.advance();
        pop();
        return push(new Frame.Then(condition.opener().start(), condition.opener(), value, TokenKind.ELSE));
    }

    private Next otherwise(TokenKind kind) {
        reduce(Operators.CONDITIONAL);
        if (!(frames.peek() instanceof Frame.Then then) || then.second() != kind) {
            return finish();
        }
        tokens.advance();
        pop();
        if (kind == TokenKind.ELSE) {
            openIfs--;
        }
        return push(new Frame.Else(then.start(), then.condition(), value));
    }

    private Next comma() {
        reduce(Operators.CONDITIONAL);
        if (frames.peek() instanceof Frame.Arguments call) {
            call.side().add(value);
        } else if (frames.peek() instanceof Frame.Group group && group.results() != null) {
            group.results().add(value);
        } else {
            return finish();
        }
        tokens.advance();
        return Next.OPERAND;
    }

    /** The semicolon of a call, after its variables or where there are none. */
    private Next semicolon() {
        reduce(Operators.CONDITIONAL);
        if (!(frames.peek() instanceof Frame.Arguments call)) {
            return finish();
        }
        if (call.data() != null) {
            tokens.expected("',' or ')' after the data of the call");
            return Next.FAILED;
        }
        if (!tokens.previous().equals(call.open())) {
            call.variables().add(value);
        }
        tokens.advance();
        pop();
        return push(new Frame.Arguments(call.function(), call.open(), call.variables(), new ArrayList<>()));
    }

    private Next closeBracket() {
        reduce(Operators.CONDITIONAL);
        if (frames.peek() instanceof Frame.Arguments call) {
            call.side().add(value);
            pop();
            return closeCall(call);
        }
        if (!(frames.peek() instanceof Frame.Group group)) {
            return finish();
        }
        pop();
        brackets--;
        Span close = tokens.advance().span();
        if (group.results() != null && !group.results().isEmpty()) {
            group.results().add(value);
            results = group.results();
            return Next.DONE;
        }
        return operand(value, group.open().to(close));
    }

    private Next closeCall(Frame.Arguments call) {
        brackets--;
        Token name = call.function();
        Span span = name.span().to(tokens.advance().span());
        List<Expr> data = call.data() == null ? List.of() : List.copyOf(call.data());
        return operand(new Expr.Call(span, name.span(), name.text(), List.copyOf(call.variables()), data), span);
    }

    /** The expression ends here, unless something is still open. */
    private Next finish() {
        reduce(Operators.CONDITIONAL);
        if (frames.isEmpty() && tokens.at(TokenKind.LEFT_BRACKET)) {
            mistakes.noOperand(null);
            return Next.FAILED;
        }
        if (frames.isEmpty()) {
            return tokens.at(TokenKind.INVALID) ? Next.FAILED : Next.DONE;
        }
        mistakes.notClosed(frames.peek(), brackets > 0);
        return Next.FAILED;
    }

    /** Whether the current token begins a line that ends the expression, were it not for an open {@code if}. */
    private boolean lineEnds() {
        return brackets == 0 && tokens.current().startsLine();
    }

    private boolean continuesIf() {
        return openIfs > 0 && (tokens.at(TokenKind.THEN) || tokens.at(TokenKind.ELSE));
    }

    /** The innermost frame that only a token of its own can end, or null. */
    private Frame closest() {
        return frames.stream()
                .filter(frame -> frame.strength() == Operators.NONE)
                .findFirst()
                .orElse(null);
    }

    private Next push(Frame frame) {
        int limit = tokens.limits().nesting();
        if (frame.nests() && ++nesting > limit) {
            tokens.stop(tokens.previous(), limit + " nesting levels", "found level " + nesting);
            return Next.FAILED;
        }
        frames.push(frame);
        return Next.OPERAND;
    }

    private Frame pop() {
        Frame frame = frames.pop();
        nesting -= frame.nests() ? 1 : 0;
        return frame;
    }

    /** Closes the frames that hold the operand at least as strongly as what follows it. */
    private void reduce(int strength) {
        while (!frames.isEmpty() && frames.peek().strength() >= strength) {
            close(pop());
        }
    }

    private void close(Frame frame) {
        if (frame instanceof Frame.Prefix prefix) {
            start = prefix.operator().start();
            value = new Expr.Unary(new Span(start, end), prefix.kind(), value);
        } else if (frame instanceof Frame.Infix infix) {
            start = infix.start();
            value = new Expr.Binary(new Span(start, end), infix.kind(), infix.left(), value);
        } else if (frame instanceof Frame.Chain chain) {
            start = chain.start();
            value = chain.comparison(new Span(start, end), value);
        } else if (frame instanceof Frame.Else conditional) {
            start = conditional.start();
            value = new Expr.If(new Span(start, end), conditional.condition(), conditional.then(), value);
        } else {
            throw new IllegalStateException("only its own token can end " + frame);
        }
    }
}
