package dev.jacobi.explain;

import dev.jacobi.explain.Explanation.Adjoint;
import dev.jacobi.explain.Explanation.Operations;
import dev.jacobi.explain.Explanation.Row;
import dev.jacobi.explain.Explanation.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an explanation as Markdown with tables, formulas in LaTeX. */
public final class MarkdownExplanation {
    private final Explanation explanation;
    private final StringBuilder out = new StringBuilder();

    private MarkdownExplanation(Explanation explanation) {
        this.explanation = explanation;
    }

    public static String print(Explanation explanation) {
        MarkdownExplanation markdown = new MarkdownExplanation(explanation);
        markdown.out.append("# ").append(explanation.heading()).append('\n');
        markdown.locals();
        markdown.forward();
        markdown.reverse();
        markdown.operations();
        return markdown.out.toString();
    }

    private void locals() {
        heading("Steps and their local derivatives");
        row("step", "local derivatives");
        rule(2);
        for (Step step : explanation.steps()) {
            String derivatives = step.locals().stream()
                    .map(local -> math("\\frac{\\partial " + name(step.name()) + "}{\\partial " + name(local.by())
                            + "} = " + local.derivative().latex()))
                    .collect(Collectors.joining("<br>"));
            row(math(name(step.name()) + " = " + step.formula().latex()), derivatives);
        }
    }

    private void forward() {
        heading("Forward mode: values and tangents");
        List<String> head = new ArrayList<>(List.of("name", "tangent", "value"));
        explanation.variables().forEach(variable -> head.add(math("\\partial / \\partial " + name(variable))));
        row(head.toArray(String[]::new));
        rule(head.size());
        int variables = explanation.variables().size();
        for (int i = 0; i < explanation.forward().size(); i++) {
            Row row = explanation.forward().get(i);
            String tangent =
                    i < variables ? "" : math(tangent(explanation.steps().get(i - variables)));
            List<String> cells =
                    new ArrayList<>(List.of(math(name(row.name())), tangent, Symbolic.number(row.value())));
            row.tangents().forEach(value -> cells.add(Symbolic.number(value)));
            row(cells.toArray(String[]::new));
        }
    }

    private static String tangent(Step step) {
        String terms = step.locals().stream()
                .filter(local -> !local.derivative().isZero())
                .map(local -> dot(local.by()) + " \\cdot " + local.derivative().latexFactor())
                .collect(Collectors.joining(" + "));
        return dot(step.name()) + " = " + (terms.isEmpty() ? "0" : terms);
    }

    private void reverse() {
        heading("Reverse mode: adjoints");
        row("adjoint", "sum over consumers", "in numbers", "value");
        rule(4);
        for (Adjoint adjoint : explanation.reverse()) {
            String symbols = adjoint.terms().stream()
                    .map(term ->
                            bar(term.consumer()) + " \\cdot " + term.factor().latexFactor())
                    .collect(Collectors.joining(" + "));
            String numbers =
                    adjoint.terms().stream().map(TextExplanation::numbers).collect(Collectors.joining(" + "));
            row(
                    math(bar(adjoint.name())),
                    symbols.isEmpty() ? "" : math(symbols),
                    numbers.isEmpty() ? "" : "`" + numbers + "`",
                    Symbolic.number(adjoint.value()));
        }
    }

    private void operations() {
        heading("Operations");
        Operations operations = explanation.operations();
        row("program", "operations");
        rule(2);
        row("value alone", String.valueOf(operations.value()));
        row("value, forward mode", String.valueOf(operations.forward()));
        row("value, reverse mode", String.valueOf(operations.reverse()));
        out.append('\n').append(explanation.verdict()).append('\n');
    }

    private void heading(String text) {
        out.append("\n## ").append(text).append("\n\n");
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rule(int columns) {
        row(Collections.nCopies(columns, "---").toArray(String[]::new));
    }

    private static String name(String name) {
        return Symbolic.latexName(name);
    }

    private static String bar(String name) {
        return "\\bar{" + name(name) + "}";
    }

    private static String dot(String name) {
        return "\\dot{" + name(name) + "}";
    }

    /** A formula within a table: a bar would end the cell. */
    private static String math(String latex) {
        return "$" + latex.replace("\n", " ").replace("|", "\\vert ") + "$";
    }
}
