package dev.jacobi.explain;

import dev.jacobi.explain.Explanation.Adjoint;
import dev.jacobi.explain.Explanation.Local;
import dev.jacobi.explain.Explanation.Operations;
import dev.jacobi.explain.Explanation.Row;
import dev.jacobi.explain.Explanation.Step;
import dev.jacobi.explain.Explanation.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes an explanation as plain text. */
public final class TextExplanation {
    private final Explanation explanation;
    private final StringBuilder out = new StringBuilder();

    private TextExplanation(Explanation explanation) {
        this.explanation = explanation;
    }

    public static String print(Explanation explanation) {
        TextExplanation text = new TextExplanation(explanation);
        text.out.append(explanation.heading()).append('\n');
        text.locals();
        text.forward();
        text.reverse();
        text.operations();
        return text.out.toString();
    }

    private void locals() {
        out.append("\n1. Steps and their local derivatives\n");
        for (Step step : explanation.steps()) {
            line(2, step.name() + " = " + step.formula().text());
            for (Local local : step.locals()) {
                line(
                        6,
                        "d " + step.name() + "/d " + local.by() + " = "
                                + local.derivative().text());
            }
        }
    }

    private void forward() {
        out.append("\n2. Forward mode: values and tangents (nameDot), from the variables to ")
                .append(explanation.result())
                .append('\n');
        for (Step step : explanation.steps()) {
            String terms = step.locals().stream()
                    .filter(local -> !local.derivative().isZero())
                    .map(local -> local.by() + "Dot * " + local.derivative().textFactor())
                    .collect(Collectors.joining(" + "));
            line(2, step.name() + "Dot = " + (terms.isEmpty() ? "0" : terms));
        }
        out.append('\n');
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("name", "value"));
        explanation.variables().forEach(variable -> head.add("d/d " + variable));
        table.add(head);
        for (Row row : explanation.forward()) {
            List<String> cells = new ArrayList<>(List.of(row.name(), Symbolic.number(row.value())));
            row.tangents().forEach(tangent -> cells.add(Symbolic.number(tangent)));
            table.add(cells);
        }
        table(table);
    }

    private void reverse() {
        out.append("\n3. Reverse mode: adjoints (nameBar = d ")
                .append(explanation.result())
                .append("/d name), from ")
                .append(explanation.result())
                .append(" back to the variables\n");
        for (Adjoint adjoint : explanation.reverse()) {
            String name = adjoint.name() + "Bar";
            String equals = " ".repeat(name.length()) + " = ";
            String value = Symbolic.number(adjoint.value());
            if (adjoint.terms().isEmpty()) {
                line(2, name + " = " + value);
                continue;
            }
            line(
                    2,
                    name + " = "
                            + sum(
                                    adjoint,
                                    term -> term.consumer() + "Bar * "
                                            + term.factor().textFactor()));
            line(2, equals + sum(adjoint, TextExplanation::numbers));
            line(2, equals + value);
        }
    }

    private static String sum(Adjoint adjoint, Function<Term, String> term) {
        return adjoint.terms().stream().map(term).collect(Collectors.joining(" + "));
    }

    /** The product of a term in numbers; a negative one in brackets. */
    static String numbers(Term term) {
        return bracketed(term.consumerAdjoint()) + " * " + bracketed(term.factorValue());
    }

    private static String bracketed(double value) {
        String text = Symbolic.number(value);
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    private void operations() {
        Operations operations = explanation.operations();
        out.append("\n4. Operations\n");
        int variables = explanation.variables().size();
        table(List.of(
                List.of("value alone", String.valueOf(operations.value())),
                List.of(
                        "value, forward mode by " + variables + (variables == 1 ? " variable" : " variables"),
                        String.valueOf(operations.forward())),
                List.of("value, reverse mode", String.valueOf(operations.reverse()))));
        line(2, explanation.verdict());
    }

    /** Columns aligned on the left. */
    private void table(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            line(2, text.toString().stripTrailing());
        }
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }
}
