package dev.jacobi.syntax;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.FpCoreBody.Value;
import dev.jacobi.syntax.FpCoreForm.Atom;
import dev.jacobi.syntax.FpCoreForm.Group;
import dev.jacobi.syntax.FpCoreOperations.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates the expressions of one FPCore. What is still to be done waits on a stack, the next on top; what is done
 * leaves its value on another, so that no form, however deep, needs the thread's.
 */
final class FpCoreExpressions {
    private final FpCoreBody body;
    private final FpCoreProperties properties;
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final Deque<Value> done = new ArrayDeque<>();
    /** What each name means here: its innermost meaning on top. */
    private final Map<String, Deque<Value>> scope = new HashMap<>();

    FpCoreExpressions(FpCoreBody body, FpCoreProperties properties) {
        this.body = body;
        this.properties = properties;
    }

    /** Lets a name mean a value until {@link #leave}. */
    void enter(String name, Value value) {
        scope.computeIfAbsent(name, n -> new ArrayDeque<>()).push(value);
    }

    private void leave(String name) {
        scope.get(name).pop();
    }

    Value translate(FpCoreForm root) {
        visit(root);
        while (!pending.isEmpty()) {
            pending.pop().run();
        }
        return done.pop();
    }

    private void visitLater(FpCoreForm form) {
        pending.push(() -> visit(form));
    }

    private void visit(FpCoreForm form) {
        if (form instanceof Atom atom) {
            done.push(atom(atom));
        } else if (form instanceof Group group && !group.items().isEmpty()) {
            visitGroup(group);
        } else {
            mistake(ErrorCode.SYNTAX, form.span(), "expected an expression");
        }
    }

    private void mistake(ErrorCode code, Span span, String message) {
        done.push(body.mistake(code, span, message));
    }

    private Value atom(Atom atom) {
        Deque<Value> meanings = scope.get(atom.text());
        if (meanings != null && !meanings.isEmpty()) {
            Value value = meanings.peek();
            return value.isMistake()
                    ? value
                    : body.name(atom.span(), ((Expr.Name) value.expr()).name(), value.condition());
        }
        Value constant = FpCoreOperations.constant(body, atom.span(), atom.text());
        if (constant != null) {
            return constant;
        }
        if (FpCoreNumber.looksLike(atom.text())) {
            try {
                return body.number(atom.span(), FpCoreNumber.parse(atom.text()));
            } catch (ArithmeticException e) {
                return body.mistake(ErrorCode.LEXICAL, atom.span(), e.getMessage());
            }
        }
        String nearest = Suggestions.nearest(atom.text(), scope.keySet());
        return body.mistake(ErrorCode.NAME, atom.span(), "unknown name '" + atom.text() + "'", nearest);
    }

    private void visitGroup(Group group) {
        switch (group.head()) {
            case "let" -> let(group, false);
            case "let*" -> let(group, true);
            case "if" -> choice(group);
            case "!" -> {
                if (properties.annotation(group)) {
                    visitLater(group.items().get(group.items().size() - 1));
                } else {
                    done.push(Value.MISTAKE);
                }
            }
            case "digits" -> done.push(digits(group));
            default -> operation(group);
        }
    }

    private void operation(Group group) {
        String name = group.head();
        Span span = group.items().get(0).span();
        Operation operation = FpCoreOperations.find(name);
        if (operation == null) {
            done.push(unknown(group, span));
            return;
        }
        int found = group.items().size() - 1;
        if (found < operation.least() || found > operation.most()) {
            mistake(ErrorCode.ARITY, group.span(), "found " + count(found) + " of " + name + ", expected " + arity(operation));
            return;
        }
        pending.push(() -> {
            List<Value> operands = take(found);
            done.push(
                    checked(group, operands, operation.conditions())
                            ? operation.write(body, group.span(), operands)
                            : Value.MISTAKE);
        });
        visitOperands(group, 1);
    }

    private Value unknown(Group group, Span span) {
        String name = group.head();
        if (name.isEmpty()) {
            return body.mistake(ErrorCode.SYNTAX, span, "expected the name of an operation");
        }
        String refusal = FpCoreOperations.whyRefused(name);
        if (refusal != null) {
            return body.mistake(ErrorCode.UNSUPPORTED, span, "'" + name + "': " + refusal);
        }
        return body.mistake(
                ErrorCode.UNSUPPORTED,
                span,
                "'" + name + "' is no operation of FPCore; calls of other FPCores cannot be imported",
                Suggestions.nearest(name, FpCoreOperations.names()));
    }

