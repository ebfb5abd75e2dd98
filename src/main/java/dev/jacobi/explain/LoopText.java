package dev.jacobi.explain;

import dev.jacobi.explain.LoopExplanation.Adjoint;
import dev.jacobi.explain.LoopExplanation.Term;
import dev.jacobi.explain.LoopExplanation.Value;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an explanation of a function with arrays or loops, as plain text or as Markdown with formulas in LaTeX. */
public final class LoopText {
    private final LoopExplanation explanation;
    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    private LoopText(LoopExplanation explanation, boolean markdown) {
        this.explanation = explanation;
        this.markdown = markdown;
    }

    public static String text(LoopExplanation explanation) {
        return new LoopText(explanation, false).print();
    }

    public static String markdown(LoopExplanation explanation) {
        return new LoopText(explanation, true).print();
    }

    private String print() {
        out.append(markdown ? "# " : "").append(explanation.heading()).append('\n');
        List<LoopExplanation.Step> steps = explanation.steps();
        String result = steps.get(steps.size() - 1).name();
        heading("1. Steps");
        steps.forEach(step -> line(assigned(step.name(), "", step.formula())));
        heading("2. Forward mode: tangents (nameDot), from the variables to " + result);
        steps.forEach(step -> line(assigned(step.name(), "Dot", step.tangent())));
        heading("3. Reverse mode: adjoints (nameBar = d " + result + "/d name), from " + result
                + " back to the variables");
        explanation.adjoints().forEach(this::adjoint);
        if (!explanation.values().isEmpty()) {
            heading("4. In numbers");
            explanation.values().forEach(value -> number(value, ""));
            explanation.adjoints().forEach(adjoint -> number(adjoint.number(), "Bar"));
        }
        return out.toString();
    }

    private void adjoint(Adjoint adjoint) {
        boolean result = adjoint == explanation.adjoints().get(0);
        if (adjoint.terms().isEmpty()) {
            line(code(
                    adjoint.name() + "Bar = " + (result ? "1" : "0") + (isArray(result) ? ", for each element" : "")));
            return;
        }
        for (int i = 0; i < adjoint.terms().size(); i++) {
            Term term = adjoint.terms().get(i);
            line("from " + term.user() + (i == 0 ? "" : ", in addition") + ": "
                    + assigned(adjoint.name(), "Bar", term.formula()));
            term.rules().forEach(rule -> detail(rule));
            if (!term.simplifications().isEmpty()) {
                detail("simplified by: " + String.join("; ", term.simplifications()));
            }
        }
    }

    /** Whether the result is an array. */
    private boolean isArray(boolean result) {
        List<LoopExplanation.Step> steps = explanation.steps();
        return result && steps.get(steps.size() - 1).formula().expr() instanceof Expr.ArrayOf;
    }

    private void number(Value value, String suffix) {
        line(code(value.name() + suffix + " = " + value.text()));
    }

    /** {@code z[i in N] = ...}. */
    private String assigned(String name, String suffix, Symbolic formula) {
        if (markdown) {
            String latex = Symbolic.latexName(name);
            String marked = suffix.isEmpty() ? latex : (suffix.equals("Dot") ? "\\dot{" : "\\bar{") + latex + "}";
            return "$" + marked + " = " + formula.latex().replace("\n", " ") + "$";
        }
        if (formula.expr() instanceof Expr.ArrayOf array && formula.where().isEmpty()) {
            String axes = array.axes().stream().map(LoopRules::axis).collect(Collectors.joining(", ", "[", "]"));
            return name + suffix + axes + " = " + TreePrinter.print(array.body());
        }
        return name + suffix + " = " + formula.text();
    }

    private String code(String text) {
        return markdown ? "`" + text + "`" : text;
    }

    private void heading(String text) {
        out.append('\n').append(markdown ? "## " + text + "\n" : text).append('\n');
    }

    private void line(String text) {
        out.append(markdown ? "- " : "  ").append(text).append('\n');
    }

    private void detail(String text) {
        out.append(markdown ? "  - " : "      ").append(text).append('\n');
    }
}
