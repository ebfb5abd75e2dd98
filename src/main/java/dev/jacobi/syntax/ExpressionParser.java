package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayList;
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
    private final ArrayMistakes arrays;
    private final BinderParser binders;
    private final Frames frames;

    private List<Expr> results;

    /** The operand read last, and where it stands, brackets included. */
    private Expr value;

    private int start;
    private int end;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.mistakes = new OperatorMistakes(tokens);
        this.arrays = new ArrayMistakes(tokens);
        this.binders = new BinderParser(tokens, arrays);
        this.frames = new Frames(tokens);
    }

    /** One expression, up to the token that cannot belong to it; null after a mistake, which is reported. */
    Expr expression() {
        return run() ? value : null;
    }

    /** One expression, or several in parentheses; null after a mistake, which is reported. */
    List<Expr> results() {
        if (tokens.at(TokenKind.LEFT_PAREN) && openGroup(new ArrayList<>()) == Next.FAILED) {
            return null;
        }
        if (!run()) {
            return null;
        }
        return results == null ? List.of(value) : List.copyOf(results);
    }

    /** The extents of an array, from its open bracket on; null after a mistake, which is reported. */
    List<Expr> extents() {
        Span open = tokens.advance().span();
        return frames.push(new Frame.Indices(open)) && run() ? List.copyOf(results) : null;
    }

    /** The axes of {@code z[i in N] = ...}, from the open bracket on; null after a mistake, which is reported. */
    List<Axis> axes(Token name) {
        Binder binder = new Binder(Binder.Kind.BINDING, name, tokens.advance().span());
        return axis(binder) != Next.FAILED && run() ? List.copyOf(binder.axes()) : null;
    }

    /** How many brackets were open when the expression ended: after a mistake, what recovery has to close. */
    int openBrackets() {
        return frames.brackets();
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
                return openGroup(null);
            case LEFT_BRACKET:
                return axis(new Binder(Binder.Kind.ARRAY, null, tokens.advance().span()));
            case MINUS:
                return prefix(UnaryOperator.NEGATE);
            case NOT:
                return prefix(UnaryOperator.NOT);
            case PLUS:
                tokens.advance();
                return Next.OPERAND;
            case IF:
                tokens.advance();
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

    private Next openGroup(List<Expr> several) {
        return push(new Frame.Group(tokens.advance().span(), several));
    }

    private Next nameOrCall() {
        Token name = tokens.advance();
        if (!tokens.at(TokenKind.LEFT_PAREN) || lineEnds()) {
            return operand(new Expr.Name(name.span(), name.text()), name.span());
        }
        Span open = tokens.advance().span();
        if (tokens.atAxis() && Recurring.isName(name.text())) {
            return axis(Binder.steps(new Recurring(name, open)));
        }
        if (Recurring.isSolve(name.text()) && tokens.atState()) {
            return push(binders.state(new Recurring(name, open)));
        }
        if (tokens.atAxis()) {
            return arrays.reduces(name) ? axis(new Binder(Binder.Kind.REDUCTION, name, open)) : Next.FAILED;
        }
        if (push(new Frame.Arguments(name, open, new ArrayList<>(), null)) == Next.FAILED) {
            return Next.FAILED;
        }
        if (tokens.at(TokenKind.RIGHT_PAREN)) {
            return closeCall((Frame.Arguments) frames.pop());
        }
        return tokens.at(TokenKind.SEMICOLON) ? semicolon() : Next.OPERAND;
    }

    private Next axis(Binder binder) {
        return push(binders.axis(binder));
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
            mistakes.noOperator(start, end, frames.closest(), frames.inIf());
            return Next.FAILED;
        }
        return switch (kind) {
            case QUESTION -> question();
            case THEN -> then();
            case ELSE, COLON -> otherwise(kind);
            case LEFT_BRACKET -> openIndices();
            case HALF_OPEN_RANGE, RANGE -> range(kind);
            case RIGHT_PAREN, RIGHT_BRACKET -> closeBracket(kind);
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
        frames.pop();
        return push(new Frame.Then(condition.opener().start(), condition.opener(), value, TokenKind.ELSE));
    }

    private Next otherwise(TokenKind kind) {
        reduce(Operators.CONDITIONAL);
        if (kind == TokenKind.COLON && frames.peek() instanceof Frame.Range range) {
            return body(range);
        }
        if (kind == TokenKind.COLON && frames.peek() instanceof Frame.First first) {
            closeFirst(first);
            return push(new Frame.Next(first.recurring()));
        }
        if (!(frames.peek() instanceof Frame.Then then) || then.second() != kind) {
            return finish();
        }
        tokens.advance();
        frames.pop();
        return push(new Frame.Else(then.start(), then.condition(), value));
    }

    private Next body(Frame.Range range) {
        if (range.binder().isBodiless()) {
            return finish();
        }
        if (range.binder().kind() == Binder.Kind.STEPS) {
            arrays.recurrences().noState(range.binder().recurring());
            return Next.FAILED;
        }
        tokens.advance();
        closeRange(range);
        return push(new Frame.Body(range.binder()));
    }

    private void closeFirst(Frame.First first) {
        first.recurring().add(first, end, value);
        tokens.advance();
        frames.pop();
    }

    private void closeRange(Frame.Range range) {
        range.binder().add(range, new Span(start, end), value);
        frames.pop();
    }

    /** The sign of a range, after its lower end. */
    private Next range(TokenKind kind) {
        reduce(Operators.CONDITIONAL);
        if (!(frames.peek() instanceof Frame.Range range) || range.lower() != null) {
            return finish();
        }
        if (kind == TokenKind.RANGE) {
            arrays.closedRange(start, end);
            return Next.FAILED;
        }
        tokens.advance();
        frames.pop();
        return push(new Frame.Range(range.binder(), range.axis(), value));
    }

    /** Elements bind more tightly than every operator, so that what waits for the operand goes on waiting. */
    private Next openIndices() {
        Span open = tokens.advance().span();
        return push(new Frame.Indices(start, end, value, open, new ArrayList<>()));
    }

    private Next comma() {
        reduce(Operators.CONDITIONAL);
        if (frames.peek() instanceof Frame.Range range) {
            tokens.advance();
            closeRange(range);
            boolean steps = range.binder().kind() == Binder.Kind.STEPS;
            return push(steps ? binders.state(range.binder().recurring()) : binders.axis(range.binder()));
        } else if (frames.peek() instanceof Frame.First first) {
            closeFirst(first);
            return push(binders.state(first.recurring()));
        } else if (frames.peek() instanceof Frame.Next states) {
            states.recurring().next().add(value);
        } else if (frames.peek() instanceof Frame.Arguments call) {
            call.side().add(value);
        } else if (frames.peek() instanceof Frame.Indices indices) {
            indices.indices().add(value);
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
        frames.pop();
        return push(new Frame.Arguments(call.function(), call.open(), call.variables(), new ArrayList<>()));
    }

    private Next closeBracket(TokenKind kind) {
        reduce(Operators.CONDITIONAL);
        Frame open = frames.peek();
        if (open == null || open.bracket() != kind) {
            return finish();
        } else if (open instanceof Frame.Range range) {
            return closeAxes(range);
        } else if (open instanceof Frame.First) {
            return finish();
        }
        frames.pop();
        if (open instanceof Frame.Arguments call) {
            call.side().add(value);
            return closeCall(call);
        }
        Span close = tokens.advance().span();
        if (open instanceof Frame.Indices indices) {
            return closeIndices(indices, close);
        } else if (open instanceof Frame.Body body) {
            Expr whole = body.binder().close(close, value);
            return operand(whole, whole.span());
        } else if (open instanceof Frame.Next states) {
            Expr whole = states.recurring().close(close, value);
            return operand(whole, whole.span());
        }
        return closeGroup((Frame.Group) open, close);
    }

    private Next closeGroup(Frame.Group group, Span close) {
        if (group.results() != null && !group.results().isEmpty()) {
            group.results().add(value);
            results = group.results();
            return Next.DONE;
        }
        return operand(value, group.open().to(close));
    }

    private Next closeIndices(Frame.Indices frame, Span close) {
        frame.indices().add(value);
        if (frame.array() == null) {
            results = frame.indices();
            return Next.DONE;
        }
        if (frame.ofElement()) {
            arrays.elementOfElement(frame, close);
            return Next.FAILED;
        }
        Span span = new Span(frame.start(), close.end());
        return operand(new Expr.Element(span, frame.array(), List.copyOf(frame.indices())), span);
    }

    /** The left side of a binding ends without a body, and so do the axes of a state. */
    private Next closeAxes(Frame.Range range) {
        Binder binder = range.binder();
        if (!binder.isBodiless()) {
            return finish();
        }
        closeRange(range);
        tokens.advance();
        boolean state = binder.kind() == Binder.Kind.STATE;
        return state
                ? push(binders.first(new Frame.First(binder.recurring(), binder.name(), binder.axes())))
                : Next.DONE;
    }

    private Next closeCall(Frame.Arguments call) {
        Token name = call.function();
        Span span = name.span().to(tokens.advance().span());
        List<Expr> data = call.data() == null ? List.of() : List.copyOf(call.data());
        return operand(new Expr.Call(span, name.span(), name.text(), List.copyOf(call.variables()), data), span);
    }

    /** The expression ends here, unless something is still open. */
    private Next finish() {
        reduce(Operators.CONDITIONAL);
        if (frames.isEmpty()) {
            return tokens.at(TokenKind.INVALID) ? Next.FAILED : Next.DONE;
        }
        mistakes.notClosed(frames.peek(), frames.inBrackets());
        return Next.FAILED;
    }

    /** Whether the current token begins a line that ends the expression, were it not for an open {@code if}. */
    private boolean lineEnds() {
        return !frames.inBrackets() && tokens.current().startsLine();
    }

    private boolean continuesIf() {
        return frames.inIf() && (tokens.at(TokenKind.THEN) || tokens.at(TokenKind.ELSE));
    }

    /** Opens a frame; null stands for one that could not be read. */
    private Next push(Frame frame) {
        return frame != null && frames.push(frame) ? Next.OPERAND : Next.FAILED;
    }

    /** Closes the frames that hold the operand at least as strongly as what follows it. */
    private void reduce(int strength) {
        while (!frames.isEmpty() && frames.peek().strength() >= strength) {
            value = frames.pop().close(end, value);
            start = value.span().start();
        }
    }
}