    private static String arity(Operation operation) {
        if (operation.least() == operation.most()) {
            return String.valueOf(operation.least());
        }
        boolean open = operation.most() == Integer.MAX_VALUE;
        return operation.least() + (open ? " or more" : operation.most() == 2 ? " or 2" : " to " + operation.most());
    }

    private static String count(int operands) {
        return operands + (operands == 1 ? " operand" : " operands");
    }

    private void visitOperands(Group group, int first) {
        for (int i = group.items().size() - 1; i >= first; i--) {
            visitLater(group.items().get(i));
        }
    }

    /** The last values, in the order in which they were made. */
    private List<Value> take(int number) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            values.add(done.pop());
        }
        Collections.reverse(values);
        return values;
    }

    /** Whether the operands are what they have to be; silent about those that are mistakes already. */
    private boolean checked(Group group, List<Value> operands, boolean conditions) {
        boolean good = true;
        for (int i = 0; i < operands.size(); i++) {
            Value operand = operands.get(i);
            if (operand.isMistake()) {
                good = false;
            } else if (operand.condition() != conditions) {
                body.mistake(ErrorCode.TYPE, group.items().get(i + 1).span(), expected(conditions));
                good = false;
            }
        }
        return good;
    }

    private static String expected(boolean condition) {
        return condition ? "expected a condition, found a number" : "expected a number, found a condition";
    }

    private void choice(Group group) {
        if (group.items().size() != 4) {
            mistake(ErrorCode.ARITY, group.span(), "if takes a condition and two expressions");
            return;
        }
        pending.push(() -> {
            List<Value> parts = take(3);
            Value then = parts.get(1);
            boolean good = checked(group, parts.subList(0, 1), true);
            if (then.isMistake() || parts.get(2).isMistake()) {
                good = false;
            } else if (then.condition() != parts.get(2).condition()) {
                body.mistake(ErrorCode.TYPE, group.items().get(3).span(), expected(then.condition()));
                good = false;
            }
            done.push(good ? body.choose(group.span(), parts.get(0), then, parts.get(2)) : Value.MISTAKE);
        });
        visitOperands(group, 1);
    }

    private Value digits(Group group) {
        List<FpCoreForm> items = group.items();
        if (items.size() != 4 || !items.stream().allMatch(Atom.class::isInstance)) {
            return body.mistake(ErrorCode.ARITY, group.span(), "digits takes a mantissa, an exponent and a base");
        }
        try {
            double value =
                    FpCoreNumber.digits(((Atom) items.get(1)).text(), ((Atom) items.get(2)).text(), ((Atom) items.get(3))
                            .text());
            return body.number(group.span(), value);
        } catch (ArithmeticException e) {
            return body.mistake(ErrorCode.LEXICAL, group.span(), e.getMessage());
        }
    }

    /** With {@code let} all values see the names outside; with {@code let*} each sees those before it. */
    private void let(Group group, boolean sequential) {
        List<Atom> names = new ArrayList<>();
        List<FpCoreForm> values = new ArrayList<>();
        if (!readLet(group, sequential, names, values)) {
            return;
        }
        pending.push(() -> names.forEach(name -> leave(name.text())));
        visitLater(group.items().get(2));
        if (!sequential) {
            pending.push(() -> {
                List<Value> made = take(names.size());
                for (int i = 0; i < made.size(); i++) {
                    define(names.get(i), made.get(i));
                }
            });
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            Atom name = names.get(i);
            if (sequential) {
                pending.push(() -> define(name, done.pop()));
            }
            visitLater(values.get(i));
        }
    }

    private boolean readLet(Group group, boolean sequential, List<Atom> names, List<FpCoreForm> values) {
        if (group.items().size() != 3 || !(group.items().get(1) instanceof Group list)) {
            mistake(ErrorCode.SYNTAX, group.span(), group.head() + " takes a list of [name value] and a body");
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (FpCoreForm form : list.items()) {
            boolean pair = form instanceof Group g && g.items().size() == 2 && g.items().get(0) instanceof Atom;
            if (!pair) {
                mistake(ErrorCode.SYNTAX, form.span(), "expected [name value]");
                return false;
            }
            Atom name = (Atom) ((Group) form).items().get(0);
            if (!seen.add(name.text()) && !sequential) {
                mistake(ErrorCode.NAME, name.span(), "'" + name.text() + "' is bound twice by one let");
                return false;
            }
            names.add(name);
            values.add(((Group) form).items().get(1));
        }
        return true;
    }

    private void define(Atom name, Value value) {
        boolean good = !value.isMistake();
        enter(name.text(), good ? body.bind(name.span(), body.names().declare(name.text()), value) : value);
    }
}
