package dev.jacobi.syntax;

import static dev.jacobi.syntax.LatexPiece.text;
import static dev.jacobi.syntax.LatexPiece.whole;

import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Reducer;
import dev.jacobi.syntax.LatexPiece.Part;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How arrays are written in LaTeX: indices below, sums with their limits, arrays with their domain below. */
final class LatexArrays {
    private final UnaryOperator<String> names;

    /** Writes names as {@code names} does. */
    LatexArrays(UnaryOperator<String> names) {
        this.names = names;
    }

    /** {@code A_{i, j}}. */
    List<LatexPiece> element(Expr.Element element) {
        List<LatexPiece> pieces = new ArrayList<>();
        if (element.array() instanceof Expr.Name name) {
            pieces.add(text(indexed(name.name())));
        } else {
            boolean call = element.array() instanceof Expr.Call;
            pieces.add(new Part(element.array(), call ? Operators.ATOM : LatexPiece.PARENTHESES));
        }
        pieces.add(text("_{"));
        addAll(pieces, element.indices(), ", ", Operators.NONE);
        pieces.add(text("}"));
        return pieces;
    }

    /** A name that gets an index; LaTeX refuses a second one unless the first is within braces. */
    private String indexed(String name) {
        String written = names.apply(name);
        return written.contains("_{") ? "{" + written + "}" : written;
    }

    /** {@code \sum_{i=0}^{N - 1} body}, {@code \max_{0 \le i < N} body}. */
    List<LatexPiece> reduction(Expr.Reduction reduction, boolean parentheses) {
        List<LatexPiece> pieces = new ArrayList<>();
        Reducer reducer = reduction.reducer();
        if (reducer == Reducer.SUM || reducer == Reducer.PROD) {
            for (Axis axis : reduction.axes()) {
                pieces.add(text((reducer == Reducer.SUM ? "\\sum_{" : "\\prod_{") + names.apply(axis.name()) + "="));
                pieces.add(lower(axis, Operators.NONE));
                pieces.add(text("}^{"));
                addLast(pieces, axis);
                pieces.add(text("} "));
            }
        } else {
            pieces.add(text(
                    switch (reducer) {
                        case ARGMAX -> "\\operatorname*{arg\\,max}";
                        case ARGMIN -> "\\operatorname*{arg\\,min}";
                        case LOGSUMEXP -> "\\operatorname*{logsumexp}";
                        default -> LatexNames.function(reducer.symbol());
                    }));
            pieces.add(text("_{"));
            addDomain(pieces, reduction.axes());
            pieces.add(text("} "));
        }
        pieces.add(new Part(reduction.body(), parentheses ? LatexPiece.PARENTHESES : Operators.REDUCTION));
        return pieces;
    }

    /** {@code \left(body\right)_{0 \le i < N}}. */
    List<LatexPiece> array(Expr.ArrayOf array) {
        List<LatexPiece> pieces = new ArrayList<>(List.of(text("\\left("), whole(array.body()), text("\\right)_{")));
        addDomain(pieces, array.axes());
        pieces.add(text("}"));
        return pieces;
    }

    /** {@code \operatorname*{fold}_{0 \le t < T} \left(p = p_{0}, \, q_{j} = 0 \; \left(0 \le j < D\right) : p', \, q'\right)}. */
    List<LatexPiece> recurrence(Expr.Recurrence recurrence) {
        List<LatexPiece> pieces = new ArrayList<>();
        pieces.add(text("\\operatorname*{" + recurrence.symbol() + "}_{"));
        addDomain(pieces, List.of(recurrence.axis()));
        pieces.add(text("} "));
        pieces.addAll(states(recurrence.states(), recurrence.next()));
        return pieces;
    }

    /** {@code \operatorname{solve} \left(u = 1 : r\right)}. */
    List<LatexPiece> solve(Expr.Solve solve) {
        List<LatexPiece> pieces = new ArrayList<>(List.of(text("\\operatorname{solve} ")));
        pieces.addAll(states(solve.unknowns(), solve.residuals()));
        return pieces;
    }

    private List<LatexPiece> states(List<Expr.State> states, List<Expr> next) {
        List<LatexPiece> pieces = new ArrayList<>();
        String before = "\\left(";
        for (Expr.State state : states) {
            boolean array = !state.axes().isEmpty();
            pieces.add(
                    text(before + (array ? element(state.name(), state.axes()) : names.apply(state.name())) + " = "));
            pieces.add(whole(state.first()));
            if (array) {
                pieces.add(text(" \\; \\left("));
                addDomain(pieces, state.axes());
                pieces.add(text("\\right)"));
            }
            before = ", \\, ";
        }
        pieces.add(text(" : "));
        addAll(pieces, next, ", \\, ", Operators.NONE);
        pieces.add(text("\\right)"));
        return pieces;
    }

    private String element(String name, List<Axis> axes) {
        String indices = axes.stream().map(axis -> names.apply(axis.name())).collect(Collectors.joining(", "));
        return indexed(name) + "_{" + indices + "}";
    }

    /** {@code z_{i} = body \quad \left(0 \le i < N\right)}. */
    List<LatexPiece> binding(String name, String equals, Expr.ArrayOf array) {
        String left = element(name, array.axes()) + equals;
        List<LatexPiece> pieces = new ArrayList<>(List.of(text(left), whole(array.body()), text(" \\quad \\left(")));
        addDomain(pieces, array.axes());
        pieces.add(text("\\right)"));
        return pieces;
    }

    /** An array with its space, {@code A \in \mathbb{R}^{N \times 3}}; a single number by its name. */
    List<LatexPiece> parameter(Parameter parameter) {
        String name = names.apply(parameter.name());
        String space = name + (parameter.integer() ? " \\in \\mathbb{Z}" : " \\in \\mathbb{R}");
        if (parameter.shape().isEmpty()) {
            return List.of(text(parameter.integer() ? space : name));
        }
        List<LatexPiece> pieces = new ArrayList<>(List.of(text(space), text("^{")));
        int strength = parameter.shape().size() == 1 ? Operators.NONE : Operators.PRODUCT;
        addAll(pieces, parameter.shape(), " \\times ", strength);
        pieces.add(text("}"));
        return pieces;
    }

    private void addDomain(List<LatexPiece> pieces, List<Axis> axes) {
        String separator = "";
        for (Axis axis : axes) {
            pieces.add(text(separator));
            pieces.add(lower(axis, Operators.COMPARISON + 1));
            pieces.add(text(" \\le " + names.apply(axis.name()) + " < "));
            pieces.add(new Part(axis.upper(), Operators.COMPARISON + 1));
            separator = ", \\, ";
        }
    }

    private static LatexPiece lower(Axis axis, int strength) {
        return axis.lower() == null ? text("0") : new Part(axis.lower(), strength);
    }

    /** The last value of an axis, one below its upper end. */
    private static void addLast(List<LatexPiece> pieces, Axis axis) {
        Expr upper = axis.upper();
        if (upper instanceof Expr.Number number && number.value() >= 1) {
            pieces.add(text(NumberFormat.print(number.value() - 1)));
        } else if (upper instanceof Expr.Binary sum
                && sum.operator() == BinaryOperator.ADD
                && sum.right() instanceof Expr.Number one
                && one.value() == 1) {
            pieces.add(whole(sum.left()));
        } else {
            pieces.add(new Part(upper, Operators.SUM));
            pieces.add(text(" - 1"));
        }
    }

    private static void addAll(List<LatexPiece> pieces, List<Expr> exprs, String separator, int strength) {
        String before = "";
        for (Expr expr : exprs) {
            pieces.add(text(before));
            pieces.add(new Part(expr, strength));
            before = separator;
        }
    }
}
